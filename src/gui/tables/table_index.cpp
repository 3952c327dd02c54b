#include "gui/tables/table_index.h"

#include "aurora/core/text.h"

#include <QString>

#include <algorithm>

namespace aurora::gui {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lowerText(std::string text)
{
    return isAscii(text) ? lowerCase(text) : QString::fromStdString(text).toLower().toStdString();
}

}  // namespace

TableIndex::TableIndex(const ColumnTable& table)
{
    m_ends.reserve(table.rowCount);
    for (std::size_t row = 0; row < table.rowCount; ++row) {
        for (const std::vector<CellValue>& cells : table.cells) {
            if (row < cells.size() && !isEmpty(cells[row])) {
                m_text += lowerText(toText(cells[row]));
                m_text += '\n';  // no word reaches from one cell into the next
            }
        }
        m_ends.push_back(m_text.size());
    }
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        m_ranks.push_back(rankColumn(table, column));
    }
}

bool TableIndex::matches(int row, const std::vector<std::string>& words) const
{
    const auto at = static_cast<std::size_t>(row);
    const std::size_t start = at == 0 ? 0 : m_ends[at - 1];
    const std::string_view text = std::string_view(m_text).substr(start, m_ends[at] - start);
    return std::all_of(words.begin(), words.end(),
                       [text](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

std::vector<std::string> TableIndex::words(std::string_view search)
{
    std::vector<std::string> words = split(lowerText(std::string(search)), ' ');
    std::erase_if(words, [](const std::string& word) { return word.empty(); });
    return words;
}

}  // namespace aurora::gui
