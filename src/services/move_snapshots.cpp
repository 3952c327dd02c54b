#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/snapshots.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "derived_files.h"
#include "final_name.h"
#include "moved_snapshots.h"
#include "named_samples.h"
#include "named_snapshots.h"
#include "provenance.h"
#include "snapshot_store.h"
#include "wording.h"

#include <algorithm>
#include <map>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// The metadata without what a move changes.
Json withoutSample(Json metadata)
{
    metadata.erase("sample_data");
    metadata["provenance"]["aurora_metadata"].erase("assignment");
    return metadata;
}

/// Moves snapshots of one sample to another.
///
/// Each step is a whole file or a transaction, and whichever is the last, the analysis sees the recording once: in the
/// new sample it is excluded until the transaction that hands it over, in the old one it is from then on. The files in
/// the old sample go when all are handed over, after what the old sample has no right to show any more. A move that was
/// ended is done again: it goes on with the copy that is there.
class SnapshotMove
{
public:
    SnapshotMove(const Project& project, const std::string& from, const std::string& to, Progress& progress)
        : m_project(project),
          m_from(from),
          m_to(to),
          m_reason(movedFrom(from)),
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
        for (const fs::path& file : files) {
            try {
                m_progress.throwIfCancelled();
                m_handedOver.push_back({file, handOver(file)});
            } catch (const Cancelled&) {
                m_report.cancelled = true;
                break;
            } catch (const Error& error) {
                m_report.failed.push_back({pathText(file.filename()), error.what(), error.cause()});
            }
        }
        removeSources();
        if (!m_handedOver.empty() && !m_report.cancelled) {
            analyse();
        }
        return std::move(m_report);
    }

private:
    struct HandedOver
    {
        fs::path source;
        std::string target;  ///< the name in the new sample
    };

    /// @return the name in the new sample
    [[nodiscard]] std::string handOver(const fs::path& file) const
    {
        const std::string name = pathText(file.filename());
        makeFolder(m_toFolder);
        const Json metadata = metadataFor(file);
        std::string target = copyThatIsThere(file, metadata);
        if (target.empty()) {
            target = copyUnseen(file, metadata);
        }
        write([&](database::FilesTable& files) { handOver(files, name, target); });
        return target;
    }

    /// Of a move that was ended; empty when there is none.
    [[nodiscard]] std::string copyThatIsThere(const fs::path& file, const Json& metadata) const
    {
        for (const fs::path& candidate : SnapshotStore(m_toFolder).files()) {
            if (isCopy(candidate, file, metadata)) {
                return pathText(candidate.filename());
            }
            if (isOutdatedCopy(candidate, file, metadata)) {
                write([&](database::FilesTable& files) {
                    removeIfThere(candidate);
                    files.forgetItself(pathText(m_toFolder), pathText(candidate.filename()));
                });
            }
        }
        return {};
    }

    /// A copy that was never handed over, of a recording that has been stored again since with as many rows or more.
    [[nodiscard]] bool isOutdatedCopy(const fs::path& candidate, const fs::path& file, const Json& metadata) const
    {
        const std::string name = pathText(candidate.filename());
        const auto rows = database::FilesTable(*m_database).ofSnapshot(m_to, name);
        if (rows.empty() || !std::all_of(rows.begin(), rows.end(),
                                         [&](const database::FileRow& row) { return isNotedByMove(row, name); }))
        {
            return false;
        }
        try {
            const Json there = memberOf(storage::readMetadata(candidate), "provenance");
            const Json recording = memberOf(metadata.at("provenance"), "recording");
            return !recording.empty() && memberOf(there, "recording") == recording &&
                   storage::rowCount(candidate) <= storage::readSnapshot(file, m_progress).series.size();
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception&) {
            return false;
        }
    }

    [[nodiscard]] bool isNotedByMove(const database::FileRow& row, const std::string& fileName) const
    {
        return row.path == fileName && row.status == "excluded" && row.reason == m_reason;
    }

    [[nodiscard]] bool isCopy(const fs::path& candidate, const fs::path& file, const Json& metadata) const
    {
        try {
            const Json there = storage::readMetadata(candidate);
            const Json steps = memberOf(memberOf(there, "provenance"), "aurora_metadata");
            return textAt(memberOf(steps, "assignment"), "method") == m_reason &&
                   withoutSample(there) == withoutSample(metadata) &&
                   storage::rowCount(candidate) == storage::rowCount(file) &&
                   storage::readSnapshot(candidate, m_progress).series.size() > 0;  // whole
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception&) {
            return false;
        }
    }

    /// Copies the snapshot to the new sample, in which it is excluded.
    [[nodiscard]] std::string copyUnseen(const fs::path& file, const Json& metadata) const
    {
        const TemporaryFile temporary(m_toFolder / file.filename());
        writeNamingFinal(temporary, m_toFolder / file.filename(),
                         [&](const fs::path& copy) { storage::copyWithMetadata(file, copy, metadata, m_progress); });
        for (;;) {
            const std::string target = takeName(snapshotName(file));
            const fs::path path = m_toFolder / pathFromText(target);
            bool isFree = false;
            try {
                write([&](database::FilesTable& files) {
                    isFree = !fs::exists(path);
                    if (isFree) {
                        temporary.renameTo(path);
                    } else if (!isCopy(path, file, metadata)) {
                        files.include(m_to, target);  // somebody stored another recording of this name meanwhile
                    }
                });
            } catch (...) {
                forgetName(target, path);
                throw;
            }
            if (isFree || isCopy(path, file, metadata)) {
                return target;
            }
        }
    }

    /// A name that is noted without a file is that of a lost snapshot, which may come back. One that a move noted
    /// before it was ended is taken again.
    [[nodiscard]] std::string takeName(const std::string& name) const
    {
        std::string target;
        write([&](database::FilesTable& files) {
            target = SnapshotStore(m_toFolder).freeName(name, [&](const std::string& fileName) {
                const std::vector<database::FileRow> rows = files.ofSnapshot(m_to, fileName);
                return std::any_of(rows.begin(), rows.end(),
                                   [&](const database::FileRow& row) { return !isNotedByMove(row, fileName); });
            });
            files.exclude(m_to, target, pathText(m_toFolder), m_reason);
        });
        return target;
    }

    void forgetName(const std::string& target, const fs::path& path) const
    {
        try {
            write([&](database::FilesTable& files) {
                if (!fs::exists(path)) {
                    files.forgetItself(pathText(m_toFolder), target);
                }
            });
        } catch (const Error&) {  // it is taken again by the next move
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
        files.assign(m_from, name, m_to, target, m_reason);
        files.exclude(m_from, name, pathText(m_fromFolder), "moved to " + m_to);
    }

    [[nodiscard]] Json metadataFor(const fs::path& file) const
    {
        Json metadata = storage::readMetadata(file);
        if (!metadata.is_object()) {
            metadata = Json::object();
        }
        const auto row = database::SamplesTable(*m_database).find(m_to);
        metadata["sample_data"] = row ? database::toJson(*row, m_project.config().sampleColumns) : Json::object();
        Json& assignment = metadata["provenance"]["aurora_metadata"]["assignment"];
        assignment = provenanceStep(m_reason, m_project.timeZone());
        assignment["snapshot_file"] = pathText(file.filename());
        return metadata;
    }

    void write(const std::function<void(database::FilesTable&)>& work) const
    {
        m_database->write(
            [&] {
                database::FilesTable files(*m_database);
                work(files);
            },
            m_progress);
    }

    void removeSources()
    {
        if (m_handedOver.empty()) {
            return;
        }
        try {
            removeResultsOfNothing();
        } catch (const Cancelled&) {
            m_report.cancelled = true;
            noteLeft();
            return;
        } catch (const Error& error) {
            m_report.failed.push_back({m_from, error.what(), error.cause()});
            noteLeft();
            return;
        }
        for (const HandedOver& snapshot : m_handedOver) {
            removeSource(snapshot);
        }
    }

    void removeSource(const HandedOver& snapshot)
    {
        const std::string name = pathText(snapshot.source.filename());
        const std::string where = m_from + " to " + m_to + " as " + snapshot.target;
        try {
            removeIfThere(snapshot.source);
            write([&](database::FilesTable& files) { files.forgetItself(pathText(m_fromFolder), name); });
            m_report.done.push_back({name, "moved from " + where, {}});
        } catch (const Cancelled&) {
            m_report.cancelled = true;
            m_report.done.push_back({name, "moved from " + where, {}});  // the note is of a file that is not there
        } catch (const Error& error) {
            m_report.failed.push_back({name,
                                       "It was handed over from " + where +
                                           ", but its file is left, and left out, in " + m_from + ": " + error.what() +
                                           " Move it again to have it removed.",
                                       error.cause()});
        }
    }

    void noteLeft()
    {
        for (const HandedOver& snapshot : m_handedOver) {
            m_report.done.push_back({pathText(snapshot.source.filename()),
                                     "handed over from " + m_from + " to " + m_to + " as " + snapshot.target +
                                         "; its file is left, and left out, in " + m_from +
                                         ". Move it again to have it removed",
                                     {}});
        }
    }

    void analyse()
    {
        if (database::SamplesTable(*m_database).contains(m_from)) {
            Report ofOld = analyseSamples(m_project, {m_from}, When::NewData, m_progress);
            if (m_isEmptied) {
                ofOld.skipped.clear();  // it tells of snapshots that are gone, as if they were lost
            }
            m_report.add(ofOld);
        }
        if (m_isEmptied) {
            m_report.done.push_back({m_from, "no snapshot is left to it: its results were removed", {}});
        }
        m_report.add(analyseSamples(m_project, {m_to}, When::NewData, m_progress));
    }

    /// Without a snapshot that counts, the old sample would go on showing what is the new one's.
    void removeResultsOfNothing()
    {
        const auto excluded = database::FilesTable(*m_database).excludedSnapshots();
        std::map<std::string, fs::path> held = byOldName(m_from, movedAway(m_project, *m_database)[m_from]);
        for (const fs::path& file : SnapshotStore(m_fromFolder).files()) {
            const std::string name = pathText(file.filename());
            if (excluded.count({m_from, name}) == 0) {
                return;
            }
            held[name] = file;
        }
        if (!hasDerivedFiles(m_fromFolder, m_from) ||
            !whyDerivedFilesStay(m_fromFolder, m_from, held, m_progress).empty()) {
            return;  // where they stay, the analysis that follows tells so
        }
        m_database->write([&] { leaveResults(*m_database, m_from); }, m_progress);
        removeDerivedFiles(m_fromFolder, m_from);
        m_isEmptied = true;
    }

    const Project& m_project;
    std::string m_from;
    std::string m_to;
    std::string m_reason;  ///< as files and metadata of what was moved say it
    fs::path m_fromFolder;
    fs::path m_toFolder;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    Report m_report;
    std::vector<HandedOver> m_handedOver;
    bool m_isEmptied = false;  ///< the old sample has nothing any more that it could show
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
