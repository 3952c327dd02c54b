#include "snapshot_store.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "final_name.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "snapshot.";

Json at(const Json& value, std::initializer_list<const char*> path)
{
    const Json* here = &value;
    for (const char* key : path) {
        const auto found = here->is_object() ? here->find(key) : here->end();
        if (found == here->end()) {
            return {};
        }
        here = &*found;
    }
    return *here;
}

/// Checksums of the files that were read together with the source.
std::vector<Json> partsOf(const Json& metadata)
{
    std::vector<Json> sums;
    for (const Json& part : at(metadata, {"provenance", "source", "parts"})) {
        sums.push_back(at(part, {"sha256"}));
    }
    return sums;
}

/// Whether the snapshot that is there says of its job all that is known now: a job may end without another row, and its
/// payload may become known later.
bool knowsJob(const Json& present, const Json& fresh)
{
    const Json finished = at(fresh, {"job_data", "finished"});
    const Json payload = at(fresh, {"job_data", "Payload"});
    return (!finished.is_boolean() || at(present, {"job_data", "finished"}) == finished) &&
           (payload.is_null() || at(present, {"job_data", "Payload"}) == payload);
}

/// Whether both were made from the same bytes, read in the same way.
bool sameInput(const Json& a, const Json& b)
{
    const auto same = [&](std::initializer_list<const char*> path) { return at(a, path) == at(b, path); };
    return at(a, {"provenance", "source", "sha256"}).is_string() && same({"provenance", "source", "sha256"}) &&
           partsOf(a) == partsOf(b) && same({"provenance", "reader"}) && same({"provenance", "time_zone"}) &&
           same({"provenance", "cycle_mode"}) && same({"provenance", "start_said_by_user"});
}

/// Whether both begin with the same row. A running recording has its start from the log beside it, to the millisecond,
/// a finished one from the log in it.
bool sameBeginning(const Json& a, const Json& b)
{
    constexpr double tolerance_s = 0.002;
    return a.is_number() && b.is_number() ? std::abs(a.get<double>() - b.get<double>()) < tolerance_s : a == b;
}

bool sameIdentity(Json a, Json b)
{
    if (!a.is_object() || !b.is_object()) {
        return false;
    }
    const bool beginSame = sameBeginning(at(a, {"first_uts"}), at(b, {"first_uts"}));
    a.erase("first_uts");
    b.erase("first_uts");
    return beginSame && a == b;
}

/// The same file on disk, which begins with the same row: it has grown, and tells more of itself now.
bool sameFileGrown(const Json& a, const Json& b)
{
    const Json path = at(a, {"provenance", "source", "path"});
    const Json first = at(a, {"provenance", "recording", "first_uts"});
    return path.is_string() && path == at(b, {"provenance", "source", "path"}) && first.is_number() &&
           sameBeginning(first, at(b, {"provenance", "recording", "first_uts"}));
}

/// One experiment: the same identity, or the same bytes read in another way (another start, another cycle mode).
bool sameRecording(const Json& a, const Json& b)
{
    const Json bytes = at(a, {"provenance", "source", "sha256"});
    return sameIdentity(at(a, {"provenance", "recording"}), at(b, {"provenance", "recording"})) ||
           (bytes.is_string() && bytes == at(b, {"provenance", "source", "sha256"})) || sameFileGrown(a, b);
}

/// Metadata of a snapshot; nothing when the file is damaged.
std::optional<Json> readableMetadata(const fs::path& file)
{
    try {
        return storage::readMetadata(file);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// When a snapshot begins; nothing without rows.
std::optional<double> firstTime_uts(const fs::path& file)
{
    const std::vector<std::string> only{"uts"};
    const storage::Frame frame = storage::readFrame(file, only, storage::RowRange{0, 1});
    const std::vector<double> times =
        frame.columns.empty() ? std::vector<double>() : toDoubles(frame.columns.front().values);
    return times.empty() ? std::nullopt : std::optional(times.front());
}

/// Snapshots of the Python program do not say which recording they are: the same name and start have to do.
bool sameLegacyRecording(const Json& present, const fs::path& file, const std::string& fileName,
                         const CyclingSeries& series)
{
    constexpr double tolerance_s = 0.01;
    if (at(present, {"provenance", "recording"}).is_object() || pathText(file.filename()) != fileName) {
        return false;
    }
    const std::optional<double> first_uts = firstTime_uts(file);
    return first_uts && series.size() > 0 && std::abs(*first_uts - series.uts.front()) < tolerance_s;
}

/// What tells that another program wrote a file since.
using FileState = std::tuple<fs::path, std::uintmax_t, fs::file_time_type>;

std::vector<FileState> statesOf(const std::vector<fs::path>& files)
{
    std::vector<FileState> states;
    for (const fs::path& file : files) {
        std::error_code ignored;  // a file that went away meanwhile differs in its size
        states.emplace_back(file, fs::file_size(file, ignored), fs::last_write_time(file, ignored));
    }
    return states;
}

}  // namespace

std::string snapshotFileName(const std::string& name)
{
    return std::string(prefix) + name + ".h5";
}

std::string snapshotName(const fs::path& file)
{
    std::string stem = pathText(file.stem());
    if (stem.starts_with(prefix) && stem.size() > prefix.size()) {
        stem.erase(0, prefix.size());
    }
    return stem;
}

SnapshotStore::SnapshotStore(fs::path sampleFolder) : m_folder(std::move(sampleFolder)) {}

std::vector<fs::path> SnapshotStore::files() const
{
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::directory_iterator entry(m_folder, code); !code && entry != fs::directory_iterator();
         entry.increment(code)) {
        const std::string name = pathText(entry->path().filename());
        if (name.starts_with(prefix) && name.ends_with(".h5")) {
            found.push_back(entry->path());
        }
    }
    if (code && code != std::errc::no_such_file_or_directory) {
        throw Error(pathText(m_folder) + ": the folder cannot be read (" + code.message() + ").");
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        const int order = compareNatural(pathText(a.filename()), pathText(b.filename()));
        return order != 0 ? order < 0 : a < b;
    });
    return found;
}

std::string SnapshotStore::freeName(const std::string& name, const NameTest& isTaken) const
{
    std::string fileName = snapshotFileName(name);
    for (int n = 2; fs::exists(m_folder / pathFromText(fileName)) || (isTaken && isTaken(fileName)); ++n) {
        fileName = snapshotFileName(name + "~" + std::to_string(n));
    }
    return fileName;
}

/// Which file the recording goes to, and what that means for it.
StoredSnapshot SnapshotStore::placeFor(const std::string& name, const CyclingSeries& series, const Json& metadata,
                                       Force force) const
{
    const std::string firstName = snapshotFileName(name);
    StoredSnapshot place;
    for (const fs::path& file : files()) {
        const std::optional<Json> metadataThere = readableMetadata(file);
        if (!metadataThere) {
            // A damaged snapshot of this name is healed by importing its source again; another one is not ours to
            // judge.
            const bool healed = place.fileName.empty() && pathText(file.filename()) == firstName;
            place.fileName = healed ? firstName : place.fileName;
            continue;
        }
        const Json& present = *metadataThere;
        if (sameInput(present, metadata) && knowsJob(present, metadata)) {
            return {StoredSnapshot::Outcome::Unchanged, pathText(file.filename())};
        }
        if (!place.fileName.empty() ||
            !(sameRecording(present, metadata) || sameLegacyRecording(present, file, firstName, series)))
        {
            continue;
        }
        const std::size_t rows = storage::rowCount(file);
        if (rows > series.size() && force == Force::No) {
            throw WouldLoseRows("it has " + std::to_string(series.size()) + " rows, but " + pathText(file.filename()) +
                                " of the same recording has " + std::to_string(rows) +
                                ". Nothing was replaced; use --force to replace it all the same.");
        }
        place = {StoredSnapshot::Outcome::Replaced, pathText(file.filename())};
    }
    if (place.fileName.empty()) {
        place.fileName = freeName(name);
    }
    return place;
}

StoredSnapshot SnapshotStore::store(const std::string& name, const CyclingSeries& series, const Json& metadata,
                                    Force force, const Alone& alone, const Progress& progress) const
{
    makeFolder(m_folder);
    const std::vector<FileState> seen = statesOf(files());
    StoredSnapshot place = placeFor(name, series, metadata, force);
    if (place.outcome == StoredSnapshot::Outcome::Unchanged) {
        return place;
    }
    const fs::path file = m_folder / pathFromText(place.fileName);
    const TemporaryFile temporary(file);
    writeNamingFinal(temporary, file,
                     [&](const fs::path& path) { storage::writeSnapshot(path, series, metadata, progress); });
    alone([&] {
        if (statesOf(files()) != seen) {
            place = placeFor(name, series, metadata, force);
        }
        if (place.outcome != StoredSnapshot::Outcome::Unchanged) {
            temporary.renameTo(m_folder / pathFromText(place.fileName));
        }
    });
    return place;
}

}  // namespace aurora::services
