#pragma once

#include "aurora/services/assignment.h"
#include "aurora/services/import_data.h"
#include "earlier_imports.h"
#include "job_samples.h"
#include "provenance.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// A file that was read and is ready to be stored, or the reason why not.
struct Prepared
{
    SourceFile source;
    std::optional<Assignment> assignment;
    std::optional<Assignment> contradiction;  ///< another sample that the file names, too
    CyclingSeries series;
    Json metadata;
    std::string name;
    std::vector<std::string> hints;  ///< texts of the file that may name its sample
    std::vector<std::string> warnings;
    std::string problem;  ///< sentence; empty when it is ready
    std::string cause;
    bool unassigned = false;
    bool isOfNobody = false;    ///< the user said that it belongs to no sample yet
    bool isUnreadable = false;  ///< because of what is in the file: reading it again would not help
    bool needsStart = false;    ///< it could be stored if it were known when the experiment began
    const EarlierImports::Entry* earlier = nullptr;  ///< where it is stored already; nothing was read then
    bool isNoted = true;  ///< whether it gets a row in `files`: a mistyped path and a text document do not
};

/// Knows all samples of the project.
[[nodiscard]] SampleFinder sampleFinderOf(const Project& project, const database::Database& database);

/// Reads files and finds their samples, before anything is stored.
class ImportPreparation
{
public:
    ImportPreparation(const Project& project, database::Database& database, const ImportDataOptions& options,
                      Progress& progress);

    /// Runs on worker threads: touches nothing but the file. @throws Cancelled
    [[nodiscard]] Prepared prepare(const std::filesystem::path& file) const;

    [[nodiscard]] const SampleFinder& finder() const noexcept { return m_finder; }

    [[nodiscard]] const EarlierImports& earlier() const noexcept { return m_earlier; }

private:
    void prepareVendorFile(Prepared& prepared) const;
    void prepareSnapshot(Prepared& prepared) const;
    void assign(Prepared& prepared, const std::vector<std::string>& hints) const;
    void noteJob(const std::filesystem::path& file, const JobOfRecording& job, Recording& recording) const;
    [[nodiscard]] bool isOfNobody(const std::filesystem::path& file) const;
    [[nodiscard]] std::optional<Assignment> saidByUser(const std::filesystem::path& file) const;

    const Project& m_project;
    const ImportDataOptions& m_options;
    Progress& m_progress;
    SampleFinder m_finder;
    JobSamples m_jobs;
    EarlierImports m_earlier;
};

}  // namespace aurora::services
