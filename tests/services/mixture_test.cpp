// One cell that went through three laboratories' cyclers: every kind of file and of mishap in one sample. What it
// charged and discharged is known from the simulated cell, cut by hand.
#include "aurora/services/analyse.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "aurora/storage/sample_files.h"
#include "lab_project.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

constexpr const char* sampleId = "run_m_01";
constexpr std::int32_t cycleCount = 7;
constexpr std::size_t overlapRows = 40;
constexpr double clockStep_s = -150;  // rows come every 60 s: time goes back by 90 s
constexpr double gap_s = 3 * 86'400;
/// EC-Lab and Neware files hold charges as double or float32, snapshots as float32: 6e-8 a row at the worst.
constexpr double relativeTolerance = 1e-6;

struct Rows
{
    std::size_t first = 0;
    std::size_t end = 0;
};

template <typename T>
void keep(std::vector<T>& column, Rows rows)
{
    if (!column.empty()) {
        column = std::vector<T>(column.begin() + static_cast<std::ptrdiff_t>(rows.first),
                                column.begin() + static_cast<std::ptrdiff_t>(rows.end));
    }
}

/// What a cell charged and discharged in a cycle.
struct Charges
{
    double charged_mAh = 0;
    double discharged_mAh = 0;

    void add(double step_mAh) { (step_mAh > 0 ? charged_mAh : discharged_mAh) += std::abs(step_mAh); }
};

class Mixture : public testing::Test
{
protected:
    Mixture()
    {
        m_program.formationCycles = 2;
        m_program.cycles = cycleCount - m_program.formationCycles;
        m_program.secondsPerRow = 60;
        m_program.impedanceEvery = 4;
        m_whole = simulation::simulate({}, m_program);
        CyclingSeries& series = m_whole.series;
        m_sweep = sweepRows();
        m_stepBack = middleOfDischarge(1);
        for (std::size_t row = m_stepBack; row < series.size(); ++row) {
            series.uts[row] += row < begin(2) ? clockStep_s : gap_s;
        }
        writeFiles(m_files);
        m_lab.addSamples(Json::array({{{"Sample ID", sampleId}}}));
    }

    /// The first row of a cycle, counted from 0; one past the last row for the cycle after the last.
    [[nodiscard]] std::size_t begin(std::int32_t cycle) const
    {
        const auto& cycles = m_whole.series.cycleNumber;
        return static_cast<std::size_t>(std::find(cycles.begin(), cycles.end(), cycle) - cycles.begin());
    }

    [[nodiscard]] Rows sweepRows() const
    {
        const auto& frequency = m_whole.series.frequency_Hz;
        const auto isMeasured = [](float value) { return value > 0; };
        const auto first = std::find_if(frequency.begin(), frequency.end(), isMeasured);
        const auto end = std::find_if_not(first, frequency.end(), isMeasured);
        return {static_cast<std::size_t>(first - frequency.begin()), static_cast<std::size_t>(end - frequency.begin())};
    }

    [[nodiscard]] std::size_t middleOfDischarge(std::int32_t cycle) const
    {
        std::vector<std::size_t> rows;
        for (std::size_t row = begin(cycle); row < begin(cycle + 1); ++row) {
            if (m_whole.series.current_A[row] < 0) {
                rows.push_back(row);
            }
        }
        return rows.at(rows.size() / 2);
    }

    /// Some rows as the recording of one file, and the program it says it ran.
    [[nodiscard]] simulation::Segment piece(Rows rows, bool finished = true) const
    {
        simulation::Segment part{m_whole, m_program};
        CyclingSeries& series = part.recording.series;
        const auto keepAll = [&](auto&... columns) { (keep(columns, rows), ...); };
        keepAll(series.uts, series.voltage_V, series.current_A, series.chargeStep_mAh, series.cycleNumber,
                series.technique, series.frequency_Hz, series.reZ_ohm, series.imZ_ohm);
        if (series.frequency_Hz.empty() || !(series.frequency_Hz.front() > 0)) {
            series.frequency_Hz.clear();
            series.reZ_ohm.clear();
            series.imZ_ohm.clear();
        }
        const std::int32_t first = series.cycleNumber.empty() ? 0 : series.cycleNumber.front();
        for (std::int32_t& cycle : series.cycleNumber) {
            cycle -= first;
        }
        part.recording.finished = finished;
        part.program.finished = finished;
        part.program.formationCycles = 0;
        part.program.cycles = series.cycleNumber.empty() ? 1 : series.cycleNumber.back() + 1;
        return part;
    }

    void writeEclab(const fs::path& file, Rows rows) const
    {
        const simulation::Segment part = piece(rows);
        simulation::writeMpr(file, part.recording, part.program, {});
    }

    void writeNeware(const fs::path& file, std::size_t end, bool finished) const
    {
        const simulation::Segment part = piece({begin(5), end}, finished);
        simulation::writeNdax(file, part.recording, part.program, {.sampleId = sampleId, .device = "120"});
    }

    void writeFiles(const fs::path& folder) const
    {
        fs::create_directories(folder);
        // Formation on tomato, whose PC set its clock back in the middle of a discharge.
        simulation::writeTomatoJson(folder / "snapshot.12.json", piece({0, begin(2)}).recording,
                                    {.sampleId = sampleId, .testId = 12});
        // Three days later a cycle on EC-Lab, and a file that begins within it.
        writeEclab(folder / "second_C01.mpr", {begin(2), begin(3)});
        writeEclab(folder / "third_C01.mpr", {begin(3) - overlapRows, m_sweep.first});
        writeEclab(folder / "impedance_C01.mpr", m_sweep);
        writeEclab(folder / "fourth_C01.mpr", {begin(4), begin(5)});
        // Somebody pressed start and stop.
        writeEclab(folder / "nothing_C01.mpr", {0, 0});
        // It runs now on Neware, in its second discharge there.
        writeNeware(folder / "fifth.ndax", middleOfDischarge(6), false);
    }

    [[nodiscard]] std::vector<fs::path> files() const
    {
        std::vector<fs::path> all;
        for (const char* const name : {"snapshot.12.json", "second_C01.mpr", "third_C01.mpr", "impedance_C01.mpr",
                                       "fourth_C01.mpr", "nothing_C01.mpr", "fifth.ndax"})
        {
            all.push_back(m_files / name);
        }
        return all;
    }

    /// By cycle: what the cycler counted, without the first row of a file, whose charge flowed before it; on tomato,
    /// which counts nothing, the mean current of two rows for the time between them. Its rows are in order of time
    /// (formats: the clock decides), so that the 90 s that its clock showed twice are there once.
    [[nodiscard]] std::map<std::int32_t, Charges> charges(std::size_t end) const
    {
        const CyclingSeries& series = m_whole.series;
        std::map<std::int32_t, Charges> sums;
        std::vector<std::size_t> rows(begin(2));
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        std::stable_sort(rows.begin(), rows.end(),
                         [&](std::size_t a, std::size_t b) { return series.uts[a] < series.uts[b]; });
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const double time_s = series.uts[rows[i]] - series.uts[rows[i - 1]];
            const double sum_A = double{series.current_A[rows[i]]} + double{series.current_A[rows[i - 1]]};
            sums[series.cycleNumber[rows[i]]].add(sum_A / 2 * time_s / 3.6);
        }
        for (std::size_t row = begin(2); row < end; ++row) {
            const bool first = row == begin(2) || row == begin(4) || row == begin(5);
            sums[series.cycleNumber[row]].add(first ? 0 : double{series.chargeStep_mAh[row]});
        }
        return sums;
    }

    [[nodiscard]] Json data() const
    {
        return storage::readCycles(m_lab.file(sampleId, "cycles." + std::string(sampleId) + ".json")).data;
    }

    [[nodiscard]] MergedSeries full() const
    {
        return storage::readFull(m_lab.file(sampleId, "full." + std::string(sampleId) + ".h5"));
    }

    void expectCharges(const std::map<std::int32_t, Charges>& expected, bool running) const
    {
        const Json numbers = data();
        ASSERT_EQ(numbers["Number of cycles"], cycleCount);
        for (std::int32_t cycle = 0; cycle < cycleCount; ++cycle) {
            SCOPED_TRACE(cycle);
            const auto index = static_cast<std::size_t>(cycle);
            const Charges& sums = expected.at(cycle);
            EXPECT_NEAR(numbers["Charge capacity (mAh)"][index].get<double>(), sums.charged_mAh,
                        relativeTolerance * sums.charged_mAh);
            const Json& discharged = numbers["Discharge capacity (mAh)"][index];
            if (running && cycle + 1 == cycleCount) {
                EXPECT_TRUE(discharged.is_null());
                continue;
            }
            EXPECT_NEAR(discharged.get<double>(), sums.discharged_mAh, relativeTolerance * sums.discharged_mAh);
        }
    }

    LabProject m_lab;
    fs::path m_files = m_lab.folder() / "raw";
    simulation::CellProgram m_program;
    Recording m_whole;
    Rows m_sweep;                ///< the impedance after the fourth cycle
    std::size_t m_stepBack = 0;  ///< the first row after the clock was set back
};

TEST_F(Mixture, EveryCycleHasTheChargeThatFlowed)
{
    const ImportDataResult result = m_lab.import(files(), sampleId);
    ASSERT_TRUE(result.report.ok()) << messages(result.report.failed);
    expectCharges(charges(middleOfDischarge(6)), true);
}

TEST_F(Mixture, EveryRowIsThereOnceInOrderOfTime)
{
    ASSERT_TRUE(m_lab.import(files(), sampleId).report.ok());
    const MergedSeries series = full();
    const std::size_t end = middleOfDischarge(6);
    EXPECT_EQ(series.size(), end - (m_sweep.end - m_sweep.first));
    EXPECT_TRUE(std::is_sorted(series.uts.begin(), series.uts.end()));
    // All that was charged, less all that was discharged.
    double expected_mAh = 0;
    for (const auto& [cycle, sums] : charges(end)) {
        expected_mAh += sums.charged_mAh - sums.discharged_mAh;
    }
    const double total_mAh = std::accumulate(series.charge_mAh.begin(), series.charge_mAh.end(), 0.0);
    EXPECT_NEAR(total_mAh, expected_mAh, 1e-5);
}

TEST_F(Mixture, ImpedanceBelongsToTheCycleBeforeIt)
{
    ASSERT_TRUE(m_lab.import(files(), sampleId).report.ok());
    const ImpedanceSeries impedance =
        storage::readImpedance(m_lab.file(sampleId, "eis." + std::string(sampleId) + ".h5"));
    ASSERT_EQ(impedance.size(), m_sweep.end - m_sweep.first);
    for (std::size_t point = 0; point < impedance.size(); ++point) {
        EXPECT_EQ(impedance.cycle[point], 4);
        EXPECT_FLOAT_EQ(impedance.frequency_Hz[point], m_whole.series.frequency_Hz[m_sweep.first + point]);
        EXPECT_FLOAT_EQ(impedance.reZ_ohm[point], m_whole.series.reZ_ohm[m_sweep.first + point]);
    }
}

TEST_F(Mixture, ARecordingWithoutRowsIsStoredAndChangesNothing)
{
    ASSERT_TRUE(m_lab.import(files(), sampleId).report.ok());
    const fs::path snapshot = m_lab.file(sampleId, "snapshot.nothing_C01.h5");
    ASSERT_TRUE(fs::exists(snapshot));
    EXPECT_EQ(storage::readSnapshot(snapshot).series.size(), 0U);
    const Json with = data();
    fs::remove(snapshot);
    ASSERT_TRUE(analyseSamples(m_lab.project(), {sampleId}, When::Always, Progress::none()).ok());
    EXPECT_EQ(dumpJson(data()), dumpJson(with));
}

TEST_F(Mixture, FilesMayComeInAnyOrderAndTwice)
{
    ASSERT_TRUE(m_lab.import(files(), sampleId).report.ok());
    const Json atOnce = data();
    const MergedSeries before = full();

    LabProject other;
    other.addSamples(Json::array({{{"Sample ID", sampleId}}}));
    std::vector<fs::path> turned = files();
    std::reverse(turned.begin(), turned.end());
    for (int time = 0; time < 2; ++time) {
        for (const fs::path& file : turned) {
            ASSERT_TRUE(other.import({file}, sampleId).report.ok()) << file;
        }
    }
    const std::string name = std::string(sampleId) + ".h5";
    EXPECT_EQ(storage::readFull(other.file(sampleId, "full." + name)).charge_mAh, before.charge_mAh);
    EXPECT_EQ(dumpJson(storage::readCycles(other.file(sampleId, "cycles." + std::string(sampleId) + ".json")).data),
              dumpJson(atOnce));
}

TEST_F(Mixture, TheFinishedStateOfTheRunningJobCompletesItsLastCycle)
{
    ASSERT_TRUE(m_lab.import(files(), sampleId).report.ok());
    ASSERT_TRUE(data()["Discharge capacity (mAh)"].back().is_null());
    writeNeware(m_files / "fifth.ndax", m_whole.series.size(), true);
    ASSERT_TRUE(m_lab.import({m_files / "fifth.ndax"}, sampleId).report.ok());
    expectCharges(charges(m_whole.series.size()), false);
}

}  // namespace
}  // namespace aurora::services
