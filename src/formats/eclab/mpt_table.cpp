#include "formats/eclab/mpt_table.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace aurora::formats::eclab {

namespace {

constexpr char separator = '\t';

/// Of memory for the table and of text: a first line of few characters promises more rows than there can be.
constexpr std::uint64_t mostBytesPerByte = 4;

/// Columns that a series is made of; the others are only read on request.
constexpr std::array seriesColumns{
    column::mode,
    column::time,
    column::ewe,
    column::averageEwe,
    column::averageEweEis,
    column::current,
    column::averageCurrent,
    column::averageCurrentEis,
    column::dq,
    column::totalCharge,
    column::totalChargeCoulomb,
    column::cycleNumber,
    column::halfCycle,
    column::frequency,
    column::realZ,
    column::minusImaginaryZ,
    column::magnitude,
    column::phase,
};

bool isForSeries(std::uint16_t id)
{
    return std::ranges::find(seriesColumns, id) != seriesColumns.end();
}

/// A bit of the shared flag byte has a column of its own in text.
Stored storedInText(Stored stored)
{
    return stored == Stored::Flag ? Stored::U1 : stored;
}

std::size_t sizeOf(Stored stored)
{
    switch (stored) {
    case Stored::U1:
        return sizeof(std::uint8_t);
    case Stored::U2:
        return sizeof(std::uint16_t);
    case Stored::U4:
        return sizeof(std::uint32_t);
    case Stored::F4:
        return sizeof(float);
    default:
        return sizeof(double);
    }
}

template <class Value>
void putValue(std::uint8_t* to, Value value)
{
    std::memcpy(to, &value, sizeof value);
}

/// Whole numbers that do not fit become 0; nothing in a file says so but a damaged line.
template <class Value>
bool putWhole(std::uint8_t* to, double number)
{
    const bool fits = number >= 0 && number <= static_cast<double>(std::numeric_limits<Value>::max());
    putValue(to, fits ? static_cast<Value>(number) : Value{0});
    return fits;
}

bool putNumber(std::uint8_t* to, Stored stored, double number)
{
    switch (stored) {
    case Stored::U1:
        return putWhole<std::uint8_t>(to, number);
    case Stored::U2:
        return putWhole<std::uint16_t>(to, number);
    case Stored::U4:
        return putWhole<std::uint32_t>(to, number);
    case Stored::F4:
        putValue(to, static_cast<float>(number));
        return !std::isnan(number);
    default:
        putValue(to, number);
        return !std::isnan(number);
    }
}

std::string shown(std::string_view cell)
{
    constexpr std::size_t mostShown = 40;
    return "\"" + decodeText(cell.substr(0, mostShown)) + "\"";
}

std::string placeOf(const TextLine& line)
{
    return "line " + std::to_string(line.number) + " (byte " + std::to_string(line.offset) + ")";
}

}  // namespace

MptTable::MptTable(std::string_view names, const ReadOptions& options, std::optional<double> start_uts)
    : m_clock(options.timeZone), m_start_uts(start_uts)
{
    std::string_view name;
    for (Cells cells(names, separator); cells.next(name);) {
        m_places.push_back({parseMptColumn(decodeText(name)), false, 0});
        if (m_places.size() > mostMptColumns) {
            throw FormatError("it names more than " + std::to_string(mostMptColumns) +
                              " columns; that is no export of EC-Lab. Nothing was read.");
        }
    }
    if (m_places.size() > 1 && m_places.back().column.name.empty()) {
        m_places.pop_back();  // a tab ends the line of names
    }
    const auto find = [this](std::uint16_t id) {
        return std::ranges::find_if(m_places, [id](const Place& place) { return place.column.id == id; });
    };
    // EC-Lab works out what a binary does not store, and prints it behind the stored columns: a dq behind (Q-Qo) is
    // only the difference of that, with the whole sum in its first row.
    const auto total = std::min(find(column::totalCharge), find(column::totalChargeCoulomb));
    if (const auto dq = find(column::dq); dq != m_places.end() && total < dq) {
        dq->column.id = 0;
    }
    for (Place& place : m_places) {
        place.column.stored = storedInText(place.column.stored);
        place.isWanted = options.allColumns == AllColumns::Yes || isForSeries(place.column.id);
        if (place.isWanted) {
            place.offset = m_rowSize;
            m_rowSize += sizeOf(place.column.stored);
        }
    }
}

void MptTable::add(TextLine line, std::uint64_t fileSize)
{
    if (trimmed(line.text()).empty()) {
        return;
    }
    std::ranges::replace(line.characters, ',', '.');  // tabs divide the cells: a comma is a decimal point
    reserveRows(line, fileSize);
    m_bytes.resize((m_rows + 1) * m_rowSize);
    const bool isWhole = (line.ended || !looksCutOff(line)) && readRow(line);
    if (isWhole) {
        ++m_rows;
        m_lastCellSize = lastCellSize(line.text(), separator);
        return;
    }
    m_bytes.resize(m_rows * m_rowSize);
    if (!line.ended) {
        m_isCutOff = true;
        m_cutOffLine = line.number;
        return;
    }
    const auto cells = static_cast<std::size_t>(std::ranges::count(line.text(), separator)) + 1;
    throw FormatError(placeOf(line) + " has " + std::to_string(cells) + " cells where " +
                      std::to_string(m_places.size()) + " columns are named. Nothing was read; export the file again.");
}

/// All lines are about as long as the first.
void MptTable::reserveRows(const TextLine& line, std::uint64_t fileSize)
{
    if (m_rows == 0 && m_bytes.empty()) {
        const std::uint64_t rest = fileSize > line.offset ? fileSize - line.offset : 0;
        const std::uint64_t guess = (rest / (line.characters.size() + 1) + 1) * m_rowSize;
        m_bytes.reserve(static_cast<std::size_t>(std::min(guess, mostBytesPerByte * fileSize)));
    }
}

/// A last line without line end is whole when its last cell is as long as those before.
bool MptTable::looksCutOff(const TextLine& line) const
{
    return lastCellSize(line.text(), separator) < m_lastCellSize;
}

/// @return false when cells are missing or left over, or the time is cut off
bool MptTable::readRow(const TextLine& line)
{
    Cells cells(line.text(), separator);
    std::string_view cell;
    for (const Place& place : m_places) {
        if (!cells.next(cell)) {
            return false;
        }
        if (place.isWanted && !put(place, cell, line)) {
            return false;
        }
    }
    while (cells.next(cell)) {
        if (!trimmed(cell).empty()) {
            return false;  // two lines in one
        }
    }
    return true;
}

/// @return false when the row cannot be used: its time is cut off
bool MptTable::put(const Place& place, std::string_view cell, const TextLine& line)
{
    constexpr double notThere = std::numeric_limits<double>::quiet_NaN();
    const bool isTime = place.column.id == column::time;
    const double number = isTime ? time(cell, line) : parseNumber(cell).value_or(notThere);
    std::uint8_t* const to = m_bytes.data() + m_rows * m_rowSize + place.offset;
    if (!putNumber(to, place.column.stored, number * place.column.factor)) {
        noteUnreadable(place, cell, line);
    }
    return !(isTime && std::isnan(number));
}

/// Seconds since the start, or a date, when the export was made with absolute times. NaN in a line that is cut off.
double MptTable::time(std::string_view cell, const TextLine& line)
{
    if (cell.find(':') != std::string_view::npos) {
        if (const std::optional<double> uts = m_clock.parse(cell); uts && (m_rows == 0 || m_datesFrom)) {
            m_datesFrom = m_datesFrom ? m_datesFrom : m_start_uts.value_or(*uts);
            return *uts - *m_datesFrom;
        }
    } else if (const std::optional<double> seconds = parseNumber(cell);
               seconds && std::isfinite(*seconds) && !m_datesFrom) {
        return *seconds;
    }
    if (!line.ended) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    throw FormatError(placeOf(line) + " has " + shown(cell) + " as its time, where " +
                      (m_datesFrom ? "a date like 12/31/2024 23:59:59.000" : "a number of seconds") +
                      " was expected. Nothing was read.");
}

void MptTable::noteUnreadable(const Place& place, std::string_view cell, const TextLine& line)
{
    if (m_unreadable++ == 0) {
        m_firstUnreadable = shown(cell) + " in " + placeOf(line) + ", column " + place.column.name;
    }
}

DataTable MptTable::table() const
{
    DataTable table;
    table.rows = m_bytes.data();
    table.rowSize = m_rowSize;
    table.rowCount = m_rows;
    for (const Place& place : m_places) {
        if (place.isWanted) {
            const MptColumn& column = place.column;
            table.columns.push_back({column.id, column.name, column.unit, column.stored, place.offset, 0});
        }
    }
    return table;
}

DataTable MptTable::nameTable() const
{
    DataTable table;
    for (const Place& place : m_places) {
        const MptColumn& column = place.column;
        table.columns.push_back({column.id, column.name, column.unit, column.stored, 0, 0});
    }
    return table;
}

std::vector<std::string> MptTable::warnings() const
{
    std::vector<std::string> all;
    if (m_unreadable > 0) {
        all.push_back(std::to_string(m_unreadable) + " cells are no numbers and were left empty; the first is " +
                      m_firstUnreadable + ".");
    }
    if (m_isCutOff) {
        all.push_back("the last line, " + std::to_string(m_cutOffLine) +
                      ", is not complete: the file is still being written, or was cut off. The lines before it were "
                      "read; the recording is marked unfinished.");
    }
    return all;
}

}  // namespace aurora::formats::eclab
