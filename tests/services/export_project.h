#pragma once

#include "aurora/core/file.h"
#include "aurora/services/export_samples.h"
#include "aurora/storage/sample_files.h"
#include "services/lab_project.h"

#include <gtest/gtest.h>

#include <QtGlobal>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

namespace fs = std::filesystem;

/// A project with three samples, and a folder to export into; what an analysis would have left is stored by hand.
class ExportProject : public testing::Test
{
protected:
    ExportProject()
    {
        qputenv("AURORA_USER_CONFIG", QByteArray::fromStdString(pathText(out / "user.json")));
        m_lab.addSamples(Json::array(
            {{{"Sample ID", "r_1"}, {"Cathode type", "NMC811"}}, {{"Sample ID", "r_2"}}, {{"Sample ID", "r_3"}}}));
        fs::create_directories(out);
    }

    /// Stores what an analysis would: 1 mAh charged at 4 V and a rest in the first step, two quarters of it discharged
    /// at 3 V and 2 V in the second, cycle 7, and a rest. Technique 1 charges, 2 rests and 3 discharges.
    void storeSeries(const std::string& sample) const
    {
        MergedSeries series;
        series.uts = {1000, 1010, 1020, 1030, 1040, 1050};
        series.voltage_V = {4, 4, 4, 3, 2, 2};
        series.current_A = {0.5F, 0.5F, 0, -0.5F, -0.5F, 0};
        series.charge_mAh = {0, 1, 0, -0.25, -0.25, 0};
        series.technique = {1, 1, 2, 3, 3, 2};
        series.step = {1, 1, 1, 2, 2, 3};
        series.cycle = {0, 0, 0, 7, 7, 0};
        store(sample, "full", [&](const fs::path& file) { storage::writeFull(file, series, metadata()); });
    }

    void storeImpedance(const std::string& sample) const
    {
        ImpedanceSeries series;
        series.uts = {1025, 1026, 2000};
        series.cycle = {0, 0, 7};
        series.frequency_Hz = {1000, 100, 10};
        series.reZ_ohm = {5, 6, 7};
        series.imZ_ohm = {-1, -2, -3};
        store(sample, "eis", [&](const fs::path& file) { storage::writeImpedance(file, series, metadata()); });
    }

    void storeCycles(const std::string& sample) const
    {
        CycleTable cycles(2);
        cycles[0].cycle = 1;
        cycles[0].dischargeCapacity_mAh = 2.5;
        cycles[1].cycle = 2;
        cycles[1].dischargeCapacity_mAh = 2.25;
        SampleSummary summary;
        summary.sampleId = sample;
        summary.numberOfCycles = 2;
        const fs::path file = m_lab.file(sample, "cycles." + sample + ".json");
        makeFolder(file.parent_path());
        replaceFileText(file, dumpJson(storage::cyclesJson(cycles, summary, metadata())));
    }

    ExportResult run(const ExportRequest& request, Progress& progress = Progress::none()) const
    {
        return exportSamples(m_lab.project(), request, progress);
    }

    [[nodiscard]] ExportRequest request(std::vector<std::string> samples, std::set<SeriesFormat> series) const
    {
        ExportRequest made;
        made.samples = std::move(samples);
        made.contents.series = std::move(series);
        made.target = out;
        return made;
    }

    [[nodiscard]] std::vector<std::string> written() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(out)) {
            names.push_back(pathText(entry.path().filename()));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    LabProject m_lab;
    fs::path out = m_lab.folder() / "out";

private:
    static Json metadata()
    {
        return {{"provenance", {{"original_file_provenance", {{"snapshot.a.h5", {{"source", "a.mpr"}}}}}}},
                {"job_data", Json::array()}};
    }

    template <typename Write>
    void store(const std::string& sample, const std::string& kind, const Write& write) const
    {
        const fs::path file = m_lab.file(sample, kind + "." + sample + ".h5");
        makeFolder(file.parent_path());
        write(file);
    }
};

}  // namespace aurora::services
