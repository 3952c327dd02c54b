#pragma once

#include "gui/tables/table_data.h"

#include <string>
#include <string_view>
#include <vector>

namespace aurora::gui {

/// What makes searching and sorting a table fast: all cells of each row as lower-case text, and the ranks of every
/// column. Costs more than reading the table, so it is made apart, on a pool thread.
class TableIndex
{
public:
    explicit TableIndex(const ColumnTable& table);

    /// True when the row holds every word (lower case) somewhere.
    [[nodiscard]] bool matches(int row, const std::vector<std::string>& words) const;

    [[nodiscard]] const Ranks& ranks(int column) const { return m_ranks[static_cast<std::size_t>(column)]; }

    /// `words` for matches(): divided at blanks, lower case also beyond ASCII.
    [[nodiscard]] static std::vector<std::string> words(std::string_view search);

private:
    std::string m_text;
    std::vector<std::size_t> m_ends;
    std::vector<Ranks> m_ranks;
};

}  // namespace aurora::gui
