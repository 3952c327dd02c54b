#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/export_samples.h"

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// Where the files of a sample go, and which.
struct ExportPlace
{
    std::filesystem::path folder;  ///< there is one of this name
    ExportContents contents;
};

/// What is stored of one sample.
struct StoredSample
{
    StoredSample(SampleId sampleId, std::filesystem::path itsFolder)
        : id(std::move(sampleId)), folder(std::move(itsFolder))
    {
    }

    SampleId id;
    std::filesystem::path folder;
    Json row = Json::object();  ///< of the samples table
    std::string timeZone;
    bool hasSeries = false;
    bool hasImpedance = false;
    bool hasCycles = false;
};

/// @throws Error for a sample that is not in the project
[[nodiscard]] StoredSample storedSample(const Project& project, database::Database& database, const std::string& id);

/// Why nothing of these contents can be written of the sample, a whole sentence; empty when something can.
[[nodiscard]] std::string whyNoExport(const Project& project, const StoredSample& sample,
                                      const ExportContents& contents);

/// The names of the files that the contents come to, whether the sample has data for them or not.
[[nodiscard]] std::vector<std::string> exportedNames(const std::string& sample, const ExportContents& contents);

/// Writes the files of one sample into a folder, one after the other: what fails leaves those before it.
/// @param written  gets each file as soon as it is whole
/// @param share    told how much of the work is done, 0 … 1
/// @throws Error, Cancelled
void writeSample(const StoredSample& sample, const ExportPlace& place, std::vector<ExportedFile>& written,
                 const std::function<void(double)>& share, const Progress& progress);

}  // namespace aurora::services
