#pragma once

#include "aurora/core/recording.h"
#include "aurora/formats/reader.h"
#include "formats/neware/xlsx_columns.h"
#include "formats/xlsx/sheet.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aurora::formats::neware {

/// The columns of the sheet `record` as the vendor names them, whatever they mean.
class SheetTable
{
public:
    void begin(std::span<const SheetColumn> columns);

    /// Cells that are not there become NaN or empty texts; times become seconds.
    /// @throws FormatError without the file's name
    void addRow(std::span<const SheetColumn> columns, std::span<const xlsx::Cell> cells, std::uint64_t row);

    /// Moves the columns into the recording, each under a name of its own, or their names alone.
    void finish(AllColumns columns, Recording& recording);

private:
    void refuseMostlyEmpty(std::size_t cells, std::uint64_t row);

    std::vector<Column> m_columns;  ///< by column of the sheet; without name where the sheet has none there
    std::uint64_t m_cellsRead = 0;
    std::uint64_t m_valuesStored = 0;
};

}  // namespace aurora::formats::neware
