#pragma once

#include "aurora/core/recording.h"
#include "aurora/formats/neware/steps.h"
#include "aurora/formats/reader.h"
#include "formats/neware/row_collector.h"
#include "formats/neware/xlsx_columns.h"
#include "formats/neware/xlsx_table.h"
#include "formats/xlsx/sheet.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// Turns the rows of the sheet `record`, and of those that continue it, into the columns of a recording.
class RecordSheet : public xlsx::SheetReceiver
{
public:
    /// @param start  when the test began on the clock of the lab, as other sheets say; counts where rows have no date
    RecordSheet(const ReadOptions& options, std::optional<double> start_calendar, TableSource source);

    /// Says that the next rows are of another sheet, which begins with names of columns again and goes on where the one
    /// before ended.
    void beginContinuation();

    /// Whether no row of the continuation was taken yet.
    [[nodiscard]] bool waitsForContinuation() const noexcept { return m_isContinuation; }

    /// The number of the first record of a continuation, when it is not the one that is due: none of its rows was
    /// taken.
    [[nodiscard]] std::optional<std::int64_t> wrongBeginning() const noexcept { return m_wrongBeginning; }

    [[nodiscard]] std::optional<std::int64_t> firstDataPoint() const noexcept { return m_firstDataPoint; }

    [[nodiscard]] std::optional<std::int64_t> lastDataPoint() const noexcept { return m_lastDataPoint; }

    /// @throws FormatError without the file's name and names the cell
    xlsx::GoOn row(std::span<const xlsx::Cell> cells) override;

    /// Moves the columns into the recording. Once, after the last row.
    /// @throws FormatError without the file's name when there was no header row
    void finish(Recording& recording, AfterRest afterRest = AfterRest::NextCycle);

private:
    /// The values of one row by what they mean; NaN and empty: not there.
    struct Record;

    void readHeader(std::span<const xlsx::Cell> cells);
    void requireColumns() const;
    [[nodiscard]] bool has(ColumnRole role) const;
    void readCell(const SheetColumn& column, const xlsx::Cell& cell, Record& record) const;
    [[nodiscard]] bool continues(const Record& record);
    void addRecord(const Record& record);
    void setCapacities(const Record& record, std::int16_t type, Row& row) const;
    [[nodiscard]] std::int16_t stepType(std::string_view name);

    const ReadOptions m_options;
    const std::optional<double> m_start_calendar;
    RowCollector m_rows;
    std::vector<SheetColumn> m_columns;  ///< by column of the sheet
    SheetTable m_vendorColumns;
    std::vector<StepRun> m_steps;
    std::set<std::string, std::less<>> m_unknownTypes;
    std::string m_lastTypeName;
    std::int16_t m_lastType = 0;
    double m_lastStepTime_s = 0;
    std::optional<std::int64_t> m_firstDataPoint;
    std::optional<std::int64_t> m_lastDataPoint;
    std::optional<std::int64_t> m_wrongBeginning;
    std::uint64_t m_rowInSheet = 0;  ///< from 1
    bool m_expectsHeader = true;
    bool m_isContinuation = false;  ///< and no row of it was taken yet
};

}  // namespace aurora::formats::neware
