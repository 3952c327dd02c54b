#include "formats/neware/xlsx_info.h"

#include "aurora/core/text.h"
#include "aurora/formats/neware/job_data.h"
#include "formats/neware/job_json.h"
#include "formats/neware/quantities.h"
#include "formats/neware/xlsx_step_plan.h"

#include <algorithm>
#include <array>
#include <vector>

namespace aurora::formats::neware {

namespace {

/// How the value of a pair in `Test information` becomes one of the job data.
struct KnownPair
{
    std::string_view name;       ///< as BTS writes it; capital letters do not count
    std::string_view key = {};   ///< of job_data.h; empty: kept under its own name alone
    std::string_view base = {};  ///< unit without prefix, of numbers
    int power = 0;               ///< of ten, from that unit to that of the key
};

constexpr std::array testPairs{
    KnownPair{.name = "Barcode", .key = job::barcode},
    KnownPair{.name = "Remarks", .key = job::remark},
    KnownPair{.name = "Remark", .key = job::remark},
    KnownPair{.name = "Builder", .key = job::creator},
    KnownPair{.name = "Creator", .key = job::creator},
    KnownPair{.name = "Start time", .key = job::startTime},
    KnownPair{.name = "End time", .key = job::endTime},
    KnownPair{.name = "Start step ID"},
    KnownPair{.name = "Cycle count"},
    KnownPair{.name = "Record settings"},
    KnownPair{.name = "Voltage range"},
    KnownPair{.name = "Current range"},
    KnownPair{.name = "Active material"},
    KnownPair{.name = "Nominal capacity"},
    KnownPair{.name = "P/N"},
    KnownPair{.name = "Volt. upper", .key = job::upperVoltage_V, .base = "V"},
    KnownPair{.name = "Volt. lower", .key = job::lowerVoltage_V, .base = "V"},
    KnownPair{.name = "Curr. upper", .key = job::upperCurrent_A, .base = "A"},
    KnownPair{.name = "Curr. lower", .key = job::lowerCurrent_A, .base = "A"},
};

const KnownPair* findPair(std::string_view name)
{
    const auto found = std::find_if(testPairs.begin(), testPairs.end(),
                                    [&](const KnownPair& pair) { return equalsIgnoringCase(pair.name, name); });
    return found == testPairs.end() ? nullptr : &*found;
}

bool isNothing(std::string_view value)
{
    return value.empty() || value == "-";
}

/// Pairs of name and value in the cells of a row: a value is what follows its name, unless that is the name of the
/// next.
void readPairs(const TextRow& row, Json& pairs)
{
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string& name = row[i].text;
        if (isNothing(name)) {
            continue;
        }
        const bool hasValue = i + 1 < row.size() && findPair(row[i + 1].text) == nullptr;
        const std::string value = hasValue ? row[++i].text : std::string();
        if (!isNothing(value)) {
            put(pairs, name, value);
        }
    }
}

/// The capacity that C-rates refer to: "3.4mAh" in mA·s.
std::optional<double> capacity_mAs(const std::string& text)
{
    constexpr double secondsPerHour = 3600;
    constexpr int milliPerOne = 3;
    const NumberWithUnit value = splitNumber(text);
    const Unit unit = splitUnit(value.unit);
    const std::optional<double> mAh = scaledNumber(value.number, unit.power + milliPerOne);
    return unit.base == "Ah" && mAh && *mAh > 0 ? std::optional(*mAh * secondsPerHour) : std::nullopt;
}

/// What of the pairs the job data has keys for.
void describePairs(const Json& pairs, Json& jobData)
{
    Json protection = Json::object();
    for (const auto& [name, value] : pairs.items()) {
        const std::string text = value.get<std::string>();
        const KnownPair* const known = findPair(name);
        if (known != nullptr && !known->key.empty() && known->base.empty()) {
            put(jobData, known->key, text);
        }
        if (known != nullptr && !known->base.empty()) {
            const NumberWithUnit number = splitNumber(text);
            const Unit unit = splitUnit(number.unit);
            const std::optional<double> scaled = scaledNumber(number.number, unit.power + known->power);
            if (unit.base == known->base && scaled) {
                put(protection, known->key, *scaled);
            }
        }
        if (equalsIgnoringCase(name, "Nominal capacity")) {
            if (const std::optional<double> capacity = capacity_mAs(text)) {
                put(jobData, job::multCap_mAs, *capacity);
            }
        }
    }
    if (!protection.empty()) {
        put(jobData, job::protection, std::move(protection));
    }
}

/// The first rows of a small sheet, cells that hold something.
class TextRows : public xlsx::SheetReceiver
{
public:
    xlsx::GoOn row(std::span<const xlsx::Cell> cells) override
    {
        TextRow& row = m_rows.emplace_back();
        for (const xlsx::Cell& cell : cells) {
            const std::string_view text = trimmed(cell.text);
            if (!text.empty()) {
                row.push_back({cell.column, std::string(text)});
            }
        }
        constexpr std::size_t mostRows = 5000;
        return m_rows.size() < mostRows ? xlsx::GoOn::Yes : xlsx::GoOn::No;
    }

    [[nodiscard]] const std::vector<TextRow>& rows() const noexcept { return m_rows; }

private:
    std::vector<TextRow> m_rows;
};

/// Remembers the last event of the sheet `log`.
class LastEvent : public xlsx::SheetReceiver
{
public:
    xlsx::GoOn row(std::span<const xlsx::Cell> cells) override
    {
        for (const xlsx::Cell& cell : cells) {
            const std::string_view text = trimmed(cell.text);
            if (!m_column && equalsIgnoringCase(text, "Event")) {
                m_column = cell.column;
            } else if (m_column == cell.column && !text.empty()) {
                m_event = text;
            }
        }
        return xlsx::GoOn::Yes;
    }

    [[nodiscard]] const std::string& event() const noexcept { return m_event; }

private:
    std::optional<std::uint32_t> m_column;
    std::string m_event;
};

const std::string& textAfter(const TextRow& row, std::size_t at)
{
    static const std::string none;
    return at + 1 < row.size() ? row[at + 1].text : none;
}

/// The title of the sheet `unit` ends with the numbers of device, unit, channel and test.
std::string testIdOf(const std::string& title, const std::string& numbers)
{
    constexpr std::string_view ending = ".xlsx";
    std::string_view name = title;
    if (name.ends_with(ending)) {
        name.remove_suffix(ending.size());
    }
    const std::size_t last = name.find_last_of('_');
    if (last == std::string_view::npos || !name.substr(0, last).ends_with("_" + numbers)) {
        return {};
    }
    const std::string_view id = name.substr(last + 1);
    const bool isNumber = parseInteger(id).has_value();
    return isNumber ? std::string(id) : std::string();
}

void readUnitSheet(const std::vector<TextRow>& rows, WorkbookInfo& info)
{
    constexpr std::size_t rowsWithFacts = 8;
    for (std::size_t i = 0; i < rows.size() && i < rowsWithFacts; ++i) {
        const TextRow& row = rows[i];
        if (row.size() >= 4 && equalsIgnoringCase(row[0].text, "device")) {
            info.device = row[1].text;
            info.channel = row[2].text + "-" + row[3].text;
            const std::string numbers = row[1].text + "_" + row[2].text + "_" + row[3].text;
            info.testId = rows[0].empty() ? "" : testIdOf(rows[0][0].text, numbers);
            for (const auto& [key, text] :
                 {std::pair(job::deviceId, row[1].text), std::pair(job::unitId, row[2].text),
                  std::pair(job::channelId, row[3].text), std::pair(job::testId, info.testId)})
            {
                if (const auto number = parseInteger(text)) {
                    put(info.jobData, key, *number);
                }
            }
        }
        for (std::size_t at = 0; at < row.size(); ++at) {
            if (equalsIgnoringCase(row[at].text, "Start time")) {
                info.startTime = textAfter(row, at);
            } else if (equalsIgnoringCase(row[at].text, "End time")) {
                info.endTime = textAfter(row, at);
            }
        }
    }
}

void readTestSheet(const std::vector<TextRow>& rows, WorkbookInfo& info)
{
    Json pairs = Json::object();
    std::size_t at = 0;
    for (; at < rows.size(); ++at) {
        const bool isTitle = rows[at].size() == 1;
        if (isTitle && equalsIgnoringCase(rows[at][0].text, "Step plan")) {
            break;
        }
        if (!isTitle) {
            readPairs(rows[at], pairs);
        }
    }
    describePairs(pairs, info.jobData);
    Json steps = at < rows.size() ? readStepPlan(std::span(rows).subspan(at + 1)) : Json::array();
    if (!steps.empty()) {
        put(info.jobData, job::steps, std::move(steps));
    }
    if (!pairs.empty()) {
        put(info.jobData, job::testInformation, std::move(pairs));
    }
}

}  // namespace

WorkbookInfo readWorkbookInfo(xlsx::Workbook& workbook, Progress& progress)
{
    WorkbookInfo info;
    put(info.jobData, job::technique, "Neware");
    TextRows unit;
    workbook.read("unit", unit, progress);
    readUnitSheet(unit.rows(), info);
    TextRows test;
    workbook.read("test", test, progress);
    readTestSheet(test.rows(), info);

    info.barcode = textAt(info.jobData, job::barcode).value_or("");
    info.remark = textAt(info.jobData, job::remark).value_or("");
    if (info.startTime.empty()) {
        info.startTime = textAt(info.jobData, job::startTime).value_or("");
    }
    for (const auto& [key, text] : {std::pair(job::startTime, info.startTime), std::pair(job::endTime, info.endTime)}) {
        if (!text.empty()) {
            put(info.jobData, key, text);
        }
    }
    if (workbook.hasSheet("log")) {
        LastEvent log;
        workbook.read("log", log, progress);
        info.finished = equalsIgnoringCase(log.event(), "Finished test");
    }
    const std::string application = workbook.application();
    if (!application.empty()) {
        put(info.jobData, job::versions, {{"Application", application}});
    }
    return info;
}

bool holdsRecordsAlone(const xlsx::Workbook& workbook)
{
    constexpr std::array others{"unit", "test", "log"};
    return workbook.hasSheet("record") &&
           std::none_of(others.begin(), others.end(), [&](const char* sheet) { return workbook.hasSheet(sheet); });
}

}  // namespace aurora::formats::neware
