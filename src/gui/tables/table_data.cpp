#include "gui/tables/table_data.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace aurora::gui {

namespace {

double numberOf(const CellValue& value)
{
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
}

/// @return the next free rank
std::uint32_t rankNumbers(std::vector<std::pair<double, std::uint32_t>>& numbers, Ranks& ranks)
{
    std::sort(numbers.begin(), numbers.end());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0 && numbers[i].first > numbers[i - 1].first) {
            ++rank;
        }
        ranks[numbers[i].second] = rank;
    }
    return numbers.empty() ? 0 : rank + 1;
}

using Texts = std::vector<std::pair<std::string_view, std::uint32_t>>;

/// Texts that are in order already, as the keys of a table are.
void rankSorted(const Texts& texts, std::uint32_t firstRank, Ranks& ranks)
{
    std::uint32_t rank = firstRank;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0 && texts[i].first != texts[i - 1].first) {
            ++rank;
        }
        ranks[texts[i].second] = rank;
    }
}

/// Each different text is compared once: columns such as a label or a comment have few of them.
void rankTexts(const Texts& texts, std::uint32_t firstRank, Ranks& ranks)
{
    if (std::is_sorted(texts.begin(), texts.end(),
                       [](const auto& a, const auto& b) { return compareNatural(a.first, b.first) < 0; }))
    {
        rankSorted(texts, firstRank, ranks);
        return;
    }
    std::unordered_map<std::string_view, std::uint32_t> rankOf;
    rankOf.reserve(texts.size());
    std::vector<std::string_view> different;
    for (const auto& [text, row] : texts) {
        if (rankOf.try_emplace(text, 0).second) {
            different.push_back(text);
        }
    }
    std::sort(different.begin(), different.end(),
              [](std::string_view a, std::string_view b) { return compareNatural(a, b) < 0; });
    std::uint32_t rank = firstRank;
    for (const std::string_view text : different) {
        rankOf[text] = rank++;
    }
    for (const auto& [text, row] : texts) {
        ranks[row] = rankOf[text];
    }
}

}  // namespace

Ranks rankColumn(const ColumnTable& table, std::size_t column)
{
    const std::vector<CellValue>& cells = table.cells[column];
    Ranks ranks(table.rowCount, emptyRank);
    std::vector<std::pair<double, std::uint32_t>> numbers;
    Texts texts;
    for (std::uint32_t row = 0; row < cells.size(); ++row) {
        const CellValue& value = cells[row];
        if (const auto* text = std::get_if<std::string>(&value)) {
            texts.emplace_back(*text, row);
        } else if (!isEmpty(value)) {
            numbers.emplace_back(numberOf(value), row);
        }
    }
    rankTexts(texts, rankNumbers(numbers, ranks), ranks);
    return ranks;
}

TableData::TableData(Table table, std::string_view keyColumn) : TableData(toColumns(std::move(table)), keyColumn) {}

TableData::TableData(ColumnTable table, std::string_view keyColumn)
    : m_table(std::move(table)), m_keyColumn(std::max(0, column(keyColumn))), m_ranks(m_table.columns.size())
{
    if (!m_ranks.empty()) {
        static_cast<void>(ranks(m_keyColumn));
    }
}

int TableData::column(std::string_view name) const
{
    const auto found = std::find_if(m_table.columns.begin(), m_table.columns.end(),
                                    [name](const Table::ColumnInfo& info) { return info.name == name; });
    return found == m_table.columns.end() ? -1 : static_cast<int>(found - m_table.columns.begin());
}

const Ranks& TableData::ranks(int column) const
{
    Ranks& ranks = m_ranks[static_cast<std::size_t>(column)];
    if (ranks.empty()) {
        ranks = rankColumn(m_table, static_cast<std::size_t>(column));
    }
    return ranks;
}

}  // namespace aurora::gui
