#include "delimited_text.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::services {

namespace {

class Splitter
{
public:
    Splitter(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    DelimitedRow takeRow()
    {
        DelimitedRow row;
        row.line = m_line;
        row.cells.push_back(takeCell());
        while (!atEnd() && m_text[m_at] == m_separator) {
            ++m_at;
            row.cells.push_back(takeCell());
        }
        takeLineEnd();
        return row;
    }

private:
    [[nodiscard]] bool atCellEnd() const
    {
        return atEnd() || m_text[m_at] == m_separator || m_text[m_at] == '\n' || m_text[m_at] == '\r';
    }

    std::string takeCell()
    {
        std::string cell;
        if (!atEnd() && m_text[m_at] == '"') {
            cell = takeQuoted();
        }
        while (!atCellEnd()) {
            cell += m_text[m_at++];
        }
        return cell;
    }

    std::string takeQuoted()
    {
        const std::size_t beginLine = m_line;
        std::string cell;
        for (++m_at; !atEnd(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"' && m_text.substr(m_at + 1, 1) != "\"") {
                ++m_at;
                return cell;
            }
            m_at += c == '"' ? 1 : 0;
            m_line += c == '\n' ? 1 : 0;
            cell += c;
        }
        throw Error("line " + std::to_string(beginLine) + ": a quoted cell begins here and does not end.");
    }

    void takeLineEnd()
    {
        if (!atEnd() && m_text[m_at] == '\r') {
            ++m_at;
            m_at += !atEnd() && m_text[m_at] == '\n' ? 1 : 0;
        } else if (!atEnd()) {
            ++m_at;
        }
        ++m_line;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

bool holdsSomething(const DelimitedRow& row)
{
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return !trimmed(cell).empty(); });
}

}  // namespace

std::vector<DelimitedRow> splitDelimited(std::string_view text, char separator)
{
    std::vector<DelimitedRow> rows;
    Splitter splitter(text, separator);
    while (!splitter.atEnd()) {
        DelimitedRow row = splitter.takeRow();
        if (holdsSomething(row)) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace aurora::services
