#include "aurora/core/decimal_point.h"

#include <clocale>
#include <locale.h>
#include <string>

#ifdef __APPLE__
#    include <xlocale.h>
#endif

namespace aurora {

#ifdef _WIN32

struct DecimalPointScope::Locale
{
    int perThread = _configthreadlocale(_ENABLE_PER_THREAD_LOCALE);
    std::string numbers = std::setlocale(LC_NUMERIC, nullptr);
};

DecimalPointScope::DecimalPointScope() : m_before(std::make_unique<Locale>())
{
    std::setlocale(LC_NUMERIC, "C");
}

DecimalPointScope::~DecimalPointScope()
{
    std::setlocale(LC_NUMERIC, m_before->numbers.c_str());
    _configthreadlocale(m_before->perThread);
}

#else

struct DecimalPointScope::Locale
{
    locale_t point = newlocale(LC_ALL_MASK, "C", nullptr);
    locale_t before = uselocale(point);
};

DecimalPointScope::DecimalPointScope() : m_before(std::make_unique<Locale>()) {}

DecimalPointScope::~DecimalPointScope()
{
    uselocale(m_before->before);
    freelocale(m_before->point);
}

#endif

}  // namespace aurora
