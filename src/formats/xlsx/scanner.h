#pragma once

#include <cstddef>
#include <string_view>

namespace aurora::formats::xlsx {

/// What came of a step of a scanner.
enum class Step
{
    Done,
    Short,    ///< the text ends here
    Unusual,  ///< something else than expected
};

/// Walks over XML that a zero byte stands behind. What it does not expect it leaves to a complete parser.
class Scanner
{
public:
    explicit Scanner(std::string_view text) noexcept : m_at(text.data()), m_end(text.data() + text.size()) {}

    [[nodiscard]] const char* at() const noexcept { return m_at; }

    [[nodiscard]] char peek() const noexcept { return *m_at; }

    void skip(std::size_t count) noexcept { m_at += count; }

    /// Short at the end of the text, else Unusual.
    [[nodiscard]] Step unexpected() const noexcept { return m_at >= m_end ? Step::Short : Step::Unusual; }

    void skipBlanks() noexcept
    {
        while (isBlank(*m_at)) {
            ++m_at;
        }
    }

    /// Steps over these letters.
    [[nodiscard]] Step expect(std::string_view letters) noexcept
    {
        for (const char letter : letters) {
            if (*m_at != letter) {
                return unexpected();
            }
            ++m_at;
        }
        return Step::Done;
    }

    /// Steps over these letters, if they are what follows.
    [[nodiscard]] bool take(std::string_view letters) noexcept
    {
        const char* at = m_at;
        for (const char letter : letters) {
            if (*at++ != letter) {
                return false;
            }
        }
        m_at = at;
        return true;
    }

    /// Reads ` name="value"`.
    [[nodiscard]] Step attribute(std::string_view& name, std::string_view& value) noexcept
    {
        skipBlanks();
        const char* const nameBegin = m_at;
        while (isNameLetter(*m_at)) {
            ++m_at;
        }
        name = {nameBegin, static_cast<std::size_t>(m_at - nameBegin)};
        if (name.empty() || expect("=\"") != Step::Done) {
            return unexpected();
        }
        const char* const valueBegin = m_at;
        while (*m_at != '"' && *m_at != '&' && *m_at != '<' && *m_at != '\0') {
            ++m_at;
        }
        value = {valueBegin, static_cast<std::size_t>(m_at - valueBegin)};
        return expect("\"");
    }

    /// Reads text up to the next tag; entities in it are left as they stand.
    [[nodiscard]] Step text(std::string_view& text, bool& hasEntities) noexcept
    {
        const char* const begin = m_at;
        hasEntities = false;
        while (*m_at != '<' && *m_at != '\0') {
            hasEntities = hasEntities || *m_at == '&' || *m_at == '\r';
            ++m_at;
        }
        text = {begin, static_cast<std::size_t>(m_at - begin)};
        return *m_at == '<' ? Step::Done : unexpected();
    }

private:
    [[nodiscard]] static bool isBlank(char letter) noexcept
    {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }

    [[nodiscard]] static bool isNameLetter(char letter) noexcept
    {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == ':';
    }

    const char* m_at;
    const char* m_end;
};

}  // namespace aurora::formats::xlsx
