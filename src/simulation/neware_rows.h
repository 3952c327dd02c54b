#pragma once

#include "aurora/simulation/cell.h"

#include <cstddef>
#include <cstdint>

namespace aurora::simulation {

/// A row of a recording as a Neware cycler counts it: in steps, with counters that restart at each.
struct NewareRow
{
    std::size_t index = 0;  ///< from 1
    bool beginsStep = false;
    bool endsStep = false;
    std::size_t inStep = 0;       ///< rows of the step before this one
    std::int32_t stepNumber = 0;  ///< of the step as run, from 1
    std::int32_t stepIndex = 0;   ///< of the line in the protocol, from 1
    std::int16_t stepType = 0;
    std::int32_t cycle = 0;         ///< from 0
    std::int64_t stepBegan_ms = 0;  ///< since the first row
    std::int64_t inStep_ms = 0;     ///< since the step began
    std::int64_t sinceRowBefore_ms = 0;
    std::int64_t date_ms = 0;  ///< since 1970, UTC
    double voltage_V = 0;
    double current_mA = 0;
    double charge_mAh = 0;
    double discharge_mAh = 0;
    double chargeEnergy_mWh = 0;
    double dischargeEnergy_mWh = 0;
};

/// Counts through the rows of a simulated recording.
class NewareRows
{
public:
    NewareRows(const CyclingSeries& series, const CellProgram& program) : m_series(series), m_program(program) {}

    /// Moves to the next row. @return false behind the last
    [[nodiscard]] bool next();

    [[nodiscard]] const NewareRow& row() const noexcept { return m_row; }

private:
    [[nodiscard]] std::int16_t stepType(std::size_t row) const;
    [[nodiscard]] bool endsStep(std::size_t row) const;
    void beginStep(std::size_t row);
    void count(std::size_t row);

    const CyclingSeries& m_series;
    const CellProgram& m_program;
    NewareRow m_row;
    std::size_t m_next = 0;
    std::int64_t m_stepBegan_ms = 0;  ///< since 1970
    bool m_cycling = false;
    bool m_afterDischarge = false;
};

}  // namespace aurora::simulation
