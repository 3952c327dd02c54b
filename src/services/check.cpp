#include "aurora/services/check.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "project_files.h"
#include "sample_inputs.h"

#include <map>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A leftover younger than this may be the file that another program is writing now.
constexpr double leftoverAge_s = 600;

/// A snapshot that the table `files` knows.
struct NotedSnapshot
{
    std::string sampleId;
    std::string snapshotFile;
    fs::path source;
};

class ProjectCheck
{
public:
    ProjectCheck(const Project& project, Repair repair, Progress& progress)
        : m_project(project), m_repair(repair), m_progress(progress), m_database(project.openDatabase())
    {
    }

    Report run()
    {
        checkDatabase();
        readTables();
        checkFiles(projectFiles(m_project));
        checkNotedSnapshots();
        checkResults();
        if (m_repair == Repair::Yes) {
            repairData();
        }
        for (const auto& [what, why] : m_faults) {
            m_report.failed.push_back({what, why, {}});
        }
        return std::move(m_report);
    }

private:
    void checkDatabase()
    {
        const std::string file = pathText(m_database->file());
        const Table answer = m_database->query("PRAGMA integrity_check");
        const std::string said = answer.rows.empty() ? "nothing" : toText(answer.rows.front().front());
        if (said == "ok") {
            m_report.done.push_back({file, "the database is whole", {}});
        } else {
            m_report.failed.push_back(
                {file, file + ": the database is damaged (" + said + "). Restore a backup of it.", {}});
        }
    }

    void readTables()
    {
        for (const auto& row : m_database->query("SELECT \"Sample ID\" FROM samples").rows) {
            m_samples.insert(toText(row.front()));
        }
        for (const auto& row : m_database->query("SELECT \"Sample ID\" FROM results").rows) {
            m_inResults.insert(toText(row.front()));
        }
        const Table noted = m_database->query(
            "SELECT \"Sample ID\", \"Snapshot file\", \"Folder\", \"Path\", \"Server label\" FROM files "
            "WHERE \"Snapshot file\" <> '' AND \"Status\" <> 'excluded'");
        for (const auto& row : noted.rows) {
            const bool here = toText(row[4]).empty();
            m_noted.push_back({toText(row[0]), toText(row[1]),
                               here ? pathFromText(toText(row[2])) / pathFromText(toText(row[3])) : fs::path()});
        }
    }

    void checkFiles(const std::vector<ProjectFile>& files)
    {
        makeInOrder<std::string>(
            files.size(),
            [&](std::size_t i) {
                m_progress.throwIfCancelled();
                const bool data =
                    files[i].kind == ProjectFileKind::Snapshot || files[i].kind == ProjectFileKind::Derived;
                return data ? whyDamaged(files[i]) : std::string();
            },
            [&](std::size_t i, std::string damage) {
                note(files[i], std::move(damage));
                m_progress.report(i + 1, files.size(), pathText(files[i].path.filename()));
            });
        m_report.done.push_back({pathText(m_project.config().snapshotsFolder),
                                 std::to_string(m_whole) + " data files were read and are whole",
                                 {}});
    }

    void note(const ProjectFile& file, std::string&& damage)
    {
        const std::string path = pathText(file.path);
        if (file.kind == ProjectFileKind::Leftover) {
            noteLeftover(file.path);
            return;
        }
        if (file.kind == ProjectFileKind::Foreign) {
            return;
        }
        m_present.insert({file.sampleId, pathText(file.path.filename())});
        if (m_samples.count(file.sampleId) == 0) {
            m_report.skipped.push_back({path, "belongs to no sample of the project", {}});
        }
        if (damage.empty()) {
            ++m_whole;
            return;
        }
        if (file.kind == ProjectFileKind::Snapshot) {
            m_faults[path] = damage + " Move it away and import its source again.";
            m_withLostRows.insert(file.sampleId);
            return;
        }
        m_faults[path] = damage;
        m_curable[path] = file.sampleId;
        m_toAnalyse.insert(file.sampleId);
    }

    void noteLeftover(const fs::path& file)
    {
        const std::string path = pathText(file);
        std::error_code code;
        if (nowUts() - modifiedUts(file) < leftoverAge_s) {
            m_report.skipped.push_back({path, "is being written, or was a moment ago", {}});
        } else if (m_repair == Repair::Yes && fs::remove(file, code)) {
            m_report.done.push_back({path, "removed: a file that was not written to its end", {}});
        } else {
            m_faults[path] = path + ": a file that was not written to its end. check --repair removes it.";
        }
    }

    void checkNotedSnapshots()
    {
        for (const NotedSnapshot& noted : m_noted) {
            if (m_present.count({noted.sampleId, noted.snapshotFile}) > 0) {
                continue;
            }
            const std::string what = noted.snapshotFile + " of " + noted.sampleId;
            m_faults[what] = what + " is missing, although the table of files knows it. Import " +
                             pathText(noted.source) + " again.";
            m_withLostRows.insert(noted.sampleId);
        }
    }

    void checkResults()
    {
        for (const SampleInputs& sample : gatherInputs(m_project, *m_database, {m_samples.begin(), m_samples.end()})) {
            const std::string& id = sample.sampleId;
            const bool noted = m_inResults.count(id) > 0;
            if (m_present.count({id, "cycles." + id + ".json"}) == 0) {
                if (noted) {
                    m_report.skipped.push_back(
                        {id, "is in the table of results, but its cycles file is not there", {}});
                }
                continue;
            }
            const AnalysedState state = analysedState(sample);
            if (!noted && sample.snapshotFiles.empty()) {
                m_report.skipped.push_back(
                    {id, "has no snapshots that count; the files of an earlier analysis were kept", {}});
                continue;
            }
            if (const std::string missing = missingDerived(id, state.files); !missing.empty()) {
                m_faults[missing] = missing + " is missing, although " + id + " is analysed.";
                m_curable[missing] = id;
                m_toAnalyse.insert(id);
            } else if (!noted || !isNotedIn(state, sample)) {
                noteInterrupted(id);
            }
        }
    }

    /// The Python program's files do not say when they were made.
    [[nodiscard]] bool isNotedIn(const AnalysedState& state, const SampleInputs& sample) const
    {
        return !state.analysed_uts || formatTimestamp(*state.analysed_uts, m_project.timeZone()) == sample.lastAnalysis;
    }

    /// No fault: what a program that was ended leaves, and what the next analysis completes by itself.
    void noteInterrupted(const std::string& sample)
    {
        if (m_repair == Repair::Yes) {
            m_toAnalyse.insert(sample);
            return;
        }
        m_report.skipped.push_back({sample,
                                    "its last analysis is not in the table of results: the program was ended before. "
                                    "The next analyse completes it",
                                    {}});
    }

    /// The first file that the analysis left and that is not there.
    [[nodiscard]] std::string missingDerived(const std::string& sample, std::vector<std::string> files) const
    {
        if (files.empty()) {
            files = {"full." + sample + ".h5", "shrunk." + sample + ".h5"};
        }
        for (const std::string& name : files) {
            if (m_present.count({sample, name}) == 0) {
                return name;
            }
        }
        return {};
    }

    /// Derived files are made again of the snapshots; never where one of those is missing or damaged: then the files
    /// there may be the last that hold its rows.
    void repairData()
    {
        for (const std::string& sample : m_toAnalyse) {
            if (m_samples.count(sample) == 0) {
                continue;
            }
            if (m_withLostRows.count(sample) > 0) {
                m_report.skipped.push_back(
                    {sample, "not analysed again, because a snapshot of it is missing or damaged", {}});
                continue;
            }
            const Report analysis = analyseSamples(m_project, {sample}, When::Always, m_progress);
            m_report.add(analysis);
            if (analysis.ok()) {
                forgetFaultsOf(sample);
            }
        }
    }

    void forgetFaultsOf(const std::string& sample)
    {
        for (const auto& [what, of] : m_curable) {
            if (of == sample && m_faults.erase(what) > 0) {
                m_report.done.push_back({what, "repaired: analysed again", {}});
            }
        }
    }

    const Project& m_project;
    Repair m_repair;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    Report m_report;
    std::set<std::string> m_samples;
    std::set<std::string> m_inResults;
    std::vector<NotedSnapshot> m_noted;
    std::set<std::pair<std::string, std::string>> m_present;  ///< sample and name of the data files that are there
    std::set<std::string> m_withLostRows;                     ///< samples of which a snapshot is missing or damaged
    std::map<std::string, std::string> m_faults;              ///< what → the sentence about it
    std::map<std::string, std::string> m_curable;             ///< faults that an analysis may cure → sample
    std::set<std::string> m_toAnalyse;                        ///< samples with faults that an analysis may cure
    std::size_t m_whole = 0;
};

}  // namespace

Report checkProject(const Project& project, Repair repair, Progress& progress)
{
    if (repair == Repair::Yes && project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be repaired in it.");
    }
    return ProjectCheck(project, repair, progress).run();
}

}  // namespace aurora::services
