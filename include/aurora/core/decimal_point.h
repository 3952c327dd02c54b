#pragma once

#include <memory>

namespace aurora {

/// While it lives, printf and its kin write numbers of this thread with a decimal point, whatever the user's locale:
/// for libraries that print numbers themselves. Other threads keep their locale.
class DecimalPointScope
{
public:
    DecimalPointScope();
    ~DecimalPointScope();
    DecimalPointScope(const DecimalPointScope&) = delete;
    DecimalPointScope& operator=(const DecimalPointScope&) = delete;

private:
    struct Locale;  ///< what is to be set back, differs between operating systems
    std::unique_ptr<Locale> m_before;
};

}  // namespace aurora
