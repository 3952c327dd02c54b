#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurora::formats::neware {

/// What a column of the sheet `record` means for the recording.
enum class ColumnRole : std::uint8_t
{
    None,  ///< kept as the vendor's own column only
    DataPoint,
    CycleIndex,
    StepIndex,
    StepType,
    StepTime,
    TotalTime,
    Date,
    Voltage_V,
    Current_mA,
    Capacity_mAh,  ///< of the step, in either direction
    ChargeCapacity_mAh,
    DischargeCapacity_mAh,
};

/// A header cell like `Current(mA)`.
struct SheetColumn
{
    std::string name;  ///< "Current"
    std::string unit;  ///< "mA"; of times "s", in which they are given
    ColumnRole role = ColumnRole::None;
    double multiply = 1;  ///< with `divide`: from the column's unit to that of the role, rounded once
    double divide = 1;

    [[nodiscard]] double toRole(double value) const noexcept { return value * multiply / divide; }

    [[nodiscard]] bool isTime() const noexcept { return role == ColumnRole::StepTime || role == ColumnRole::TotalTime; }

    [[nodiscard]] bool isText() const noexcept { return role == ColumnRole::StepType || role == ColumnRole::Date; }
};

/// @throws FormatError without the file's name when a column that is needed has a unit nobody knows
[[nodiscard]] SheetColumn parseSheetColumn(std::string_view header);

/// `Current(A)` → {"Current", "A"}; `Cutoff voltage (V)` → {"Cutoff voltage", "V"}.
struct NameAndUnit
{
    std::string_view name;
    std::string_view unit;
};

[[nodiscard]] NameAndUnit splitColumnHeader(std::string_view header);

}  // namespace aurora::formats::neware
