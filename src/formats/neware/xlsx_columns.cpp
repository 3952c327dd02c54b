#include "formats/neware/xlsx_columns.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "formats/neware/quantities.h"

#include <array>
#include <cmath>

namespace aurora::formats::neware {

namespace {

using enum ColumnRole;

struct KnownColumn
{
    std::string_view name;  ///< as BTS writes it; capital letters do not count
    ColumnRole role;
    std::string_view base = {};  ///< unit without prefix; empty: has none
    int power = 0;               ///< of ten, from that unit to that of the role
};

constexpr std::array columnTable{
    KnownColumn{.name = "DataPoint", .role = DataPoint},
    KnownColumn{.name = "Cycle Index", .role = CycleIndex},
    KnownColumn{.name = "Step Index", .role = StepIndex},
    KnownColumn{.name = "Step Type", .role = StepType},
    KnownColumn{.name = "Time", .role = StepTime},
    KnownColumn{.name = "Total Time", .role = TotalTime},
    KnownColumn{.name = "Date", .role = Date},
    KnownColumn{.name = "Voltage", .role = Voltage_V, .base = "V"},
    KnownColumn{.name = "Current", .role = Current_mA, .base = "A", .power = 3},
    KnownColumn{.name = "Capacity", .role = Capacity_mAh, .base = "Ah", .power = 3},
    KnownColumn{.name = "Chg. Cap.", .role = ChargeCapacity_mAh, .base = "Ah", .power = 3},
    KnownColumn{.name = "DChg. Cap.", .role = DischargeCapacity_mAh, .base = "Ah", .power = 3},
};

/// Units of time that BTS lets a user choose. Without one, times are text or Excel's own: days.
struct TimeUnit
{
    std::string_view name;
    double seconds;
};

constexpr std::array timeUnits{TimeUnit{"", 86'400}, TimeUnit{"s", 1}, TimeUnit{"sec", 1}, TimeUnit{"min", 60},
                               TimeUnit{"h", 3600}};

[[noreturn]] void refuseUnit(std::string_view header)
{
    throw FormatError("The table of records has a column \"" + std::string(header) +
                      "\" whose unit is not known. Nothing was read; export the file with V, mA and mAh.");
}

void setTimeScale(SheetColumn& column, std::string_view unit, std::string_view header)
{
    column.unit = "s";
    for (const TimeUnit& known : timeUnits) {
        if (known.name == unit) {
            column.multiply = known.seconds;
            return;
        }
    }
    if (unit.find(':') == std::string_view::npos) {  // "hh:mm:ss.ms"
        refuseUnit(header);
    }
    column.multiply = timeUnits.front().seconds;
}

void setScale(SheetColumn& column, const KnownColumn& known, std::string_view header)
{
    const Unit unit = splitUnit(column.unit);
    constexpr std::string_view coulomb = "As";
    const bool isCharge = known.base == "Ah" && unit.base == coulomb;
    if (unit.base != known.base && !isCharge) {
        refuseUnit(header);
    }
    constexpr double secondsPerHour = 3600;
    const int power = unit.power + known.power;
    (power < 0 ? column.divide : column.multiply) = std::pow(10.0, std::abs(power));
    column.divide *= isCharge ? secondsPerHour : 1;
}

}  // namespace

NameAndUnit splitColumnHeader(std::string_view header)
{
    header = trimmed(header);
    const std::size_t open = header.rfind('(');
    if (header.empty() || header.back() != ')' || open == std::string_view::npos || open == 0) {
        return {header, {}};
    }
    return {trimmed(header.substr(0, open)), trimmed(header.substr(open + 1, header.size() - open - 2))};
}

SheetColumn parseSheetColumn(std::string_view header)
{
    const NameAndUnit parts = splitColumnHeader(header);
    SheetColumn column{.name = std::string(parts.name), .unit = std::string(parts.unit)};
    for (const KnownColumn& known : columnTable) {
        if (!equalsIgnoringCase(known.name, parts.name)) {
            continue;
        }
        column.role = known.role;
        if (column.isTime()) {
            setTimeScale(column, parts.unit, header);
        } else if (!known.base.empty()) {
            setScale(column, known, header);
        }
        break;
    }
    return column;
}

}  // namespace aurora::formats::neware
