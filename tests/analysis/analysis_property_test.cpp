// What must hold for any recording, tried on many that chance makes; the seeds are fixed, so that a failure comes
// again.
#include "aurora/analysis/analyse.h"
#include "series_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace aurora::analysis::test {
namespace {

constexpr std::uint32_t seeds = 40;

/// Whether the file has what the cycler counted, or the current alone.
enum class Counter
{
    Charge,
    None
};

/// Some cycles at chance currents. A charge counter is not the integral of the current.
CyclingSeries chanceRecording(std::mt19937& chance, double start_uts, Counter counter)
{
    std::uniform_real_distribution<float> current_A(0.0005F, 0.005F);
    std::uniform_int_distribution<std::int32_t> count(1, 4);
    std::uniform_real_distribution<float> drift(0.97F, 1.03F);
    SeriesBuilder builder(start_uts, 30);
    const std::int32_t cycles = count(chance);
    for (std::int32_t cycle = 0; cycle < cycles; ++cycle) {
        builder.cycle(cycle, current_A(chance));
    }
    CyclingSeries series = builder.take();
    if (counter == Counter::None) {
        return series;
    }
    for (const float current : series.current_A) {
        series.chargeStep_mAh.push_back(current * drift(chance) * 30.0F / 3.6F);
    }
    return series;
}

/// Rows [begin, end) as a recording of its own.
CyclingSeries cut(const CyclingSeries& series, std::size_t begin, std::size_t end)
{
    CyclingSeries part;
    const auto copy = [&](const auto& from, auto& to) {
        if (from.empty()) {
            return;  // a column that the recording does not have
        }
        to.assign(from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end));
    };
    copy(series.uts, part.uts);
    copy(series.voltage_V, part.voltage_V);
    copy(series.current_A, part.current_A);
    copy(series.chargeStep_mAh, part.chargeStep_mAh);
    copy(series.cycleNumber, part.cycleNumber);
    copy(series.technique, part.technique);
    return part;
}

std::vector<CyclingSeries> chanceRecordings(std::mt19937& chance, Counter counter)
{
    std::vector<CyclingSeries> recordings;
    double start_uts = 1'700'000'000;
    for (int i = 0; i < 4; ++i) {
        recordings.push_back(chanceRecording(chance, start_uts, counter));
        start_uts = recordings.back().uts.back() + 600;
    }
    return recordings;
}

SampleAnalysis analyse(const std::vector<CyclingSeries>& recordings)
{
    std::vector<MergeInput> inputs;
    for (const CyclingSeries& recording : recordings) {
        inputs.push_back({.series = &recording});
    }
    return analyseSample(inputs, {}, Json{{"Cathode active material mass (mg)", 10}}, "UTC");
}

double totalCharge_mAh(const MergedSeries& series)
{
    return std::accumulate(series.charge_mAh.begin(), series.charge_mAh.end(), 0.0);
}

void expectEqual(const SampleAnalysis& a, const SampleAnalysis& b)
{
    EXPECT_EQ(a.merged.series.uts, b.merged.series.uts);
    EXPECT_EQ(a.merged.series.voltage_V, b.merged.series.voltage_V);
    EXPECT_EQ(a.merged.series.charge_mAh, b.merged.series.charge_mAh);
    EXPECT_EQ(a.merged.series.step, b.merged.series.step);
    EXPECT_EQ(a.merged.series.cycle, b.merged.series.cycle);
    EXPECT_EQ(a.thinned.uts, b.thinned.uts);
    EXPECT_EQ(a.thinned.charge_mAh, b.thinned.charge_mAh);
    ASSERT_EQ(a.cycles.size(), b.cycles.size());
    for (std::size_t i = 0; i < a.cycles.size(); ++i) {
        EXPECT_EQ(a.cycles[i].chargeCapacity_mAh, b.cycles[i].chargeCapacity_mAh);
        EXPECT_EQ(a.cycles[i].dischargeEnergy_mWh, b.cycles[i].dischargeEnergy_mWh);
        EXPECT_EQ(a.cycles[i].normalisedDischargeCapacity_pct, b.cycles[i].normalisedDischargeCapacity_pct);
        EXPECT_EQ(a.cycles[i].end_uts, b.cycles[i].end_uts);
    }
    EXPECT_EQ(a.summary.capacityLoss_pct, b.summary.capacityLoss_pct);
}

class AnalysisProperty : public ::testing::TestWithParam<Counter>
{
};

TEST_P(AnalysisProperty, ShuffledDuplicatedAndOverlappingSnapshotsChangeNothing)
{
    for (std::uint32_t seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 chance(seed);
        const std::vector<CyclingSeries> clean = chanceRecordings(chance, GetParam());
        std::vector<CyclingSeries> many = clean;
        for (const CyclingSeries& recording : clean) {
            std::uniform_int_distribution<std::size_t> rows(1, recording.size());
            many.push_back(recording);
            many.push_back(cut(recording, 0, rows(chance)));  // as it was harvested while it ran
            // Exported from some row on; the last row alone would begin where the recording ends, not before.
            many.push_back(cut(recording, std::min(rows(chance), recording.size() - 2), recording.size()));
        }
        std::shuffle(many.begin(), many.end(), chance);
        const SampleAnalysis reference = analyse(clean);
        EXPECT_GE(reference.cycles.size(), 4U);
        expectEqual(reference, analyse(many));
    }
}

TEST_P(AnalysisProperty, ChargeIsConservedWhereverARecordingIsCutIntoOverlappingFiles)
{
    for (std::uint32_t seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 chance(seed);
        const CyclingSeries whole = chanceRecording(chance, 1'700'000'000, GetParam());
        std::uniform_int_distribution<std::size_t> length(5, 60);
        std::uniform_int_distribution<std::size_t> overlap(2, 20);
        std::vector<CyclingSeries> pieces;
        for (std::size_t begin = 0; begin < whole.size();) {
            const std::size_t end = std::min(whole.size(), begin + length(chance));
            // What flowed before a file's first row is not in it, so that pieces begin within the one before.
            pieces.push_back(cut(whole, begin - std::min(begin, overlap(chance)), end));
            begin = end;
        }
        std::shuffle(pieces.begin(), pieces.end(), chance);
        const SampleAnalysis merged = analyse(pieces);
        const SampleAnalysis reference = analyse({whole});
        EXPECT_EQ(merged.merged.series.uts, reference.merged.series.uts);
        EXPECT_EQ(merged.merged.series.charge_mAh, reference.merged.series.charge_mAh);
        EXPECT_EQ(totalCharge_mAh(merged.merged.series), totalCharge_mAh(reference.merged.series));
    }
}

TEST_P(AnalysisProperty, FourTimesTheCurrentIsFourTimesTheCapacityAndTheSameEfficiency)
{
    for (std::uint32_t seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 chance(seed);
        const std::vector<CyclingSeries> once = chanceRecordings(chance, GetParam());
        std::vector<CyclingSeries> scaled = once;
        for (CyclingSeries& recording : scaled) {
            const auto fourfold = [](float& value) { value *= 4; };
            std::for_each(recording.current_A.begin(), recording.current_A.end(), fourfold);
            std::for_each(recording.chargeStep_mAh.begin(), recording.chargeStep_mAh.end(), fourfold);
        }
        const CycleTable a = analyse(once).cycles;
        const CycleTable b = analyse(scaled).cycles;
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(4 * *a[i].chargeCapacity_mAh, *b[i].chargeCapacity_mAh);
            EXPECT_EQ(4 * *a[i].specificDischargeCapacity_mAhPerG, *b[i].specificDischargeCapacity_mAhPerG);
            EXPECT_EQ(4 * *a[i].chargeAverageCurrent_A, *b[i].chargeAverageCurrent_A);
            EXPECT_EQ(a[i].coulombicEfficiency_pct, b[i].coulombicEfficiency_pct);
            EXPECT_EQ(a[i].chargeAverageVoltage_V, b[i].chargeAverageVoltage_V);
        }
    }
}

/// What flowed while a constant current did, by hand: I · t, whoever counts it.
TEST(AnalysisCharge, IntegratedOrCountedAConstantCurrentGivesCurrentTimesTime)
{
    CyclingSeries series;
    for (int row = 0; row <= 120; ++row) {
        series.uts.push_back(1'700'000'000 + 30.0 * row);
        series.voltage_V.push_back(3.5F);
        series.current_A.push_back(0.002F);
        series.cycleNumber.push_back(0);
        series.technique.push_back(1);
    }
    const double expected_mAh = 2.0;  // 2 mA for an hour
    EXPECT_NEAR(totalCharge_mAh(analyse({series}).merged.series), expected_mAh, 1e-6);
    series.chargeStep_mAh.assign(series.size(), 2.0F / 120);
    EXPECT_NEAR(totalCharge_mAh(analyse({series}).merged.series), expected_mAh, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Charge, AnalysisProperty, ::testing::Values(Counter::Charge, Counter::None),
                         [](const auto& counter) {
                             return counter.param == Counter::Charge ? "Counted" : "Integrated";
                         });

}  // namespace
}  // namespace aurora::analysis::test
