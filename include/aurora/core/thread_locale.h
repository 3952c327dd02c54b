#pragma once

#include <memory>

namespace aurora {

/// What libraries take from the user's locale that their callers cannot do with.
enum class LocalePart
{
    Numbers,  ///< printf and its kin would write a decimal comma into files
    Messages  ///< reasons would come in the user's language, and are known by their words
};

/// While it lives, libraries that this thread calls do this part as C does: with a decimal point, in English. The rest
/// of the locale and the other threads stay as the user wants them. Where the system cannot do it, nothing changes.
///
/// Windows knows no locale for messages: the libraries that come with the program there have no translations.
class ThreadLocale
{
public:
    explicit ThreadLocale(LocalePart part);
    ~ThreadLocale();
    ThreadLocale(const ThreadLocale&) = delete;
    ThreadLocale& operator=(const ThreadLocale&) = delete;

private:
    struct Before;  ///< what is to be set back, differs between operating systems
    std::unique_ptr<Before> m_before;
};

}  // namespace aurora
