#include "aurora/core/thread_locale.h"

#include <clocale>
#include <string>

#ifndef _WIN32
#    include <locale.h>
#endif
#ifdef __APPLE__
#    include <xlocale.h>
#endif

namespace aurora {

#ifdef _WIN32

struct ThreadLocale::Before
{
    int perThread;
    std::string numbers;
};

ThreadLocale::ThreadLocale(LocalePart part)
{
    if (part == LocalePart::Messages) {
        return;
    }
    const int perThread = _configthreadlocale(_ENABLE_PER_THREAD_LOCALE);
    m_before = std::make_unique<Before>(Before{perThread, std::setlocale(LC_NUMERIC, nullptr)});
    std::setlocale(LC_NUMERIC, "C");
}

ThreadLocale::~ThreadLocale()
{
    if (m_before) {
        std::setlocale(LC_NUMERIC, m_before->numbers.c_str());
        _configthreadlocale(m_before->perThread);
    }
}

#else

struct ThreadLocale::Before
{
    locale_t ofThread;
    locale_t ours;
};

ThreadLocale::ThreadLocale(LocalePart part)
{
    const int mask = part == LocalePart::Numbers ? LC_NUMERIC_MASK : LC_MESSAGES_MASK;
    const locale_t user = ::duplocale(::uselocale(locale_t{}));
    const locale_t ours = user != locale_t{} ? ::newlocale(mask, "C", user) : locale_t{};
    if (ours == locale_t{}) {  // no memory for it
        if (user != locale_t{}) {
            ::freelocale(user);
        }
        return;
    }
    m_before = std::make_unique<Before>(Before{::uselocale(ours), ours});
}

ThreadLocale::~ThreadLocale()
{
    if (m_before) {
        ::uselocale(m_before->ofThread);
        ::freelocale(m_before->ours);
    }
}

#endif

}  // namespace aurora
