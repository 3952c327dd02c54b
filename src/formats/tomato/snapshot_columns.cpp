#include "formats/tomato/snapshot_columns.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/formats/tomato/snapshot_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace aurora::formats::tomato {

namespace {

/// In rests a counter is missing: it stands where it stood.
std::vector<std::int32_t> filledUp(std::vector<std::int32_t> counter)
{
    std::int32_t last = 0;
    for (std::int32_t& value : counter) {
        last = value == Records::none ? last : value;
        value = last;
    }
    return counter;
}

bool isEmpty(const std::vector<std::int32_t>& counter)
{
    return std::ranges::all_of(counter, [](std::int32_t value) { return value == Records::none; });
}

std::int16_t in16Bits(std::int32_t value)
{
    constexpr std::int32_t limit = std::numeric_limits<std::int16_t>::max();
    return static_cast<std::int16_t>(std::clamp(value, -limit, limit));
}

template <class Value>
void takeRows(std::vector<Value>& values, std::span<const std::size_t> rows)
{
    if (values.empty()) {
        return;
    }
    std::vector<Value> taken;
    taken.reserve(rows.size());
    for (const std::size_t row : rows) {
        taken.push_back(values[row]);
    }
    values = std::move(taken);
}

/// Rows in order of time, those without a voltage left out; nothing when all rows are so already.
std::vector<std::size_t> rowsByTime(const Records& records, const std::vector<double>& uts)
{
    if (records.withoutVoltage.empty() && std::ranges::is_sorted(uts)) {
        return {};
    }
    std::vector<std::size_t> all(uts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::size_t> rows;
    std::ranges::set_difference(all, records.withoutVoltage, std::back_inserter(rows));
    std::ranges::stable_sort(rows, {}, [&uts](std::size_t row) { return uts[row]; });
    return rows;
}

CyclingSeries seriesOf(Records& records, bool keepTimes)
{
    CyclingSeries series;
    series.uts = keepTimes ? records.uts : std::move(records.uts);
    series.voltage_V = std::move(records.voltage_V);
    series.current_A = std::move(records.current_A);
    series.cycleNumber = filledUp(std::move(records.cycleNumber));
    series.technique = std::move(records.technique);
    if (!isEmpty(records.loopNumber)) {
        series.loopNumber = filledUp(std::move(records.loopNumber));
    }
    if (!isEmpty(records.index)) {
        const std::vector<std::int32_t> index = filledUp(std::move(records.index));
        series.index.resize(index.size());
        std::ranges::transform(index, series.index.begin(), in16Bits);
    }
    const std::vector<std::size_t> rows = rowsByTime(records, series.uts);
    if (!rows.empty()) {
        takeRows(series.uts, rows);
        takeRows(series.voltage_V, rows);
        takeRows(series.current_A, rows);
        takeRows(series.cycleNumber, rows);
        takeRows(series.technique, rows);
        takeRows(series.loopNumber, rows);
        takeRows(series.index, rows);
    }
    return series;
}

/// A quantity whose values are sometimes text and sometimes numbers is text.
std::vector<std::string> asTexts(RawQuantity& quantity, std::size_t rows)
{
    quantity.texts.resize(rows);
    for (std::size_t row = 0; row < quantity.numbers.size(); ++row) {
        if (!std::isnan(quantity.numbers[row])) {
            quantity.texts[row] = formatNumber(quantity.numbers[row]);
        }
    }
    return std::move(quantity.texts);
}

/// @param kept  how many values are wanted: those of all rows, or none where only the type is
ColumnValues valuesOf(RawQuantity& quantity, std::size_t rows, std::size_t kept)
{
    if (quantity.isText) {
        return asTexts(quantity, kept);
    }
    quantity.numbers.resize(kept, std::numeric_limits<double>::quiet_NaN());
    // A name that comes twice in one record makes up for a record without it: what is not there shows in the numbers.
    const bool allThere = quantity.present == rows && std::all_of(quantity.numbers.begin(), quantity.numbers.end(),
                                                                  [](double number) { return std::isfinite(number); });
    if (!quantity.isMeasured && quantity.isWhole && allThere) {
        return std::vector<std::int64_t>(quantity.numbers.begin(), quantity.numbers.end());
    }
    return std::move(quantity.numbers);
}

/// All columns in the order in which the file names them.
std::vector<Column> vendorColumns(Records& records, std::size_t rows, std::size_t kept)
{
    std::vector<Column> columns;
    columns.push_back({std::string(key::uts), "", std::move(records.uts)});
    columns.push_back({std::string(key::fileName), "", std::move(records.fileNames)});
    for (RawQuantity& quantity : records.quantities) {
        const std::string unit(trimmed(quantity.unit));
        const bool isMeasured = quantity.isMeasured;
        columns.push_back({quantity.name, unit, valuesOf(quantity, rows, kept)});
        if (isMeasured) {
            quantity.uncertainties.resize(kept, std::numeric_limits<double>::quiet_NaN());
            columns.push_back({quantity.name + " uncertainty", unit, std::move(quantity.uncertainties)});
        }
    }
    return columns;
}

ColumnValues withoutRows(const ColumnValues& values)
{
    return std::visit([](const auto& rows) { return ColumnValues(std::decay_t<decltype(rows)>()); }, values);
}

std::string namesOf(const std::vector<RawQuantity>& quantities)
{
    constexpr std::size_t mostTold = 12;
    std::string names;
    for (std::size_t i = 0; i < std::min(mostTold, quantities.size()); ++i) {
        names += (names.empty() ? "" : ", ") + quantities[i].name;
    }
    return names.empty() ? "nothing" : names + (quantities.size() > mostTold ? ", …" : "");
}

void addWarnings(const Records& records, Recording& recording)
{
    if (!records.withoutVoltage.empty()) {
        recording.warnings.push_back(std::to_string(records.withoutVoltage.size()) + " of " +
                                     std::to_string(records.size()) +
                                     " records have no voltage \"Ewe\"; they are among all columns only.");
    }
    if (!records.unknownTechniques.empty()) {
        std::string names;
        for (const std::string& name : records.unknownTechniques) {
            names += (names.empty() ? "\"" : ", \"") + name + "\"";
        }
        recording.warnings.push_back("techniques that are not known were given the code -1: " + names + ".");
    }
    for (const RawQuantity& quantity : records.quantities) {
        if (quantity.unreadable > 0) {
            recording.warnings.push_back(std::to_string(quantity.unreadable) + " values of \"" + quantity.name +
                                         "\" are no numbers; they were left out.");
        }
        if (quantity.otherUnits > 0) {
            recording.warnings.push_back(std::to_string(quantity.otherUnits) + " values of \"" + quantity.name +
                                         "\" are in another unit than " + quantity.unit +
                                         "; among all columns they stand as they are.");
        }
    }
}

}  // namespace

void addColumns(Records records, AllColumns allColumns, Recording& recording)
{
    const std::size_t rows = records.size();
    if (rows > 0 && records.withoutVoltage.size() == rows) {
        throw FormatError("there is no voltage \"Ewe\" in its " + std::to_string(rows) + " records, but " +
                          namesOf(records.quantities) + ". Nothing was read.");
    }
    addWarnings(records, recording);
    const bool all = allColumns == AllColumns::Yes;
    recording.series = seriesOf(records, all);
    if (!recording.series.uts.empty()) {
        recording.start_uts = recording.series.uts.front();
        recording.end_uts = recording.series.uts.back();
    }
    std::vector<Column> columns = vendorColumns(records, rows, all ? rows : 0);
    for (const Column& column : columns) {
        recording.vendorColumnNames.push_back({column.name, column.unit, withoutRows(column.values)});
    }
    if (all) {
        recording.vendorColumns = std::move(columns);
    }
}

}  // namespace aurora::formats::tomato
