#pragma once

#include "aurora/core/cell_value.h"

#include <QString>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace aurora::gui {

/// Which questions a column can be asked.
enum class FilterKind
{
    Text,
    Number,
    Date,
    Status
};

[[nodiscard]] FilterKind filterKind(const Table::ColumnInfo& column);

enum class FilterTest
{
    Contains,
    StartsWith,
    Equals,
    Less,
    Greater,
    Between,
    Before,
    After,
    OneOf,
    Blank,
    Filled
};

/// The tests of a kind, the usual one first.
[[nodiscard]] std::span<const FilterTest> testsOf(FilterKind kind);

/// "contains", "is before" – as it stands between the column and the value.
[[nodiscard]] QString testWords(FilterTest test);

/// How many values a test compares with: none, one, two; of OneOf any number.
[[nodiscard]] std::size_t valuesOf(FilterTest test);

/// What the cells of one column must be for a row to be shown.
struct ColumnFilter
{
    std::string column;  ///< its name: columns come and go
    FilterTest test = FilterTest::Contains;
    std::vector<std::string> values;  ///< as typed; of OneOf the words of the database, empty for blank cells

    bool operator==(const ColumnFilter&) const = default;
};

/// Why the filter cannot be used on a column of this kind, a whole sentence; empty when it can.
[[nodiscard]] QString whyNoFilter(const ColumnFilter& filter, FilterKind kind);

/// "Cathode type contains “NMC”", for people.
[[nodiscard]] QString filterText(const ColumnFilter& filter);

/// The test of a filter that can be used, for the cells of its column.
///
/// Numbers are equal when they are shown equal: 22.4999 is found by 22.5 in a column with two decimals. Dates are
/// compared as far as they were typed: after 2024-06-20 begins on the 21st.
[[nodiscard]] std::function<bool(const CellValue&)> cellTest(const ColumnFilter& filter,
                                                             const Table::ColumnInfo& column);

/// Filters as text that the settings keep, and back; a text that is none gives no filters.
[[nodiscard]] std::string filtersToText(const std::vector<ColumnFilter>& filters);
[[nodiscard]] std::vector<ColumnFilter> filtersFromText(const std::string& text);

}  // namespace aurora::gui
