#pragma once

#include "aurora/core/column.h"
#include "aurora/core/recording.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/steps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

/// Recordings against the table of records that BTSDA exports. The corpus README tells how its numbers were printed.
namespace aurora::test {

/// BTSDA's table as text, by column.
struct Export
{
    std::map<std::string, std::vector<std::string>> columns;
    std::size_t rows = 0;
};

inline Export readExport(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    const std::vector<std::string> names = split(trimmed(line), ',');
    Export table;
    for (const std::string& name : names) {
        table.columns[name];
    }
    while (std::getline(stream, line)) {
        const std::vector<std::string> cells = split(trimmed(line), ',');
        for (std::size_t i = 0; i < names.size(); ++i) {
            table.columns[names[i]].push_back(cells[i]);
        }
        ++table.rows;
    }
    return table;
}

inline const Column* findColumn(const Recording& recording, std::string_view name)
{
    for (const Column& column : recording.vendorColumns) {
        if (column.name == name) {
            return &column;
        }
    }
    return nullptr;
}

/// The export's "T1(?)" is our "T1": the degree sign was lost in it.
inline std::string nameWithoutUnit(const std::string& exported)
{
    return exported.substr(0, exported.find('('));
}

/// Half the distance between 32-bit floats at a value: BTSDA kept its numbers as such.
inline double halfFloatSpacing(double value)
{
    return value == 0 ? 0 : std::ldexp(1.0, std::ilogb(value) - 24);
}

/// The last digit that BTSDA printed; some depend on the file.
struct LastDigits
{
    double current_uA = 1;
    double capacity_mAs = 1e-4;
    double energy_mWs = 1e-4;
    double auxiliary = 0.1;
};

inline LastDigits lastDigitsOf(const std::string& stem)
{
    // Where energy was printed in mWh, its last digit is no round number of mWs.
    static const std::map<std::string, LastDigits> known{
        {"46_1_5_60_bts16", {.capacity_mAs = 1, .energy_mWs = 2e-4}},
        {"TESTCELL0001-Test_Data_Collection_Ndc17", {.capacity_mAs = 0.01}},
        {"nda_v8", {.capacity_mAs = 0.1, .energy_mWs = 1e-3}},
        {"nda_v22", {.capacity_mAs = 1, .energy_mWs = 0.01}},
        {"new_nda_file", {.current_uA = 0.1, .capacity_mAs = 0.1}},
        {"TestFile", {.current_uA = 0.1, .capacity_mAs = 0.36, .energy_mWs = 0.36, .auxiliary = 1e-4}},
    };
    const auto found = known.find(stem);
    return found == known.end() ? LastDigits() : found->second;
}

/// How far a number may lie from the printed one. Counts are exact, times to a microsecond; the rest may have been
/// rounded twice.
inline double allowedDistance(const std::string& exported, const std::string& stem)
{
    constexpr double halfADigit = 0.55;
    if (exported == "Time" || exported == "Total Time") {
        return 1e-6;
    }
    if (exported == "Cycle Index" || exported == "Step Index" || exported == "Step Count") {
        return 0;
    }
    const LastDigits digits = lastDigitsOf(stem);
    const std::map<std::string, double> ofQuantity{{"Current(uA)", digits.current_uA},
                                                   {"Voltage(mV)", 0.1},
                                                   {"Capacity(mAs)", digits.capacity_mAs},
                                                   {"Energy(mWs)", digits.energy_mWs}};
    const auto found = ofQuantity.find(exported);
    return halfADigit * (found == ofQuantity.end() ? digits.auxiliary : found->second);
}

inline double dateOf(const std::string& text)
{
    return parseTimestamp(text, "UTC").value();
}

inline void expectDates(const std::vector<std::string>& exported, const std::vector<std::string>& ours)
{
    for (std::size_t row = 0; row < exported.size(); ++row) {
        const double theirs_s = dateOf(exported[row]) - dateOf(exported[0]);
        const double ours_s = dateOf(ours[row]) - dateOf(ours[0]);
        ASSERT_NEAR(ours_s, theirs_s, 1e-5) << "row " << row + 1;
    }
}

/// BTS 9 writes other names for the same steps.
inline void expectStepTypes(const std::vector<std::string>& exported, const std::vector<std::string>& ours)
{
    for (std::size_t row = 0; row < exported.size(); ++row) {
        const formats::neware::StepType* theirs = formats::neware::findStepType(exported[row]);
        ASSERT_NE(theirs, nullptr) << exported[row];
        ASSERT_EQ(ours[row], theirs->name) << "row " << row + 1;
    }
}

inline void expectNumbers(const std::string& name, const std::string& stem, const std::vector<std::string>& exported,
                          const ColumnValues& ours)
{
    const bool wasFloat = name != "Time" && name != "Total Time";
    for (std::size_t row = 0; row < exported.size(); ++row) {
        const double text = parseNumber(exported[row]).value();
        const double theirs = wasFloat ? static_cast<double>(static_cast<float>(text)) : text;
        const double value = numberAt(ours, row);
        const double allowed =
            allowedDistance(name, stem) + (wasFloat ? halfFloatSpacing(theirs) : 0) + 4e-16 * std::abs(theirs);
        ASSERT_LE(std::abs(value - theirs), allowed)
            << name << ", row " << row + 1 << ": " << formatNumber(value) << " where BTSDA prints " << exported[row];
    }
}

/// Every column of the export on every row.
/// @param recording  with all columns, of the file of that stem in the folder
inline void expectEqualsExport(const Recording& recording, const std::filesystem::path& folder, const std::string& stem)
{
    const Export table = readExport(folder / (stem + ".btsda.csv"));
    ASSERT_FALSE(table.columns.empty());
    ASSERT_EQ(recording.series.size(), table.rows);
    for (const auto& [name, cells] : table.columns) {
        SCOPED_TRACE(name);
        const Column* column = findColumn(recording, nameWithoutUnit(name));
        if (name == "H2(%)" && column == nullptr) {
            continue;  // zeros that BTSDA adds; the file has no such channel
        }
        ASSERT_NE(column, nullptr);
        ASSERT_EQ(rowCount(column->values), table.rows);
        if (name == "Step Type") {
            expectStepTypes(cells, std::get<std::vector<std::string>>(column->values));
        } else if (name == "Date") {
            expectDates(cells, std::get<std::vector<std::string>>(column->values));
        } else {
            expectNumbers(name, stem, cells, column->values);
        }
    }
}

/// The same numbers in V and A, and a time that strictly increases.
inline void expectSeriesEqualsExport(const CyclingSeries& series, const std::filesystem::path& folder,
                                     const std::string& stem)
{
    const Export table = readExport(folder / (stem + ".btsda.csv"));
    ASSERT_EQ(series.size(), table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
        const double voltage_mV = parseNumber(table.columns.at("Voltage(mV)")[row]).value();
        const double current_uA = parseNumber(table.columns.at("Current(uA)")[row]).value();
        const double time_s = parseNumber(table.columns.at("Total Time")[row]).value() -
                              parseNumber(table.columns.at("Total Time")[0]).value();
        ASSERT_NEAR(series.voltage_V[row] * 1e3, voltage_mV, 0.051 + 1e-6 * std::abs(voltage_mV)) << "row " << row + 1;
        ASSERT_NEAR(series.current_A[row] * 1e6, current_uA, 0.51 + 1e-6 * std::abs(current_uA)) << "row " << row + 1;
        ASSERT_NEAR(series.uts[row] - series.uts[0], time_s, 3e-6) << "row " << row + 1;
        ASSERT_TRUE(row == 0 || series.uts[row] > series.uts[row - 1]) << "row " << row + 1;
    }
}

/// Names, units and types of all columns are known without their values.
inline void expectSameNames(const Recording& few, const Recording& all)
{
    EXPECT_TRUE(few.vendorColumns.empty());
    ASSERT_FALSE(all.vendorColumns.empty());
    ASSERT_EQ(few.vendorColumnNames.size(), all.vendorColumns.size());
    for (std::size_t i = 0; i < all.vendorColumns.size(); ++i) {
        EXPECT_EQ(header(few.vendorColumnNames[i]), header(all.vendorColumns[i]));
        EXPECT_EQ(typeName(few.vendorColumnNames[i].values), typeName(all.vendorColumns[i].values));
        EXPECT_EQ(rowCount(few.vendorColumnNames[i].values), 0U);
    }
}

}  // namespace aurora::test
