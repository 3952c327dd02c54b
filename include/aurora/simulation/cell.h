#pragma once

#include "aurora/core/recording.h"

#include <complex>
#include <cstdint>

namespace aurora::simulation {

/// A simulated coin cell: open-circuit curve, resistance, fade. The same parameters and seed give the same bytes.
struct CellModel
{
    double capacity_mAh = 3.4;  ///< between 3.0 and 4.2 V, when new and without current
    double resistance_ohm = 25.0;
    double firstCycleLoss = 0.12;       ///< share of the first charge that does not come back
    double fadePerCycle = 0.0006;       ///< relative loss of capacity each cycle after formation
    std::int32_t suddenDeathCycle = 0;  ///< from here on it fades 40 times faster; 0 = never
    std::uint64_t seed = 1;             ///< of the noise
};

/// What is run on it: rest, formation cycles, cycles, optionally impedance after every n-th cycle. A cycle is a charge
/// at constant current, a hold at the upper voltage, a rest, a discharge at constant current and a rest.
struct CellProgram
{
    double start_uts = 1'718'878'200;
    double nominalCapacity_mAh = 0;  ///< that C-rates refer to; 0 = the capacity of the model
    double formationRate = 0.1;      ///< C-rates
    double cycleRate = 1.0 / 3.0;
    std::int32_t formationCycles = 3;
    std::int32_t cycles = 100;  ///< after formation
    double upperVoltage_V = 4.2;
    double lowerVoltage_V = 3.0;
    double cutOffRate = 0.05;  ///< the hold at the upper voltage ends when the current is down to this C-rate
    double firstRest_s = 3600;
    double rest_s = 600;  ///< after charge and after discharge
    double secondsPerRow = 60;
    std::int32_t impedanceEvery = 0;  ///< 0 = no impedance
    bool finished = true;             ///< false: the last cycle is cut in the middle of its discharge
};

/// What a row was recorded under; the numbers are EC-Lab's mode bits. `simulate` gives them as `technique`.
enum class ControlMode : std::int16_t
{
    Galvanostatic = 1,
    Potentiostatic = 2,
    Rest = 3
};

/// Runs the program on the cell.
///
/// The recording is what a reader would give for a perfect file: times are whole milliseconds, the current of a row is
/// the mean since the row before, `chargeStep_mAh` is that current times the time, `cycleNumber` counts from 0 and
/// goes up with every charge, `technique` is a ControlMode. Impedance rows stand where they were measured.
[[nodiscard]] Recording simulate(const CellModel& model, const CellProgram& program);

/// The cell itself: what `simulate` drives, and what a simulated cycler drives by another protocol.
class SimulatedCell
{
public:
    explicit SimulatedCell(const CellModel& model);

    /// At the terminals while this current flows (charge positive).
    [[nodiscard]] double voltage_V(double current_A) const;
    /// Mean current over the next seconds when a cycler holds this voltage.
    [[nodiscard]] double currentAtVoltage_A(double voltage_V, double seconds) const;
    /// Randles circuit: ohmic resistance, a depressed semicircle, a Warburg tail. Im is negative.
    [[nodiscard]] std::complex<double> impedance_ohm(double frequency_Hz) const;
    /// Between 3.0 and 4.2 V, as aged.
    [[nodiscard]] double capacity_mAh() const;

    void apply(double current_A, double seconds);
    /// The next charge begins another cycle: side reactions get fewer. Ageing is separate, formation has none.
    void beginNextCycle();
    /// Loses the capacity of one cycle, and gains resistance.
    void age();

private:
    [[nodiscard]] double resistance_ohm() const;
    [[nodiscard]] double coulombsPerStateOfCharge(double current_A) const;

    CellModel m_model;
    double m_emptyState;  ///< state of charge at 3.0 V
    double m_fullState;   ///< state of charge at 4.2 V
    double m_stateOfCharge;
    double m_polarisation_V = 0;  ///< of the slow part of the resistance
    double m_lostCapacity = 0;    ///< share of the capacity when new
    std::int32_t m_cycle = 1;
};

}  // namespace aurora::simulation
