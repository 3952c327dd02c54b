#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/snapshots.h"
#include "aurora/storage/frame.h"
#include "derived_files.h"
#include "named_samples.h"
#include "named_snapshots.h"
#include "provenance.h"
#include "snapshot_store.h"
#include "wording.h"

#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Moves snapshots of one sample to another.
///
/// Each step is a whole file or a transaction, and whichever is the last, the analysis sees the recording once: in the
/// new sample it is excluded until the transaction that hands it over, in the old one it is from then on.
class SnapshotMove
{
public:
    SnapshotMove(const Project& project, const std::string& from, const std::string& to, Progress& progress)
        : m_project(project),
          m_from(from),
          m_to(to),
          m_fromFolder(project.sampleFolder(SampleId(from))),
          m_toFolder(project.sampleFolder(SampleId(to))),
          m_progress(progress),
          m_database(project.openDatabase())
    {
        if (from == to) {
            throw Error("The snapshots are those of " + quoted(from) + " already. Nothing was changed.");
        }
        requireSamples(*m_database, {to}, "Nothing was changed.");
    }

    Report run(const std::vector<std::string>& names)
    {
        const std::vector<fs::path> files = requireSnapshots(m_project, m_from, names);
        Report report;
        std::set<std::string> moved;
        for (const fs::path& file : files) {
            const std::string name = pathText(file.filename());
            try {
                m_progress.throwIfCancelled();
                const std::string target = move(file);
                moved.insert(name);
                report.done.push_back({name, "moved from " + m_from + " to " + m_to + " as " + target, {}});
            } catch (const Cancelled&) {
                report.cancelled = true;
                break;
            } catch (const Error& error) {
                report.failed.push_back({name, error.what(), error.cause()});
            }
        }
        if (!moved.empty() && !report.cancelled) {
            analyse(report, moved);
        }
        return report;
    }

private:
    /// @return the name in the new sample
    [[nodiscard]] std::string move(const fs::path& file) const
    {
        const std::string name = pathText(file.filename());
        makeFolder(m_toFolder);
        const std::string target = copyUnseen(file);
        write([&](database::FilesTable& files) { handOver(files, name, target); });
        removeIfThere(file);
        write([&](database::FilesTable& files) { files.forgetItself(pathText(m_fromFolder), name); });
        return target;
    }

    /// Copies the snapshot to the new sample, in which it is excluded.
    [[nodiscard]] std::string copyUnseen(const fs::path& file) const
    {
        const Json metadata = metadataFor(file);
        const std::string name = snapshotName(file);
        for (;;) {
            std::string target;
            write([&](database::FilesTable& files) {
                // A name that is noted without a file is that of a lost snapshot, which may come back.
                target = SnapshotStore(m_toFolder).freeName(name, [&](const std::string& fileName) {
                    return !files.ofSnapshot(m_to, fileName).empty();
                });
                files.exclude(m_to, target, pathText(m_toFolder));
            });
            const fs::path path = m_toFolder / pathFromText(target);
            const TemporaryFile temporary(path);
            storage::copyWithMetadata(file, temporary.path(), metadata);
            bool isFree = false;
            write([&](database::FilesTable& files) {
                isFree = !fs::exists(path);
                if (isFree) {
                    temporary.renameTo(path);
                } else {
                    files.include(m_to, target);  // somebody stored another recording of this name meanwhile
                }
            });
            if (isFree) {
                return target;
            }
        }
    }

    /// The recording changes sample. One that is left out stays so.
    void handOver(database::FilesTable& files, const std::string& name, const std::string& target) const
    {
        const bool isExcluded = files.excludedSnapshots().count({m_from, name}) > 0;
        files.forgetItself(pathText(m_fromFolder), name);
        if (!isExcluded || !files.ofSnapshot(m_from, name).empty()) {
            files.forgetItself(pathText(m_toFolder), target);
        }
        files.assign(m_from, name, m_to, target, "moved from " + m_from);
        files.exclude(m_from, name, pathText(m_fromFolder));
    }

    [[nodiscard]] Json metadataFor(const fs::path& file) const
    {
        Json metadata = storage::readMetadata(file);
        if (!metadata.is_object()) {
            metadata = Json::object();
        }
        const auto row = database::SamplesTable(*m_database).find(m_to);
        metadata["sample_data"] = row ? database::toJson(*row, m_project.config().sampleColumns) : Json::object();
        metadata["provenance"]["aurora_metadata"]["assignment"] =
            provenanceStep("moved from " + m_from, m_project.timeZone());
        return metadata;
    }

    void write(const std::function<void(database::FilesTable&)>& work) const
    {
        m_database->write([&] {
            database::FilesTable files(*m_database);
            work(files);
        });
    }

    void analyse(Report& report, const std::set<std::string>& moved) const
    {
        const bool isEmptied = removeResultsOfNothing(moved);
        if (database::SamplesTable(*m_database).contains(m_from)) {
            Report ofOld = analyseSamples(m_project, {m_from}, When::NewData, m_progress);
            if (isEmptied) {
                ofOld.skipped.clear();  // it tells of snapshots that are gone, as if they were lost
            }
            report.add(ofOld);
        }
        if (isEmptied) {
            report.done.push_back({m_from, "no snapshot is left to it: its results were removed", {}});
        }
        report.add(analyseSamples(m_project, {m_to}, When::NewData, m_progress));
    }

    /// Without a snapshot that counts, the old sample would go on showing what is the new one's.
    [[nodiscard]] bool removeResultsOfNothing(std::set<std::string> held) const
    {
        const auto excluded = database::FilesTable(*m_database).excludedSnapshots();
        for (const fs::path& file : SnapshotStore(m_fromFolder).files()) {
            const std::string name = pathText(file.filename());
            if (excluded.count({m_from, name}) == 0) {
                return false;
            }
            held.insert(name);
        }
        return removeDerivedFiles(m_fromFolder, m_from, held);
    }

    const Project& m_project;
    std::string m_from;
    std::string m_to;
    fs::path m_fromFolder;
    fs::path m_toFolder;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
};

}  // namespace

Report moveSnapshots(const Project& project, const std::string& from, const std::vector<std::string>& names,
                     const std::string& to, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: its snapshots cannot be changed.");
    }
    return SnapshotMove(project, from, to, progress).run(names);
}

}  // namespace aurora::services
