#pragma once

#include "aurora/formats/reader.h"
#include "formats/neware/xlsx_records.h"
#include "formats/text_lines.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// The line of names of a table of records, and what divides its cells.
struct BtsdaHeader
{
    char separator = ',';
    std::vector<std::string> names;  ///< UTF-8, in the spelling that the sheet `record` has
};

/// Nothing when the line is not that of BTSDA's table: it names voltage, current, a step and a time, with units in
/// brackets right behind the names, as no other program writes them.
[[nodiscard]] std::optional<BtsdaHeader> parseBtsdaHeader(std::string_view line);

/// Hands the lines of a table to the reader of the sheet `record`, which has the same columns.
class BtsdaTable
{
public:
    BtsdaTable(BtsdaHeader header, const ReadOptions& options);

    /// @throws FormatError without the file's name
    void add(TextLine line);

    /// Once, after the last line.
    void finish(Recording& recording);

private:
    [[nodiscard]] bool looksCutOff(const TextLine& line) const;
    void splitLine(std::string_view line);

    BtsdaHeader m_header;
    RecordSheet m_records;
    std::vector<xlsx::Cell> m_cells;
    std::optional<std::uint32_t> m_dateColumn;
    std::string m_date;
    bool m_hasMoreCells = false;  ///< the line has more cells than there are names
    std::size_t m_lastCellSize = 0;
    std::optional<std::uint64_t> m_cutOffLine;
};

}  // namespace aurora::formats::neware
