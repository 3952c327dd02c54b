#pragma once

#include "aurora/services/import_data.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// What an import would do with one file.
struct PlannedFile
{
    std::filesystem::path file;
    std::string format;              ///< "EC-Lab mpr"; empty where none was recognised
    std::string sampleId;            ///< to which it would be given; empty where none was found
    std::string by;                  ///< how that was found out, as Assignment has it
    std::string hint;                ///< the text of the file that named it, may be empty
    std::vector<std::string> hints;  ///< all its texts that may name its sample
    std::size_t rows = 0;
    std::string problem;       ///< why it would not be stored, a clause; empty when it would
    bool isUnchanged = false;  ///< it is stored already
    bool needsStart = false;   ///< it does not say when the experiment began
};

struct DataImportPlan
{
    std::vector<PlannedFile> files;
    Report report;  ///< what was passed over, and zips that cannot be unpacked
};

/// Whether the content or the ending of a file is that of a cycler's file; false where it cannot be opened.
[[nodiscard]] bool isCyclerFile(const std::filesystem::path& file);

/// The cyclers' files in some files, folders and zips, to be looked at without a project. What was named itself stays
/// in it; the report says what was passed over.
/// @param unpacked  folder below which zips are unpacked
/// @throws Cancelled
[[nodiscard]] std::vector<std::filesystem::path> cyclerFilesIn(const std::vector<std::filesystem::path>& inputs,
                                                               const std::filesystem::path& unpacked, Report& report,
                                                               Progress& progress);

/// Reads what would be imported and tells for each file which sample it would be given to. Nothing is stored, but zips
/// are unpacked.
/// @throws Cancelled
[[nodiscard]] DataImportPlan planDataImport(const Project& project, const ImportDataOptions& options,
                                            Progress& progress);

}  // namespace aurora::services
