#pragma once

#include "aurora/services/import_data.h"

#include <cstddef>
#include <filesystem>
#include <mutex>
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
    std::string otherSample;         ///< that the file names, too; empty where all that names one names sampleId
    std::string otherBy;             ///< "barcode": a text of the file; "path": its folders or its name
    std::size_t rows = 0;
    std::string problem;       ///< why it would not be stored, a clause; empty when it would
    bool isUnchanged = false;  ///< it is stored already
    bool needsStart = false;   ///< it does not say when the experiment began
};

/// The folders in the project to which zips were unpacked for a plan. When this goes they are removed, unless they are
/// kept for an import that follows, were there before, or hold files that somebody imported meanwhile. Several threads
/// may share one.
class UnpackedArchives
{
public:
    explicit UnpackedArchives(Project project);
    ~UnpackedArchives();
    UnpackedArchives(const UnpackedArchives&) = delete;
    UnpackedArchives& operator=(const UnpackedArchives&) = delete;

    /// `raw/` in the project's folder, where an import unpacks zips, too.
    [[nodiscard]] std::filesystem::path place() const;

    /// To be called before anything is unpacked to the folder.
    void note(const std::filesystem::path& folder);

    void keep();

private:
    void removeUnneeded() const;

    Project m_project;
    std::mutex m_mutex;
    std::vector<std::filesystem::path> m_made;
    bool m_madePlace = false;
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
                                            UnpackedArchives& unpacked, Progress& progress);

}  // namespace aurora::services
