#pragma once

#include "aurora/core/progress.h"
#include "aurora/formats/neware/steps.h"
#include "formats/neware/ndc_file.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// One record as BTSDA lists it. Counters belong to the step and are magnitudes.
struct Row
{
    std::uint32_t index = 0;
    std::int32_t step = 0;  ///< which step as run, from 0
    double stepTime_s = 0;
    double totalTime_s = std::numeric_limits<double>::quiet_NaN();  ///< as the file says; NaN: sum of the steps
    double date_s = 0;  ///< Unix time; for calendar dates the local time as if it were UTC; NaN: no date
    double voltage_V = 0;
    double current_mA = 0;
    double chargeCapacity_mAh = 0;
    double dischargeCapacity_mAh = 0;
    double chargeEnergy_mWh = 0;
    double dischargeEnergy_mWh = 0;
};

/// Whether Row::date_s counts from 1970 in UTC or on the clock of the lab.
enum class DateKind : std::uint8_t
{
    Unix,
    LocalCalendar
};

class RowReceiver
{
public:
    virtual ~RowReceiver() = default;
    virtual void add(const Row& row) = 0;
};

/// What the rows of an archive come from. Only `main` is always there.
struct RowSources
{
    const NdcFile* main = nullptr;
    const NdcFile* runInfo = nullptr;
    const NdcFile* steps = nullptr;
};

struct RowsRead
{
    std::vector<StepRun> steps;         ///< those that occur in rows
    std::vector<std::string> warnings;  ///< whole sentences
};

/// What the dates of rows are where data.ndc has this layout.
[[nodiscard]] DateKind dateKind(const NdcLayout& main);

/// Hands all records to the receiver in the order of the file.
///
/// Records between those that have run info go on from the one before in double precision, which is what BTSDA does:
/// time and date by the interval that the last run info names, capacity by |I|·dt, energy by |I|·V·dt.
///
/// @throws FormatError without the file's name when the times are missing
/// @throws Cancelled
[[nodiscard]] RowsRead readRows(const RowSources& sources, RowReceiver& receiver, Progress& progress);

}  // namespace aurora::formats::neware
