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

/// Of memory for the rows, and of text read. Real exports stay below 2, because they print a number of 4 bytes with 14
/// characters; a cell of one tab takes 16.
constexpr std::uint64_t mostBytesPerByte = 8;
constexpr std::uint64_t freeBytes = 8U << 20U;

/// What all rows of a text of that size may take.
constexpr std::uint64_t budget(std::uint64_t textBytes)
{
    return mostBytesPerByte * textBytes + freeBytes;
}

/// A header says when the acquisition started in whole milliseconds or seconds: the first row may seem to be before.
constexpr double startResolution_s = 1;

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
    : m_clock(options.timeZone, start_uts ? std::optional(*start_uts - startResolution_s) : std::nullopt),
      m_start_uts(start_uts)
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
    m_bytesOfARow = bytesOfARow();
}

/// The row itself, the columns taken out of it or the row once more while the table grows, and the series.
std::uint64_t MptTable::bytesOfARow() const
{
    constexpr std::uint64_t always = sizeof(double) + 3 * sizeof(float) + sizeof(std::int16_t);
    constexpr std::uint64_t perColumn = sizeof(double) + sizeof(float);  // on its way, and where it arrives
    const auto ofSeries = static_cast<std::uint64_t>(
        std::ranges::count_if(m_places, [](const Place& place) { return isForSeries(place.column.id); }));
    return 2 * m_rowSize + always + perColumn * ofSeries;
}

void MptTable::add(TextLine line, std::uint64_t fileSize)
{
    if (trimmed(line.text()).empty()) {
        return;
    }
    std::ranges::replace(line.characters, ',', '.');  // tabs divide the cells: a comma is a decimal point
    makeRoom(line, fileSize);
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

/// Room for one more row, and at once for as many as the file seems to have: lines are about as long as those before.
void MptTable::makeRoom(const TextLine& line, std::uint64_t fileSize)
{
    const std::uint64_t read = line.offset + line.characters.size() + 1;
    const std::uint64_t rows = m_rows + 1;
    if (rows * m_bytesOfARow > budget(read)) {
        refuseMostlyEmpty(line);
    }
    if (rows * m_rowSize <= m_bytes.capacity()) {
        return;
    }
    const std::uint64_t rest = fileSize > read ? fileSize - read : 0;
    const std::uint64_t lineSize = m_rows == 0 ? line.characters.size() + 1 : std::max<std::uint64_t>(read / rows, 1);
    const std::uint64_t guess = rows + rest / lineSize + rows / 4;
    const std::uint64_t most = std::max(budget(std::max(read, fileSize)) / m_bytesOfARow, rows);
    m_bytes.reserve(static_cast<std::size_t>(std::min(guess, most) * m_rowSize));
}

void MptTable::refuseMostlyEmpty(const TextLine& line) const
{
    const std::size_t cells = m_rows * wantedColumns();
    throw FormatError(placeOf(line) + ": the table is mostly empty. It names " + std::to_string(m_places.size()) +
                      " columns, but the " + std::to_string(m_rows) + " rows up to here hold " +
                      std::to_string(cells - std::min(cells, m_unreadable)) + " values in " +
                      std::to_string(line.offset) + " bytes; such a table would take " +
                      std::to_string(mostBytesPerByte) +
                      " times the memory of its text. Nothing was read; export it without the empty columns.");
}

std::size_t MptTable::wantedColumns() const
{
    return static_cast<std::size_t>(std::ranges::count_if(m_places, &Place::isWanted));
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
            const double time_s = *uts - *m_datesFrom;
            noteBackwards(time_s, cell, line);
            return time_s;
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

void MptTable::noteBackwards(double time_s, std::string_view cell, const TextLine& line)
{
    if (m_rows > 0 && time_s < m_lastTime_s && m_backwards++ == 0) {
        m_firstBackwards = shown(cell) + " in " + placeOf(line);
    }
    m_lastTime_s = time_s;
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
    table.source = std::make_shared<MemorySource>(m_bytes);
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
    if (m_backwards > 0) {
        all.push_back(std::to_string(m_backwards) +
                      " times lie before those of the row above; the clock was set back. The first is " +
                      m_firstBackwards + ". Rows are in the order of the file.");
    }
    if (m_isCutOff) {
        all.push_back("the last line, " + std::to_string(m_cutOffLine) +
                      ", is not complete: the file is still being written, or was cut off. The lines before it were "
                      "read; the recording is marked unfinished.");
    }
    return all;
}

}  // namespace aurora::formats::eclab
