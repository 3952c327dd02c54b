#pragma once

#include <clocale>
#include <string>

namespace aurora::test {

/// While it lives, the process writes and reads numbers as in Germany: 3,75. Ask whether the system can.
class GermanNumbers
{
public:
    GermanNumbers()
        : m_before(std::setlocale(LC_NUMERIC, nullptr)), m_there(std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr)
    {
    }

    ~GermanNumbers() { std::setlocale(LC_NUMERIC, m_before.c_str()); }

    GermanNumbers(const GermanNumbers&) = delete;
    GermanNumbers& operator=(const GermanNumbers&) = delete;

    [[nodiscard]] bool areThere() const { return m_there; }

    static constexpr const char* missing = "the locale de_DE.UTF-8 is missing; scripts/test makes it";

private:
    std::string m_before;
    bool m_there;
};

}  // namespace aurora::test
