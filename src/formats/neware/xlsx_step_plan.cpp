#include "formats/neware/xlsx_step_plan.h"

#include "aurora/core/text.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/neware/steps.h"
#include "formats/neware/job_json.h"
#include "formats/neware/quantities.h"
#include "formats/neware/xlsx_columns.h"

#include <array>
#include <cmath>
#include <map>
#include <optional>

namespace aurora::formats::neware {

namespace {

enum class Kind
{
    Integer,
    StepName,
    Duration,
    Number
};

/// A column of the step plan. Spellings differ between versions of BTS in blanks, dots, hyphens and capitals alone.
struct PlanColumn
{
    std::string_view name;  ///< small letters, nothing between them
    std::string_view key;   ///< of job_data.h
    Kind kind = Kind::Number;
    int power = 0;      ///< of ten, from the unit without prefix to that of the key
    double factor = 1;  ///< besides
};

constexpr std::array planColumns{
    PlanColumn{.name = "stepindex", .key = job::stepIndex, .kind = Kind::Integer},
    PlanColumn{.name = "stepname", .key = job::stepName, .kind = Kind::StepName},
    PlanColumn{.name = "steptime", .key = job::time_s, .kind = Kind::Duration},
    PlanColumn{.name = "voltage", .key = job::voltage_V},
    PlanColumn{.name = "crate", .key = job::rate},
    PlanColumn{.name = "current", .key = job::current_A},
    PlanColumn{.name = "cutoffvoltage", .key = job::cutOffVoltage_V},
    PlanColumn{.name = "cutoffvolt", .key = job::cutOffVoltage_V},
    PlanColumn{.name = "cutoffcrate", .key = job::stopRate},
    PlanColumn{.name = "cutoffcurrent", .key = job::cutOffCurrent_A},
    PlanColumn{.name = "cutoffcurr", .key = job::cutOffCurrent_A},
    PlanColumn{.name = "capacity", .key = job::cutOffCapacity_mAs, .power = 3, .factor = 3600},
};

/// Cells of a `Cycle` row that name what they hold: `Cycle count:13`.
constexpr std::array labels{
    PlanColumn{.name = "cyclecount", .key = job::cycleCount, .kind = Kind::Integer},
    PlanColumn{.name = "startstepid", .key = job::startStepId, .kind = Kind::Integer},
};

std::string lettersOf(std::string_view name)
{
    std::string letters;
    for (const char letter : lowerCase(name)) {
        if (letter != ' ' && letter != '.' && letter != '-') {
            letters += letter;
        }
    }
    return letters;
}

template <std::size_t count>
const PlanColumn* find(const std::array<PlanColumn, count>& table, std::string_view name)
{
    const std::string letters = lettersOf(name);
    for (const PlanColumn& column : table) {
        if (column.name == letters) {
            return &column;
        }
    }
    return nullptr;
}

/// Numbers that are not 0: 0 means that nothing was set.
void putNumber(Json& step, const PlanColumn& column, std::string_view text, std::string_view unit)
{
    std::optional<double> number = scaledNumber(text, column.power + splitUnit(unit).power);
    if (column.kind == Kind::Duration) {
        number = parseDuration(text);
    }
    if (!number || *number == 0) {
        return;
    }
    constexpr double decimals = 1e6;  // 8.3 mAh are 29880 mA·s, not 29880.000000000004
    const bool isScaled = column.factor != 1;
    put(step, column.key, isScaled ? std::round(*number * column.factor * decimals) / decimals : *number);
}

void putValue(Json& step, const PlanColumn& column, std::string_view text, std::string_view unit)
{
    if (column.kind == Kind::StepName) {
        const StepType* const type = findStepType(text);
        put(step, column.key, std::string(type == nullptr ? text : type->name));
        return;
    }
    if (column.kind != Kind::Integer) {
        putNumber(step, column, text, unit);
        return;
    }
    if (const auto number = parseInteger(text)) {
        put(step, column.key, *number);
    }
}

/// `Cycle count:13`, `25℃`: cells that say themselves what they are, under whatever column. @return whether it is one
bool putLabelled(Json& step, std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        const PlanColumn* const label = find(labels, text.substr(0, colon));
        if (label != nullptr) {
            putValue(step, *label, trimmed(text.substr(colon + 1)), {});
        }
        return label != nullptr;
    }
    const NumberWithUnit value = splitNumber(text);
    const bool isTemperature = value.unit == "\xE2\x84\x83" || value.unit == "\xC2\xB0"
                                                                             "C";  // ℃, °C
    const std::optional<double> number = isTemperature ? parseNumber(value.number) : std::nullopt;
    if (number) {
        put(step, job::temperature_degC, *number);
    }
    return number.has_value();
}

}  // namespace

Json readStepPlan(std::span<const TextRow> rows)
{
    Json steps = Json::array();
    if (rows.empty()) {
        return steps;
    }

    struct Header
    {
        const PlanColumn* column;
        std::string_view unit;
    };

    std::map<std::uint32_t, Header> headers;
    for (const TextCell& cell : rows.front()) {
        const NameAndUnit header = splitColumnHeader(cell.text);
        if (const PlanColumn* const column = find(planColumns, header.name)) {
            headers[cell.column] = {column, header.unit};
        }
    }
    for (const TextRow& row : rows.subspan(1)) {
        if (row.empty()) {
            break;
        }
        Json step = Json::object();
        for (const TextCell& cell : row) {
            const auto header = headers.find(cell.column);
            if (!putLabelled(step, cell.text) && header != headers.end()) {
                putValue(step, *header->second.column, cell.text, header->second.unit);
            }
        }
        if (step.contains(job::stepIndex)) {
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

}  // namespace aurora::formats::neware
