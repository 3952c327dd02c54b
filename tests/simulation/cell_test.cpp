#include "aurora/simulation/cell.h"

#include <gtest/gtest.h>

#include <cmath>

namespace aurora::simulation {

namespace {

struct CycleCharge
{
    double charge_mAh = 0;
    double discharge_mAh = 0;
};

std::vector<CycleCharge> chargeByCycle(const CyclingSeries& series)
{
    std::vector<CycleCharge> cycles(static_cast<std::size_t>(series.cycleNumber.back()) + 1);
    for (std::size_t row = 0; row < series.size(); ++row) {
        CycleCharge& cycle = cycles[static_cast<std::size_t>(series.cycleNumber[row])];
        const double charge = series.chargeStep_mAh[row];
        (charge > 0 ? cycle.charge_mAh : cycle.discharge_mAh) += std::abs(charge);
    }
    return cycles;
}

CellProgram shortProgram()
{
    CellProgram program;
    program.cycles = 5;
    program.secondsPerRow = 300;
    return program;
}

bool isMode(const CyclingSeries& series, std::size_t row, ControlMode mode)
{
    return series.technique[row] == static_cast<std::int16_t>(mode);
}

}  // namespace

TEST(SimulatedCell, DeliversItsCapacityWhenDischargedSlowly)
{
    CellProgram program = shortProgram();
    program.formationRate = 0.02;
    program.formationCycles = 1;
    program.cycles = 0;
    CellModel model;
    model.capacity_mAh = 5;
    const auto cycles = chargeByCycle(simulate(model, program).series);
    EXPECT_NEAR(cycles[0].discharge_mAh, 5, 0.02);
}

TEST(SimulatedCell, LosesTheGivenShareOfTheFirstCharge)
{
    CellModel model;
    model.firstCycleLoss = 0.2;
    const auto cycles = chargeByCycle(simulate(model, shortProgram()).series);
    // 80 % comes back, but for the little that the discharge limit leaves in the cell.
    EXPECT_NEAR(cycles[0].discharge_mAh / cycles[0].charge_mAh, 0.8, 0.003);
    EXPECT_GT(cycles[7].discharge_mAh / cycles[7].charge_mAh, 0.99);
    EXPECT_LT(cycles[7].discharge_mAh / cycles[7].charge_mAh, 1);
}

TEST(SimulatedCell, FadesByTheGivenShareInEachCycleAfterFormation)
{
    CellModel model;
    model.resistance_ohm = 0.5;  // the fade that is seen is that of the capacity, not of a growing resistance
    model.fadePerCycle = 0.002;
    CellProgram program = shortProgram();
    program.cycles = 41;
    const auto cycles = chargeByCycle(simulate(model, program).series);
    EXPECT_NEAR(cycles[0].discharge_mAh, cycles[2].discharge_mAh, 0.002 * 3.4);
    EXPECT_NEAR(cycles[3].discharge_mAh - cycles[43].discharge_mAh, 40 * 0.002 * 3.4, 0.003);
}

TEST(SimulatedCell, FadesFortyTimesFasterFromItsSuddenDeathOn)
{
    CellModel model;
    model.resistance_ohm = 0.5;
    model.fadePerCycle = 0.0005;
    model.suddenDeathCycle = 20;
    CellProgram program = shortProgram();
    program.cycles = 27;
    const auto cycles = chargeByCycle(simulate(model, program).series);
    EXPECT_NEAR(cycles[17].discharge_mAh - cycles[18].discharge_mAh, 0.0005 * 3.4, 0.0005);
    EXPECT_NEAR(cycles[20].discharge_mAh - cycles[21].discharge_mAh, 0.02 * 3.4, 0.003);
}

TEST(Simulate, KeepsTheVoltageWithinTheLimits)
{
    const CellProgram program = shortProgram();
    const CyclingSeries series = simulate({}, program).series;
    for (std::size_t row = 0; row < series.size(); ++row) {
        ASSERT_LE(series.voltage_V[row], program.upperVoltage_V + 1e-4) << "row " << row;
        ASSERT_GE(series.voltage_V[row], program.lowerVoltage_V - 1e-4) << "row " << row;
    }
}

TEST(Simulate, ReachesBothLimitsInEveryCycle)
{
    const CyclingSeries series = simulate({}, shortProgram()).series;
    for (std::int32_t cycle = 0; cycle < 8; ++cycle) {
        float greatest_V = 0;
        float least_V = 10;
        for (std::size_t row = 0; row < series.size(); ++row) {
            if (series.cycleNumber[row] == cycle && !isMode(series, row, ControlMode::Rest)) {
                greatest_V = std::max(greatest_V, series.voltage_V[row]);
                least_V = std::min(least_V, series.voltage_V[row]);
            }
        }
        EXPECT_NEAR(greatest_V, 4.2, 1e-3) << "cycle " << cycle;
        EXPECT_NEAR(least_V, 3.0, 1e-3) << "cycle " << cycle;
    }
}

TEST(Simulate, RunsFormationAtATenthAndCyclesAtAThirdOfTheCapacityPerHour)
{
    const CyclingSeries series = simulate({}, shortProgram()).series;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (isMode(series, row, ControlMode::Galvanostatic)) {
            const double expected_mA = series.cycleNumber[row] < 3 ? 0.34 : 3.4 / 3;
            ASSERT_NEAR(std::abs(series.current_A[row]) * 1000, expected_mA, 1e-4 * expected_mA) << "row " << row;
        }
    }
}

TEST(Simulate, MeansCRatesByTheNominalCapacityWhereOneIsGiven)
{
    CellProgram program = shortProgram();
    program.nominalCapacity_mAh = 2;
    const CyclingSeries series = simulate({}, program).series;
    EXPECT_NEAR(*std::max_element(series.current_A.begin(), series.current_A.end()), 2e-3 / 3, 1e-6);
}

TEST(Simulate, CountsAsChargeWhatTheCurrentBringsInTheTimeSinceTheRowBefore)
{
    const CyclingSeries series = simulate({}, shortProgram()).series;
    for (std::size_t row = 1; row < series.size(); ++row) {
        const double charge_mAh = series.current_A[row] * (series.uts[row] - series.uts[row - 1]) / 3.6;
        ASSERT_NEAR(series.chargeStep_mAh[row], charge_mAh, 1e-6 * std::abs(charge_mAh)) << "row " << row;
    }
}

TEST(Simulate, LetsTheCurrentFallWhileTheUpperVoltageIsHeld)
{
    const CyclingSeries series = simulate({}, shortProgram()).series;
    int holds = 0;
    for (std::size_t row = 1; row < series.size(); ++row) {
        if (!isMode(series, row, ControlMode::Potentiostatic)) {
            continue;
        }
        ASSERT_NEAR(series.voltage_V[row], 4.2, 1e-4);
        ASSERT_GT(series.current_A[row], 0);
        ASSERT_LT(series.current_A[row], series.current_A[row - 1]);
        holds += isMode(series, row - 1, ControlMode::Galvanostatic) ? 1 : 0;
    }
    EXPECT_EQ(holds, 8);
}

TEST(Simulate, PutsEveryRowOnAWholeMillisecondAfterTheOneBefore)
{
    const CyclingSeries series = simulate({}, shortProgram()).series;
    EXPECT_EQ(series.uts.front(), 1'718'878'200);
    for (std::size_t row = 1; row < series.size(); ++row) {
        ASSERT_GT(series.uts[row], series.uts[row - 1]);
        const double time_ms = (series.uts[row] - series.uts.front()) * 1000;
        ASSERT_NEAR(time_ms, std::round(time_ms), 1e-3);
    }
}

TEST(Simulate, GivesTheSameRowsForTheSameSeedAndOthersForAnother)
{
    const CyclingSeries first = simulate({}, shortProgram()).series;
    const CyclingSeries again = simulate({}, shortProgram()).series;
    CellModel other;
    other.seed = 2;
    EXPECT_EQ(first.voltage_V, again.voltage_V);
    EXPECT_EQ(first.chargeStep_mAh, again.chargeStep_mAh);
    EXPECT_NE(first.voltage_V, simulate(other, shortProgram()).series.voltage_V);
}

TEST(Simulate, CutsAnUnfinishedRunInTheMiddleOfItsLastDischarge)
{
    CellProgram program = shortProgram();
    const auto whole = chargeByCycle(simulate({}, program).series);
    program.finished = false;
    const Recording recording = simulate({}, program);
    const auto cycles = chargeByCycle(recording.series);
    ASSERT_EQ(cycles.size(), 8U);
    EXPECT_EQ(recording.finished, false);
    EXPECT_LT(recording.series.current_A.back(), 0);
    EXPECT_NEAR(cycles[7].charge_mAh, whole[7].charge_mAh, 1e-6);
    EXPECT_GT(cycles[7].discharge_mAh, 0.2 * whole[7].discharge_mAh);
    EXPECT_LT(cycles[7].discharge_mAh, 0.8 * whole[7].discharge_mAh);
}

TEST(Simulate, MeasuresImpedanceAfterEveryNthCycle)
{
    CellProgram program = shortProgram();
    program.impedanceEvery = 4;
    const CyclingSeries series = simulate({}, program).series;
    std::vector<std::int32_t> cycles;
    for (std::size_t row = 1; row < series.size(); ++row) {
        if (series.frequency_Hz[row] > 0 && series.frequency_Hz[row - 1] == 0) {
            cycles.push_back(series.cycleNumber[row]);
        }
    }
    EXPECT_EQ(cycles, (std::vector<std::int32_t>{3, 7}));
}

TEST(SimulatedCell, HasASemicircleAndATailInItsImpedance)
{
    CellModel model;
    model.resistance_ohm = 50;
    const SimulatedCell cell(model);
    // At high frequency only the ohmic part (60 %) is left; below the semicircle all of the resistance, and a tail with
    // as much resistance as reactance on top.
    EXPECT_NEAR(cell.impedance_ohm(1e6).real(), 30, 0.5);
    const std::complex<double> low = cell.impedance_ohm(0.01);
    const std::complex<double> lower = cell.impedance_ohm(0.0025);
    EXPECT_GT(low.real(), 50);
    EXPECT_LT(low.imag(), 0);
    EXPECT_NEAR((lower.real() - low.real()) / (low.imag() - lower.imag()), 1, 0.02);
    // The semicircle's top lies between its feet.
    EXPECT_LT(cell.impedance_ohm(106).imag(), 1.5 * cell.impedance_ohm(1e5).imag());
    EXPECT_LT(cell.impedance_ohm(106).imag(), -5);
}

TEST(SimulatedCell, TakesTheCurrentThatHoldsAVoltage)
{
    SimulatedCell cell({});
    const double current_A = cell.currentAtVoltage_A(3.3, 5);
    cell.apply(current_A, 5);
    EXPECT_NEAR(cell.voltage_V(current_A), 3.3, 0.01);
}

}  // namespace aurora::simulation
