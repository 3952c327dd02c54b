#pragma once

#include "aurora/core/recording.h"
#include "aurora/simulation/cell.h"

#include <cstddef>
#include <cstdint>

namespace aurora::simulation {

/// A row as a Neware cycler knows it. Counters belong to the step and are magnitudes.
struct NewareRow
{
    std::size_t number = 0;  ///< from 0
    bool beginsStep = false;
    bool endsStep = false;
    std::size_t rowInStep = 0;      ///< from 0
    std::int32_t stepNumber = 0;    ///< which step as run, from 1
    std::int32_t cycle = 0;         ///< from 0
    int stepIndex = 0;              ///< line of the protocol, from 1
    std::int16_t type = 0;          ///< Neware's step type
    std::int64_t date_ms = 0;       ///< Unix time
    std::int64_t interval_ms = 0;   ///< since the row before
    std::int64_t totalTime_ms = 0;  ///< since the first row
    std::int64_t stepBegin_ms = 0;  ///< total time at which the step began
    double voltage_V = 0;
    double current_mA = 0;
    double charge_mAh = 0;
    double discharge_mAh = 0;
    double chargeEnergy_mWh = 0;
    double dischargeEnergy_mWh = 0;

    [[nodiscard]] std::int64_t stepTime_ms() const noexcept { return totalTime_ms - stepBegin_ms; }
};

/// Goes through a simulated recording as a Neware cycler would have recorded it: in steps, with counters.
class NewareRows
{
public:
    NewareRows(const CyclingSeries& series, const CellProgram& program) : m_series(series), m_program(program) {}

    /// The next row; there is one as long as done() is false. Valid until the next call.
    [[nodiscard]] const NewareRow& next();

    [[nodiscard]] bool done() const noexcept { return m_next == m_series.size(); }

private:
    [[nodiscard]] bool endsStep(std::size_t row) const;
    void beginStep(std::size_t row);
    void count(std::size_t row);

    const CyclingSeries& m_series;
    const CellProgram& m_program;
    std::size_t m_next = 0;
    bool m_cycling = false;         ///< the first charge has begun
    bool m_afterDischarge = false;  ///< the discharge of this cycle is over, or runs
    NewareRow m_row;
};

}  // namespace aurora::simulation
