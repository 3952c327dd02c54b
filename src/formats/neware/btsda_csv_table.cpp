#include "formats/neware/btsda_csv_table.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace aurora::formats::neware {

namespace {

constexpr std::array separators{',', ';', '\t'};
constexpr std::size_t mostColumns = 512;

/// Text of BTSDA: UTF-8, or as a Chinese Windows writes it.
std::string decoded(std::string_view bytes)
{
    return isUtf8(bytes) ? std::string(bytes) : toUtf8(bytes, "GB18030");
}

/// A degree sign as BTSDA writes it, and what is left of it where it was lost on the way.
constexpr std::array<std::string_view, 4> degreeUnits{"\xE2\x84\x83",
                                                      "\xC2\xB0"
                                                      "C",
                                                      "?", "oC"};

/// Names that are written otherwise in text than in the sheet.
std::string inSpellingOfSheet(std::string_view text)
{
    const auto [name, unit] = splitColumnHeader(text);
    const bool isTime = equalsIgnoringCase(name, "Time") || equalsIgnoringCase(name, "Total Time");
    if (isTime && unit.empty()) {
        return std::string(name) + "(s)";  // the days of Excel are not in text
    }
    if (std::ranges::find(degreeUnits, unit) != degreeUnits.end()) {
        return std::string(name) + "(degC)";
    }
    return std::string(text);
}

std::vector<std::string> namesIn(std::string_view line, char separator)
{
    std::vector<std::string> names;
    std::string_view cell;
    for (Cells cells(line, separator); cells.next(cell) && names.size() <= mostColumns;) {
        names.emplace_back(inSpellingOfSheet(trimmed(cell)));
    }
    return names;
}

bool has(const std::vector<std::string>& names, std::string_view wanted)
{
    return std::ranges::any_of(
        names, [&](const std::string& name) { return equalsIgnoringCase(splitColumnHeader(name).name, wanted); });
}

/// True where the column is there with a unit right behind it.
bool hasWithUnit(const std::vector<std::string>& names, std::string_view wanted)
{
    return std::ranges::any_of(names, [&](const std::string& name) {
        return equalsIgnoringCase(std::string_view(name).substr(0, wanted.size()), wanted) &&
               std::string_view(name).substr(wanted.size()).starts_with('(') && name.ends_with(')');
    });
}

/// `2025/4/7 11:48:21.950` → `2025-04-07 11:48:21.950`, as programs of tables rewrite dates; others as they are.
std::string isoDate(std::string_view text)
{
    text = trimmed(text);
    if (text.find('/') == std::string_view::npos) {
        return std::string(text);
    }
    const std::size_t blank = std::min(text.find(' '), text.size());
    const std::vector<std::string> day = split(text.substr(0, blank), '/');
    if (day.size() != 3 || day[0].size() != 4) {
        return std::string(text);
    }
    const auto twoDigits = [](const std::string& number) { return (number.size() < 2 ? "0" : "") + number; };
    std::string clock(text.substr(blank));
    if (clock.find(':') == 2) {  // " 9:05:00"
        clock.insert(1, "0");
    }
    return day[0] + "-" + twoDigits(day[1]) + "-" + twoDigits(day[2]) + clock;
}

/// Decimal commas become points: all commas that do not divide cells, which are those in quotes where commas do.
void makePoints(std::span<char> line, char separator)
{
    bool isDivider = separator == ',';
    for (char& c : line) {
        if (c == '"' && separator == ',') {
            isDivider = !isDivider;
        } else if (c == ',' && !isDivider) {
            c = '.';
        }
    }
}

}  // namespace

std::optional<BtsdaHeader> parseBtsdaHeader(std::string_view line)
{
    const std::string text = decoded(line);
    for (const char separator : separators) {
        std::vector<std::string> names = namesIn(text, separator);
        const bool hasStep = has(names, "Step Type") || has(names, "Step Index");
        if (hasStep && has(names, "Time") && hasWithUnit(names, "Voltage") && hasWithUnit(names, "Current")) {
            return BtsdaHeader{separator, std::move(names)};
        }
    }
    return std::nullopt;
}

BtsdaTable::BtsdaTable(BtsdaHeader header, const ReadOptions& options)
    : m_header(std::move(header)), m_records(options, std::nullopt, TableSource::Text)
{
    for (std::uint32_t i = 0; i < m_header.names.size(); ++i) {
        m_cells.push_back({i, xlsx::CellType::Text, m_header.names[i]});
        if (equalsIgnoringCase(m_header.names[i], "Date")) {
            m_dateColumn = i;
        }
    }
    static_cast<void>(m_records.row(m_cells));
}

void BtsdaTable::add(TextLine line)
{
    if (trimmed(line.text()).empty()) {
        return;
    }
    makePoints(line.characters, m_header.separator);
    splitLine(line.text());
    if (!line.ended && looksCutOff(line)) {
        m_cutOffLine = line.number;
        return;
    }
    if (m_cells.size() < m_header.names.size()) {
        throw FormatError("line " + std::to_string(line.number) + " (byte " + std::to_string(line.offset) + ") has " +
                          std::to_string(m_cells.size()) + " cells where " + std::to_string(m_header.names.size()) +
                          " columns are named. Nothing was read; export the file again.");
    }
    if (m_hasMoreCells) {
        throw FormatError("line " + std::to_string(line.number) + " (byte " + std::to_string(line.offset) +
                          ") has more cells than the " + std::to_string(m_header.names.size()) +
                          " columns that are named: is its decimal comma also the separator? Nothing was read; export "
                          "the file again with a point or with another separator.");
    }
    static_cast<void>(m_records.row(m_cells));
    m_lastCellSize = lastCellSize(line.text(), m_header.separator);
}

void BtsdaTable::splitLine(std::string_view line)
{
    m_cells.clear();
    std::string_view cell;
    Cells cells(line, m_header.separator);
    while (m_cells.size() < m_header.names.size() && cells.next(cell)) {
        const auto column = static_cast<std::uint32_t>(m_cells.size());
        if (column == m_dateColumn) {
            m_date = isoDate(cell);
            cell = m_date;
        }
        m_cells.push_back({column, xlsx::CellType::Text, cell});
    }
    m_hasMoreCells = false;
    while (cells.next(cell)) {
        m_hasMoreCells = m_hasMoreCells || !trimmed(cell).empty();
    }
}

/// A last line without line end is whole when its last cell is as long as those before.
bool BtsdaTable::looksCutOff(const TextLine& line) const
{
    return m_cells.size() < m_header.names.size() || lastCellSize(line.text(), m_header.separator) < m_lastCellSize;
}

void BtsdaTable::finish(Recording& recording)
{
    m_records.finish(recording, AfterRest::SameCycle);
    if (m_cutOffLine) {
        recording.finished = false;
        recording.warnings.push_back("the last line, " + std::to_string(*m_cutOffLine) +
                                     ", is not complete: the file is still being written, or was cut off. The lines "
                                     "before it were read; the recording is marked unfinished.");
    }
}

}  // namespace aurora::formats::neware
