#include "english_messages.h"

// The one file of this module that is made for each platform: the language of one thread.
#ifndef _WIN32
#    include <clocale>
#    include <locale.h>
#endif

namespace aurora::database {

#ifdef _WIN32

/// The libpq of vcpkg is built without translations.
struct EnglishMessages::Before
{
};

EnglishMessages::EnglishMessages() = default;
EnglishMessages::~EnglishMessages() = default;

#else

struct EnglishMessages::Before
{
    locale_t ofThread{};
    locale_t english{};
};

EnglishMessages::EnglishMessages() : m_before(std::make_unique<Before>())
{
    const locale_t user = ::duplocale(::uselocale(locale_t{}));
    m_before->english = ::newlocale(LC_MESSAGES_MASK, "C", user);
    if (m_before->english == locale_t{}) {  // no memory for it: the reason is told in the user's words
        ::freelocale(user);
        return;
    }
    m_before->ofThread = ::uselocale(m_before->english);
}

EnglishMessages::~EnglishMessages()
{
    if (m_before->english != locale_t{}) {
        ::uselocale(m_before->ofThread);
        ::freelocale(m_before->english);
    }
}

#endif

}  // namespace aurora::database
