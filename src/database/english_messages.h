#pragma once

#include <memory>

namespace aurora::database {

/// While it lives, libraries that this thread calls speak English, whatever the language of the user. libpq tells why
/// it cannot connect in words alone, translated ones (postgresql.org, "libpq", PQerrorMessage), and they are what its
/// reason is known by. Of the locale nothing else changes: numbers are written as before. A server of another
/// language is heard in its own words.
class EnglishMessages
{
public:
    EnglishMessages();
    ~EnglishMessages();
    EnglishMessages(const EnglishMessages&) = delete;
    EnglishMessages& operator=(const EnglishMessages&) = delete;

private:
    struct Before;
    std::unique_ptr<Before> m_before;
};

}  // namespace aurora::database
