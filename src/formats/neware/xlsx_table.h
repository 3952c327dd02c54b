#pragma once

#include "aurora/core/recording.h"
#include "aurora/formats/reader.h"
#include "formats/neware/xlsx_columns.h"
#include "formats/xlsx/sheet.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// What a table is read from: it tells how many bytes of the file a cell takes at least.
enum class TableSource : std::uint8_t
{
    Sheet,  ///< XML in which a long text may stand once for many cells
    Text    ///< its characters and a separator
};

/// The columns of the sheet `record` as the vendor names them, whatever they mean.
///
/// A table whose values would take far more memory than the file has bytes is refused: almost all of its cells are
/// empty, or refer to the same long texts, as in no export.
class SheetTable
{
public:
    explicit SheetTable(TableSource source) : m_source(source) {}

    void begin(std::span<const SheetColumn> columns);

    /// Cells that are not there become NaN or empty texts; times become seconds.
    /// @throws FormatError without the file's name
    void addRow(std::span<const SheetColumn> columns, std::span<const xlsx::Cell> cells, std::uint64_t row);

    /// Moves the columns into the recording, each under a name of its own, or their names alone.
    void finish(AllColumns columns, Recording& recording);

private:
    void addNumber(ColumnValues& values, const xlsx::Cell& cell);
    void addText(std::vector<std::string>& texts, std::string text);
    void makeTexts(ColumnValues& values);
    void refuseCostly() const;
    [[nodiscard]] std::uint64_t bytesOf(const xlsx::Cell& cell) const;

    const TableSource m_source;
    std::vector<Column> m_columns;  ///< by column of the sheet; without name where the sheet has none there
    std::uint64_t m_bytesRead = 0;  ///< at least
    std::uint64_t m_textBytes = 0;  ///< of texts that do not fit into their strings
    std::uint64_t m_textColumns = 0;
    std::uint64_t m_rows = 0;
    std::uint64_t m_rowInSheet = 0;
};

}  // namespace aurora::formats::neware
