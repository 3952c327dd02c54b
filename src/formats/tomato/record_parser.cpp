#include "formats/tomato/record_parser.h"

#include "aurora/core/error.h"
#include "aurora/formats/tomato/snapshot_layout.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace aurora::formats::tomato {

namespace {

namespace ondemand = simdjson::ondemand;
using Role = RawQuantity::Role;

constexpr double notThere = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostQuantities = 256;  ///< real records have up to ten

struct RoleName
{
    std::string_view name;
    Role role;
};

constexpr std::array roleNames{
    RoleName{key::voltage, Role::Voltage},
    RoleName{key::current, Role::Current},
    RoleName{key::cycleNumber, Role::CycleNumber},
    RoleName{key::loopNumber, Role::LoopNumber},
    RoleName{key::index, Role::Index},
    RoleName{key::technique, Role::Technique},
};

Role roleOf(std::string_view name)
{
    const auto found = std::ranges::find(roleNames, name, &RoleName::name);
    return found == roleNames.end() ? Role::Other : found->role;
}

/// What a unit is in V or A.
struct Unit
{
    std::string_view name;
    Role role;
    double factor;
};

constexpr std::array units{
    Unit{"V", Role::Voltage, 1},     Unit{"mV", Role::Voltage, 1e-3}, Unit{"µV", Role::Voltage, 1e-6},
    Unit{"uV", Role::Voltage, 1e-6}, Unit{"A", Role::Current, 1},     Unit{"mA", Role::Current, 1e-3},
    Unit{"µA", Role::Current, 1e-6}, Unit{"uA", Role::Current, 1e-6}, Unit{"nA", Role::Current, 1e-9},
};

std::optional<double> factorOf(std::string_view unit, Role role)
{
    if (unit.empty()) {
        return 1.0;  // a plain number
    }
    const auto found =
        std::ranges::find_if(units, [&](const Unit& known) { return known.role == role && known.name == unit; });
    return found == units.end() ? std::nullopt : std::optional(found->factor);
}

/// What stands behind a name in `raw`.
struct Cell
{
    double number = notThere;
    double uncertainty = notThere;
    std::string_view unit;
    std::string_view text;
    bool isText = false;
    bool isMeasured = false;
    bool isUnreadable = false;
};

/// A number; nothing for null and for the empty string, which stands for NaN (see snapshot_text.h).
double numberOf(ondemand::value& value, bool& isUnreadable)
{
    double number = notThere;
    if (value.get_double().get(number) == simdjson::SUCCESS) {
        return number;
    }
    switch (value.type()) {
    case ondemand::json_type::null:
        value.is_null();
        return notThere;
    case ondemand::json_type::string:
        isUnreadable = isUnreadable || !std::string_view(value.get_string()).empty();
        return notThere;
    case ondemand::json_type::number:
        value.get_double().value();  // throws what is wrong with it
        return notThere;
    default:
        isUnreadable = true;
        return notThere;
    }
}

bool isLetter(ondemand::raw_json_string text, std::string_view letter)
{
    return text.raw()[0] == letter.front() && text.raw()[1] == '"';
}

Cell measuredCell(ondemand::object object)
{
    Cell cell;
    for (auto field : object) {
        const ondemand::raw_json_string name = field.key();
        ondemand::value value = field.value().value();
        if (isLetter(name, key::number)) {
            cell.isMeasured = true;
            cell.number = numberOf(value, cell.isUnreadable);
        } else if (isLetter(name, key::uncertainty)) {
            bool ignored = false;
            cell.uncertainty = numberOf(value, ignored);
        } else if (isLetter(name, key::unit) && value.type() == ondemand::json_type::string) {
            cell.unit = value.get_string();
        }
    }
    cell.isUnreadable = cell.isUnreadable || !cell.isMeasured;
    return cell;
}

Cell cellOf(ondemand::value& value)
{
    Cell cell;
    switch (value.type()) {
    case ondemand::json_type::object:
        return measuredCell(value.get_object());
    case ondemand::json_type::string:
        cell.text = value.get_string();
        cell.isText = !cell.text.empty();  // an empty one stands for NaN
        return cell;
    case ondemand::json_type::boolean:
        cell.number = value.get_bool() ? 1 : 0;
        return cell;
    case ondemand::json_type::array:
        cell.isUnreadable = true;
        return cell;
    default:
        cell.number = numberOf(value, cell.isUnreadable);
        return cell;
    }
}

std::int32_t wholeNumber(double number)
{
    constexpr double limit = std::numeric_limits<std::int32_t>::max();
    return std::isfinite(number) ? static_cast<std::int32_t>(std::clamp(std::round(number), -limit, limit))
                                 : Records::none;
}

bool isWhole(double number)
{
    constexpr double limit = 0x1p53;  // a double holds all integers below
    return number == std::trunc(number) && std::abs(number) < limit;
}

/// In JSON a name with a quote in it has a backslash before that.
std::string rawText(ondemand::raw_json_string text)
{
    const char* end = text.raw();
    for (; *end != '"'; ++end) {
        end += *end == '\\' ? 1 : 0;
    }
    return {text.raw(), end};
}

}  // namespace

/// What is wrong with the record at hand; the sentence is finished by who knows where it stands.
struct BadRecord
{
    std::string what;
};

struct RecordParser::State
{
    ondemand::parser parser;
    bool allColumns = false;
    std::size_t expected = 0;  ///< the quantity that stood next in the record before

    void record(ondemand::object object, Records& records);
    void measured(ondemand::object raw, Records& records);
    RawQuantity& quantity(simdjson::simdjson_result<ondemand::field>& field, Records& records);
    void put(const Cell& cell, RawQuantity& quantity, Records& records) const;
    void keep(const Cell& cell, RawQuantity& quantity, std::size_t row) const;
};

RawQuantity& RecordParser::State::quantity(simdjson::simdjson_result<ondemand::field>& field, Records& records)
{
    std::vector<RawQuantity>& known = records.quantities;
    const ondemand::raw_json_string here = field.key();
    for (std::size_t tried = 0; tried < known.size(); ++tried, ++expected) {
        expected = expected < known.size() ? expected : 0;
        if (here.unsafe_is_equal(known[expected].key)) {
            return known[expected++];
        }
    }
    if (known.size() == mostQuantities) {
        throw BadRecord{"names more than " + std::to_string(mostQuantities) + " quantities together with those before"};
    }
    RawQuantity fresh;
    fresh.key = rawText(here);
    fresh.name = std::string(std::string_view(field.unescaped_key()));
    fresh.role = roleOf(fresh.name);
    return known.emplace_back(std::move(fresh));
}

/// All columns: the value as it stands in the file.
void RecordParser::State::keep(const Cell& cell, RawQuantity& quantity, std::size_t row) const
{
    quantity.isText = quantity.isText || cell.isText;
    quantity.isMeasured = quantity.isMeasured || cell.isMeasured;
    quantity.unreadable += cell.isUnreadable ? 1 : 0;
    quantity.isWhole = quantity.isWhole && (cell.isText || isWhole(cell.number));
    ++quantity.present;
    if (!cell.unit.empty() && quantity.unit != cell.unit) {
        quantity.otherUnits += quantity.unit.empty() ? 0 : 1;
        quantity.unit = quantity.unit.empty() ? std::string(cell.unit) : quantity.unit;
    }
    if (!allColumns) {
        return;
    }
    if (cell.isText) {
        quantity.texts.resize(row);
        quantity.texts.emplace_back(cell.text);
        return;
    }
    quantity.numbers.resize(row, notThere);
    quantity.numbers.push_back(cell.number);
    if (!std::isnan(cell.uncertainty)) {
        quantity.uncertainties.resize(row, notThere);
        quantity.uncertainties.push_back(cell.uncertainty);
    }
}

void RecordParser::State::put(const Cell& cell, RawQuantity& quantity, Records& records) const
{
    const bool isMain = quantity.role == Role::Voltage || quantity.role == Role::Current;
    if (isMain) {
        const std::optional<double> factor = factorOf(cell.unit, quantity.role);
        const std::string wanted = quantity.role == Role::Voltage ? "V or mV" : "A or mA";
        if (cell.isUnreadable || cell.isText) {
            throw BadRecord{"has \"" + quantity.name + "\" that is no number"};
        }
        if (!factor) {
            throw BadRecord{"has \"" + quantity.name + "\" in \"" + std::string(cell.unit) + "\" where " + wanted +
                            " was expected"};
        }
        (quantity.role == Role::Voltage ? records.voltage_V : records.current_A).back() =
            static_cast<float>(cell.number * *factor);
    } else if (quantity.role == Role::Technique) {
        records.technique.back() = techniqueCode(cell.text);
        if (records.technique.back() == unknownTechnique) {
            records.unknownTechniques.insert(std::string(cell.text));
        }
    } else if (quantity.role == Role::CycleNumber) {
        records.cycleNumber.back() = wholeNumber(cell.number);
    } else if (quantity.role == Role::LoopNumber) {
        records.loopNumber.back() = wholeNumber(cell.number);
    } else if (quantity.role == Role::Index) {
        records.index.back() = wholeNumber(cell.number);
    }
}

void RecordParser::State::measured(ondemand::object raw, Records& records)
{
    const std::size_t row = records.size() - 1;
    bool hasVoltage = false;
    for (auto field : raw) {
        RawQuantity& found = quantity(field, records);
        ondemand::value value = field.value().value();
        const Cell cell = cellOf(value);
        hasVoltage = hasVoltage || found.role == Role::Voltage;
        put(cell, found, records);
        keep(cell, found, row);
    }
    if (!hasVoltage) {
        records.withoutVoltage.push_back(row);
    }
}

void RecordParser::State::record(ondemand::object object, Records& records)
{
    records.uts.push_back(notThere);
    records.voltage_V.push_back(std::numeric_limits<float>::quiet_NaN());
    records.current_A.push_back(0.0F);
    records.cycleNumber.push_back(Records::none);
    records.loopNumber.push_back(Records::none);
    records.index.push_back(Records::none);
    records.technique.push_back(unknownTechnique);
    std::string_view fileName;
    bool hasRaw = false;
    for (auto field : object) {
        const ondemand::raw_json_string name = field.key();
        ondemand::value value = field.value().value();
        if (name.unsafe_is_equal(key::raw)) {
            if (hasRaw) {
                throw BadRecord{"has \"raw\" twice"};
            }
            hasRaw = true;
            measured(value.get_object(), records);
        } else if (name.unsafe_is_equal(key::uts)) {
            records.uts.back() = value.get_double();
        } else if (allColumns && name.unsafe_is_equal(key::fileName)) {
            const bool isText = value.type() == ondemand::json_type::string;
            fileName = isText ? std::string_view(value.get_string()) : std::string_view();
        }
    }
    if (!hasRaw || !std::isfinite(records.uts.back())) {
        throw BadRecord{hasRaw ? "has no time \"uts\"" : "has no \"raw\""};
    }
    if (allColumns) {
        records.fileNames.emplace_back(fileName);
    }
}

RecordParser::RecordParser(AllColumns allColumns) : m_state(std::make_unique<State>())
{
    m_state->allColumns = allColumns == AllColumns::Yes;
}

RecordParser::~RecordParser() = default;
RecordParser::RecordParser(RecordParser&&) noexcept = default;
RecordParser& RecordParser::operator=(RecordParser&&) noexcept = default;

void RecordParser::parse(RecordRun& run, Records& records)
{
    records.clear();
    run.buffer[run.begin - 1] = '[';
    run.buffer[run.end] = ']';
    const char* const begin = run.buffer.data() + run.begin - 1;
    const simdjson::padded_string_view text(begin, run.end - run.begin + 2, run.buffer.size() - run.begin + 1);
    std::uint64_t recordOffset = run.offset;
    try {
        ondemand::document document = m_state->parser.iterate(text);
        for (auto element : document.get_array()) {
            ondemand::value record = std::move(element).value();
            const char* const here = document.current_location().value();
            recordOffset = run.offset + static_cast<std::uint64_t>(here - begin) - 1;
            m_state->record(record.get_object(), records);
        }
    } catch (const simdjson::simdjson_error& error) {
        throw FormatError(
            "not a tomato snapshot: the record at byte " + std::to_string(recordOffset) +
                ", or one soon behind it, cannot be understood. Nothing was read; take the snapshot again.",
            error.what());
    } catch (const BadRecord& bad) {
        throw FormatError("the record at byte " + std::to_string(recordOffset) + " " + bad.what +
                          ". Nothing was read.");
    }
}

}  // namespace aurora::formats::tomato
