#include "aurora/services/check.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/core/time.h"
#include "aurora/database/results_table.h"
#include "aurora/services/analyse.h"
#include "batch_check.h"
#include "leftovers.h"
#include "project_files.h"
#include "raw_files.h"
#include "results_check.h"
#include "sample_inputs.h"
#include "work_share.h"

#include <algorithm>
#include <map>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A snapshot that the table `files` knows.
struct NotedSnapshot
{
    std::string sampleId;
    std::string snapshotFile;
    std::string cure;  ///< how it comes back, a sentence
    bool isExcluded = false;
};

/// How a snapshot comes back whose source the table of files knows.
std::string cureFor(const std::string& folder, const std::string& path, const std::string& server)
{
    if (server.empty()) {
        return "Import " + pathText(pathFromText(folder) / pathFromText(path)) + " again.";
    }
    if (folder == jobSnapshotsFolder) {
        return "Take a snapshot of its job on " + server + " again (" + path + ").";
    }
    return "Harvest " + pathText(pathFromText(folder) / pathFromText(path)) + " of " + server + " again.";
}

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
        checkFiles(projectFiles(m_project, m_progress));
        checkNotedSnapshots();
        checkResults();
        if (m_repair == Repair::Yes) {
            repairData();
        }
        m_report.add(checkBatches(m_project, m_repair, m_progress));
        for (const auto& [what, why] : m_faults) {
            m_report.failed.push_back({what, why, {}});
        }
        return std::move(m_report);
    }

private:
    void checkDatabase()
    {
        const std::string place = m_database->place();
        const std::string damage = m_database->damage();
        if (damage.empty()) {
            m_report.done.push_back({place, "the database is whole", {}});
        } else {
            m_report.failed.push_back(
                {place, place + ": the database is damaged (" + damage + "). Restore a backup of it.", {}});
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
            R"(SELECT "Sample ID", "Snapshot file", "Folder", "Path", "Server label", "Status" FROM files
               WHERE "Snapshot file" <> '')");
        for (const auto& row : noted.rows) {
            const bool isExcluded = toText(row[5]) == "excluded";
            if (!isExcluded) {
                m_notedNames.insert({toText(row[0]), toText(row[1])});
            }
            m_noted.push_back(
                {toText(row[0]), toText(row[1]), cureFor(toText(row[2]), toText(row[3]), toText(row[4])), isExcluded});
        }
    }

    void checkFiles(const std::vector<ProjectFile>& files)
    {
        WorkShare share(sizesOf(pathsOf(files), m_progress), m_progress);
        makeInOrder<FileCondition>(
            files.size(),
            [&](std::size_t i) {
                m_progress.throwIfCancelled();
                const bool data =
                    files[i].kind == ProjectFileKind::Snapshot || files[i].kind == ProjectFileKind::Derived;
                return data ? conditionOf(files[i], m_progress) : FileCondition();
            },
            [&](std::size_t i, FileCondition condition) {
                note(files[i], std::move(condition));
                share.done(i, pathText(files[i].path.filename()));
            });
        m_report.done.push_back({pathText(m_project.config().snapshotsFolder),
                                 std::to_string(m_whole) + " data files were read and are whole",
                                 {}});
    }

    void note(const ProjectFile& file, FileCondition&& condition)
    {
        const std::string path = pathText(file.path);
        if (file.kind == ProjectFileKind::Leftover) {
            noteLeftover(file.path, m_repair, m_report);
            return;
        }
        if (file.kind == ProjectFileKind::Foreign) {
            return;
        }
        m_present.insert({file.sampleId, pathText(file.path.filename())});
        if (m_samples.count(file.sampleId) == 0) {
            m_report.skipped.push_back({path, "belongs to no sample of the project", {}});
        }
        if (condition.damage.empty()) {
            ++m_whole;
            noteOrigin(file, condition.sampleId);
            return;
        }
        if (file.kind == ProjectFileKind::Snapshot) {
            m_faults[path] = condition.damage + " Move it away and import its source again.";
            m_withLostRows.insert(file.sampleId);
            return;
        }
        m_faults[path] = condition.damage;
        noteCurable(path, file.sampleId);
    }

    /// A file that was copied into the folder of another sample gives that sample numbers of a cell it is not. A user
    /// may have said so, with `--sample`: then the table of files knows it.
    void noteOrigin(const ProjectFile& file, const std::string& said)
    {
        const std::string name = pathText(file.path.filename());
        if (said.empty() || said == file.sampleId || m_samples.count(file.sampleId) == 0) {
            return;
        }
        const std::string path = pathText(file.path);
        const std::string sentence =
            path + ": stands in the folder of " + file.sampleId + ", but says that it is of " + said + ".";
        if (file.kind == ProjectFileKind::Derived) {
            m_faults[path] = sentence;
            noteCurable(path, file.sampleId);
        } else if (m_notedNames.count({file.sampleId, name}) == 0) {
            m_faults[path] =
                sentence + " Move it into the folder of that sample, or import it with --sample " + file.sampleId + ".";
        }
    }

    void noteCurable(const std::string& what, const std::string& sample)
    {
        m_curable[what] = sample;
        m_toAnalyse.insert(sample);
    }

    void checkNotedSnapshots()
    {
        for (const NotedSnapshot& noted : m_noted) {
            if (m_present.count({noted.sampleId, noted.snapshotFile}) > 0) {
                continue;
            }
            const std::string what = noted.snapshotFile + " of " + noted.sampleId;
            if (noted.isExcluded) {  // no number depends on it
                m_report.skipped.push_back(
                    {what, "was left out of the analysis and is missing: it cannot be taken back. " + noted.cure, {}});
                continue;
            }
            m_faults[what] = what + " is missing, although the table of files knows it. " + noted.cure;
            m_withLostRows.insert(noted.sampleId);
        }
    }

    void checkResults()
    {
        std::vector<SampleInputs> analysed;
        for (SampleInputs& sample :
             gatherInputs(m_project, *m_database, {m_samples.begin(), m_samples.end()}, m_progress)) {
            const std::string& id = sample.sampleId;
            const bool noted = m_inResults.count(id) > 0;
            if (m_present.count({id, "cycles." + id + ".json"}) == 0) {
                if (noted && !sample.snapshotFiles.empty()) {
                    const std::string missing = "cycles." + id + ".json";
                    m_faults[missing] = missing + " is missing, although " + id + " is in the table of results.";
                    noteCurable(missing, id);
                } else if (noted) {
                    m_report.skipped.push_back(
                        {id, "is in the table of results, but its cycles file is not there", {}});
                }
                continue;
            }
            if (!noted && sample.snapshotFiles.empty()) {
                m_report.skipped.push_back(
                    {id, "has no snapshots that count; the files of an earlier analysis were kept", {}});
                continue;
            }
            analysed.push_back(std::move(sample));
        }
        makeInOrder<StoredAnalysis>(
            analysed.size(),
            [&](std::size_t i) {
                m_progress.throwIfCancelled();
                return storedAnalysis(analysed[i]);
            },
            [&](std::size_t i, const StoredAnalysis& stored) { checkAnalysis(analysed[i], stored); });
    }

    /// The files that the analysis left, and its row of results, against what its cycles file says.
    void checkAnalysis(const SampleInputs& sample, const StoredAnalysis& stored)
    {
        const std::string& id = sample.sampleId;
        const AnalysedState& state = stored.state;
        const std::string missing = missingDerived(id, state.files);
        const std::string left = leftImpedance(id, state.files);
        const bool onlyImpedance = missing.empty() ? !left.empty() : missing == impedanceName(id);
        if (onlyImpedance && isBehind(sample, state)) {
            noteInterrupted(id, "its impedance is newer than its other numbers");
            return;
        }
        if (!missing.empty() && m_inResults.count(id) == 0) {  // the row goes before the files, which go one by one
            noteInterrupted(id, missing + " is missing, and no results are noted");
            return;
        }
        if (!missing.empty()) {
            m_faults[missing] = missing + " is missing, although " + id + " is analysed.";
            noteCurable(missing, id);
            return;
        }
        if (!left.empty()) {
            m_faults[left] = left + " is there, although the last analysis of " + id + " found no impedance.";
            noteCurable(left, id);
        }
        if (!state.otherAnalysis.empty() &&
            m_faults.count(pathText(sample.folder / pathFromText(state.otherAnalysis))) == 0) {
            noteInterrupted(id, state.otherAnalysis + " is of another analysis than its cycles file");
            return;
        }
        if (m_inResults.count(id) == 0 || !isNotedIn(state, sample)) {
            noteInterrupted(id, "its last analysis is not in the table of results");
            return;
        }
        if (!stored.data.is_null()) {
            compareResults(sample, stored.data);
        }
    }

    /// Whether the stored analysis is of other data than there is now.
    [[nodiscard]] bool isBehind(const SampleInputs& sample, const AnalysedState& state) const
    {
        try {
            return fingerprintOf(sample, m_project, m_progress) != state.fingerprint;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error&) {
            return false;  // told as the fault of the snapshot that cannot be read
        }
    }

    [[nodiscard]] static std::string impedanceName(const std::string& sample) { return "eis." + sample + ".h5"; }

    /// Only of our own analyses: the Python program rounds what it puts into the table.
    void compareResults(const SampleInputs& sample, const Json& data)
    {
        const auto row = database::ResultsTable(*m_database).find(sample.sampleId);
        const std::string difference = whyResultsDiffer(row.value_or(database::Row()), data);
        if (!difference.empty()) {
            const std::string what = "results of " + sample.sampleId;
            m_faults[what] = sample.sampleId + ": " + difference + ".";
            noteCurable(what, sample.sampleId);
        }
    }

    /// The file of impedance, where the analysis says that it left none.
    [[nodiscard]] std::string leftImpedance(const std::string& sample, const std::vector<std::string>& files) const
    {
        std::string name = impedanceName(sample);
        const bool expected = files.empty() || std::find(files.begin(), files.end(), name) != files.end();
        return expected || m_present.count({sample, name}) == 0 ? std::string() : name;
    }

    /// The Python program's files do not say when they were made.
    [[nodiscard]] bool isNotedIn(const AnalysedState& state, const SampleInputs& sample) const
    {
        return !state.analysed_uts || formatTimestamp(*state.analysed_uts, m_project.timeZone()) == sample.lastAnalysis;
    }

    /// No fault: what a program that was ended leaves, and what the next analysis completes by itself.
    void noteInterrupted(const std::string& sample, const std::string& what)
    {
        if (m_repair == Repair::Yes) {
            m_toAnalyse.insert(sample);
            return;
        }
        m_report.skipped.push_back({sample,
                                    what + ": the program was ended in between, or a backup of the database was "
                                           "restored. The next analyse completes it",
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
            if (analysis.ok() && !analysis.done.empty()) {
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
    std::set<std::pair<std::string, std::string>> m_notedNames;  ///< sample and name, of the table of files
    std::set<std::pair<std::string, std::string>> m_present;     ///< sample and name of the data files that are there
    std::set<std::string> m_withLostRows;                        ///< samples of which a snapshot is missing or damaged
    std::map<std::string, std::string> m_faults;                 ///< what → the sentence about it
    std::map<std::string, std::string> m_curable;                ///< faults that an analysis may cure → sample
    std::set<std::string> m_toAnalyse;                           ///< samples with faults that an analysis may cure
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
