#include "aurora/services/check.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "aurora/services/import_data.h"
#include "parallel.h"
#include "project_files.h"

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
            "WHERE \"Status\" = 'stored'");
        for (const auto& row : noted.rows) {
            const bool here = toText(row[4]).empty();
            m_noted.push_back({toText(row[0]), toText(row[1]),
                               here ? pathFromText(toText(row[2])) / pathFromText(toText(row[3])) : fs::path()});
        }
    }

    void checkFiles(const std::vector<ProjectFile>& files)
    {
        forEachInOrder<std::string>(
            files.size(),
            [&](std::size_t i) {
                m_progress.throwIfCancelled();
                const bool data =
                    files[i].kind == ProjectFileKind::Snapshot || files[i].kind == ProjectFileKind::Derived;
                return data ? whyDamaged(files[i]) : std::string();
            },
            [&](std::size_t i, std::string&& damage) {
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
        m_faults[path] = damage;
        if (file.kind == ProjectFileKind::Snapshot) {
            m_damagedSnapshots.insert({file.sampleId, pathText(file.path.filename())});
        }
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
            const std::pair key(noted.sampleId, noted.snapshotFile);
            const bool missing = m_present.count(key) == 0;
            if (missing) {
                const std::string what = noted.snapshotFile + " of " + noted.sampleId;
                m_faults[what] = what + " is missing, although the table of files knows it. Import " +
                                 pathText(noted.source) + " again.";
                m_lost[what] = noted.source;
                m_toAnalyse.insert(noted.sampleId);
            } else if (m_damagedSnapshots.count(key) > 0) {
                m_lost[noted.snapshotFile + " of " + noted.sampleId] = noted.source;
            }
        }
    }

    void checkResults()
    {
        for (const std::string& sample : m_samples) {
            const bool analysed = m_present.count({sample, "cycles." + sample + ".json"}) > 0;
            const bool noted = m_inResults.count(sample) > 0;
            if (analysed && !noted) {
                m_faults[sample] = sample + ": is analysed, but not in the table of results. Analyse it again.";
                m_toAnalyse.insert(sample);
            } else if (noted && !analysed) {
                m_report.skipped.push_back(
                    {sample, "is in the table of results, but its cycles file is not there", {}});
            }
        }
    }

    void repairData()
    {
        ImportDataOptions options;
        options.force = Force::Yes;
        for (const auto& [what, source] : m_lost) {
            std::error_code ignored;
            if (!source.empty() && fs::exists(source, ignored)) {
                options.inputs.push_back(source);
            }
        }
        putDamagedAside();
        if (!options.inputs.empty()) {
            m_report.add(importData(m_project, options, m_progress).report);
        }
        for (const std::string& sample : m_toAnalyse) {
            if (m_samples.count(sample) == 0) {
                continue;
            }
            m_report.add(analyseSamples(m_project, {sample}, When::Always, m_progress));
        }
        forgetWhatIsWholeNow();
    }

    /// A damaged snapshot whose source is there makes room for a new one; its bytes are kept.
    void putDamagedAside()
    {
        for (const auto& [sample, name] : m_damagedSnapshots) {
            const auto lost = m_lost.find(name + " of " + sample);
            std::error_code code;
            if (lost == m_lost.end() || !fs::exists(lost->second, code)) {
                continue;
            }
            const fs::path file = m_project.sampleFolder(SampleId(sample)) / pathFromText(name);
            fs::path aside = file;
            aside += ".damaged";
            fs::rename(file, aside, code);
            if (!code) {
                m_report.done.push_back({pathText(file), "damaged, kept as " + pathText(aside.filename()), {}});
            }
        }
    }

    void forgetWhatIsWholeNow()
    {
        std::set<std::string> damaged;
        std::set<std::string> present;
        for (const ProjectFile& file : projectFiles(m_project)) {
            present.insert(pathText(file.path.filename()) + " of " + file.sampleId);
            if (m_faults.count(pathText(file.path)) > 0 && !whyDamaged(file).empty()) {
                damaged.insert(pathText(file.path));
            }
        }
        const auto inResults = [&](const std::string& sample) {
            return !m_database->query("SELECT 1 FROM results WHERE \"Sample ID\" = ?", {sample}).rows.empty();
        };
        for (auto fault = m_faults.begin(); fault != m_faults.end();) {
            const std::string& what = fault->first;
            const bool isSample = m_samples.count(what) > 0;
            const bool mended = isSample
                                    ? inResults(what)
                                    : (m_lost.count(what) > 0 ? present.count(what) > 0 : damaged.count(what) == 0);
            if (mended) {
                m_report.done.push_back({what, "repaired", {}});
            }
            fault = mended ? m_faults.erase(fault) : std::next(fault);
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
    std::set<std::pair<std::string, std::string>> m_damagedSnapshots;
    std::map<std::string, std::string> m_faults;  ///< what → the sentence about it
    std::map<std::string, fs::path> m_lost;       ///< snapshots to import again, and from where
    std::set<std::string> m_toAnalyse;            ///< samples with faults that an analysis may cure
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
