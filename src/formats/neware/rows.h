#pragma once

#include "aurora/formats/neware/steps.h"

#include <cstdint>
#include <limits>
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
    bool afterMissingRows = false;  ///< rows before this one could not be read
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

struct RowsRead
{
    std::vector<StepRun> steps;         ///< those that occur in rows
    std::vector<std::string> warnings;  ///< whole sentences
};

}  // namespace aurora::formats::neware
