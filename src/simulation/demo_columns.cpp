#include "simulation/demo_columns.h"

#include "aurora/core/text.h"
#include "aurora/simulation/demo_cells.h"

#include <array>

namespace aurora::simulation {

namespace {

struct RobotColumn
{
    std::string_view standard;  ///< name in the samples table
    std::string_view robot;     ///< header in the robot's file
};

// In the order of the robot's file.
constexpr auto robotColumns = std::to_array<RobotColumn>({
    {"Sample ID", "Sample ID"},
    {"Rack position", "Rack Position"},
    {"Anode type", "Anode Type"},
    {"Cathode type", "Cathode Type"},
    {"Target N:P ratio", "Target N:P Ratio"},
    {"Minimum N:P ratio", "Minimum N:P Ratio"},
    {"Maximum N:P ratio", "Maximum N:P Ratio"},
    {"Separator", "Separator"},
    {"Separator diameter (mm)", "Separator Diameter (mm)"},
    {"Electrolyte position", "Electrolyte Position"},
    {"Electrolyte name", "Electrolyte Name"},
    {"Electrolyte amount (uL)", "Electrolyte Amount (uL)"},
    {"Electrolyte dispense order", "Electrolyte Dispense Order"},
    {"Casing type", "Casing Type"},
    {"Spacer (mm)", "Spacer (mm)"},
    {"Subbatch number", "Batch Number"},
    {"Comment", "Comments"},
    {"Electrolyte description", "Electrolyte Description"},
    {"Electrolyte amount before separator (uL)", "Electrolyte Amount Before Separator (uL)"},
    {"Electrolyte amount after separator (uL)", "Electrolyte Amount After Separator (uL)"},
    {"Anode description", "Anode Description"},
    {"Anode diameter (mm)", "Anode Diameter (mm)"},
    {"Anode current collector mass (mg)", "Anode Current Collector Weight (mg)"},
    {"Anode active material mass fraction", "Anode Active Material Weight Fraction"},
    {"Anode balancing specific capacity (mAh/g)", "Anode Balancing Specific Capacity (mAh/g)"},
    {"Anode C-rate definition specific capacity (mAh/g)", "Anode C-rate Definition Specific Capacity (mAh/g)"},
    {"Cathode description", "Cathode Description"},
    {"Cathode diameter (mm)", "Cathode Diameter (mm)"},
    {"Cathode current collector mass (mg)", "Cathode Current Collector Weight (mg)"},
    {"Cathode active material mass fraction", "Cathode Active Material Weight Fraction"},
    {"Cathode balancing specific capacity (mAh/g)", "Cathode Balancing Specific Capacity (mAh/g)"},
    {"Cathode C-rate definition areal capacity (mAh/cm2)", "Cathode C-rate Definition Areal Capacity (mAh/cm2)"},
    {"Cathode C-rate definition specific capacity (mAh/g)", "Cathode C-rate Definition Specific Capacity (mAh/g)"},
    {"Anode mass (mg)", "Anode Weight (mg)"},
    {"Anode rack position", "Anode Rack Position"},
    {"Cathode mass (mg)", "Cathode Weight (mg)"},
    {"Cathode rack position", "Cathode Rack Position"},
    {"Cell number", "Cell Number"},
    {"Run ID", "Run ID"},
    {"Timestamp step 1", "Timestamp Step 1"},
    {"Timestamp step 2", "Timestamp Step 2"},
    {"Timestamp step 3", "Timestamp Step 3"},
    {"Timestamp step 4", "Timestamp Step 4"},
    {"Timestamp step 5", "Timestamp Step 5"},
    {"Timestamp step 6", "Timestamp Step 6"},
    {"Timestamp step 7", "Timestamp Step 7"},
    {"Timestamp step 8", "Timestamp Step 8"},
    {"Timestamp step 9", "Timestamp Step 9"},
    {"Timestamp step 10", "Timestamp Step 10"},
    {"Timestamp step 11", "Timestamp Step 11"},
});

std::string cellText(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number_integer() ? std::to_string(value.get<std::int64_t>()) : formatNumber(value.get<double>());
}

/// Lines of semicolon-separated values; no value of the demo holds a semicolon or a quote.
void appendLine(std::string& csv, const auto& textOfColumn)
{
    for (const RobotColumn& column : robotColumns) {
        csv += textOfColumn(column);
        csv += &column == &robotColumns.back() ? '\n' : ';';
    }
}

}  // namespace

Json demoCommonRow()
{
    return Json{{"Anode type", "Graphite"},
                {"Anode description", "Graphite, 2.5 mAh/cm2"},
                {"Anode diameter (mm)", 15.0},
                {"Anode current collector mass (mg)", 16.1},
                {"Anode active material mass fraction", 0.945},
                {"Anode balancing specific capacity (mAh/g)", 355.0},
                {"Anode C-rate definition specific capacity (mAh/g)", 355.0},
                {"Cathode type", "NMC622"},
                {"Cathode description", "NMC622, 2.1 mAh/cm2"},
                {"Cathode diameter (mm)", 14.0},
                {"Cathode C-rate definition areal capacity (mAh/cm2)", 2.1},
                {"Target N:P ratio", 1.1},
                {"Minimum N:P ratio", 0.9},
                {"Maximum N:P ratio", 1.5},
                {"Separator", "Whatman"},
                {"Separator diameter (mm)", 16.0},
                {"Electrolyte amount (uL)", 100.0},
                {"Electrolyte dispense order", "After"},
                {"Electrolyte amount before separator (uL)", 0.0},
                {"Electrolyte amount after separator (uL)", 100.0},
                {"Casing type", "2032"},
                {"Spacer (mm)", 1.0},
                {"Subbatch number", 1}};
}

std::string demoRobotCsv(const std::vector<DemoCell>& cells)
{
    std::string csv;
    appendLine(csv, [](const RobotColumn& column) { return std::string(column.robot); });
    for (const DemoCell& cell : cells) {
        appendLine(csv, [&](const RobotColumn& column) { return cellText(cell.row.at(std::string(column.standard))); });
    }
    return csv;
}

}  // namespace aurora::simulation
