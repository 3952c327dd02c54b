#pragma once

#include "aurora/formats/reader.h"
#include "formats/eclab/mpr_data.h"
#include "formats/eclab/mpt_columns.h"
#include "formats/eclab/start_text.h"
#include "formats/text_lines.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::eclab {

/// Turns the lines of a text export into the rows of a data module, so that one set of rules makes a series of both.
class MptTable
{
public:
    /// @param names      the line that names the columns
    /// @param start_uts  of the header; times that are written as dates count from there, else from the first of them
    MptTable(std::string_view names, const ReadOptions& options, std::optional<double> start_uts);

    /// @throws FormatError without the file's name, with line, offset, expected and found; also for a table that is
    ///         mostly empty, because its numbers take far more room than its text
    void add(TextLine line, std::uint64_t fileSize);

    /// The rows; good as long as this object is.
    [[nodiscard]] DataTable table() const;

    /// All columns as the export names them, without rows.
    [[nodiscard]] DataTable nameTable() const;

    /// Where times count from, when the table has dates.
    [[nodiscard]] std::optional<double> datesFrom() const noexcept { return m_datesFrom; }

    /// Whole sentences.
    [[nodiscard]] std::vector<std::string> warnings() const;

    [[nodiscard]] bool isCutOff() const noexcept { return m_isCutOff; }

private:
    struct Place
    {
        MptColumn column;
        bool isWanted = false;
        std::size_t offset = 0;  ///< in the row
    };

    bool readRow(const TextLine& line);
    bool put(const Place& place, std::string_view cell, const TextLine& line);
    [[nodiscard]] double time(std::string_view cell, const TextLine& line);
    void noteUnreadable(const Place& place, std::string_view cell, const TextLine& line);
    [[nodiscard]] bool looksCutOff(const TextLine& line) const;
    void noteBackwards(double time_s, std::string_view cell, const TextLine& line);
    void makeRoom(const TextLine& line, std::uint64_t fileSize);
    void refuseMostlyEmpty(const TextLine& line) const;
    [[nodiscard]] std::size_t wantedColumns() const;
    [[nodiscard]] std::uint64_t bytesOfARow() const;

    std::vector<Place> m_places;
    std::size_t m_rowSize = 0;
    std::uint64_t m_bytesOfARow = 0;  ///< here and in all that is made of it
    std::size_t m_rows = 0;
    std::vector<std::uint8_t> m_bytes;
    TimeColumn m_clock;
    std::optional<double> m_start_uts;
    std::optional<double> m_datesFrom;
    bool m_isCutOff = false;
    std::uint64_t m_cutOffLine = 0;
    std::size_t m_lastCellSize = 0;
    double m_lastTime_s = 0;
    std::size_t m_backwards = 0;
    std::string m_firstBackwards;
    std::size_t m_unreadable = 0;
    std::string m_firstUnreadable;
};

}  // namespace aurora::formats::eclab
