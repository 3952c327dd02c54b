#pragma once

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/services/batches.h"
#include "aurora/storage/sample_files.h"
#include "services/lab_project.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

namespace fs = std::filesystem;

/// A project with three samples that batches are made of.
class BatchProject : public testing::Test
{
protected:
    BatchProject()
    {
        Json rows = Json::array();
        for (const char* const sample : {"r_1", "r_2", "r_10"}) {
            rows.push_back({{"Sample ID", sample}});
        }
        lab.addSamples(rows);
    }

    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const Batch& batch : listBatches(lab.project())) {
            all.push_back(batch.name);
        }
        return all;
    }

    [[nodiscard]] std::vector<std::string> samplesOf(const std::string& batch) const
    {
        return samplesOfBatch(*lab.project().openDatabase(), batch);
    }

    /// The sentence with which the call is refused.
    template <typename Call>
    static std::string refusal(const Call& call)
    {
        try {
            call();
        } catch (const Error& error) {
            return error.what();
        }
        return "not refused";
    }

    /// Stores analysed numbers of a sample: one cycle a capacity.
    void storeCycles(const std::string& sample, const std::vector<double>& capacities_mAh) const
    {
        CycleTable cycles;
        for (const double capacity : capacities_mAh) {
            CycleRow& row = cycles.emplace_back();
            row.cycle = static_cast<std::int32_t>(cycles.size());
            row.dischargeCapacity_mAh = capacity;
        }
        SampleSummary summary;
        summary.sampleId = sample;
        summary.numberOfCycles = static_cast<std::int32_t>(cycles.size());
        const fs::path file = lab.file(sample, "cycles." + sample + ".json");
        makeFolder(file.parent_path());
        replaceFileText(file, dumpJson(storage::cyclesJson(cycles, summary, {{"job_data", Json::array()}})));
    }

    [[nodiscard]] Report analyse(const std::vector<std::string>& batches) const
    {
        return analyseBatches(lab.project(), batches, Progress::none());
    }

    [[nodiscard]] Json written(const std::string& batch) const
    {
        return parseJson(readFile(batchFile(lab.project(), batch, ".json")), batch);
    }

    LabProject lab;
};

}  // namespace aurora::services
