#include "newest_snapshot.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/database/database.h"
#include "aurora/storage/frame.h"
#include "provenance.h"
#include "snapshot_store.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// Times of one form can be compared as texts. One that cannot be read is none.
std::string inProjectTime(const std::string& text, std::string_view timeZone)
{
    const auto uts = parseTimestamp(text, timeZone);
    return uts ? formatTimestamp(*uts, timeZone) : std::string();
}

/// When a snapshot was made of a vendor file: `conversion`, of the Python program `json_conversion`, `mpr_conversion`.
std::string conversionTime(const fs::path& file, std::string_view timeZone)
{
    std::string newest;
    try {
        const Json steps = memberOf(memberOf(storage::readMetadata(file), "provenance"), "aurora_metadata");
        for (const auto& [step, facts] : steps.items()) {
            if (step.ends_with("conversion")) {
                newest = std::max(newest, inProjectTime(textAt(facts, "datetime").value_or(""), timeZone));
            }
        }
    } catch (const Error&) {
        return {};  // damaged: its analysis tells
    }
    return newest;
}

}  // namespace

SnapshotTimes::SnapshotTimes(const database::Database& database, std::string_view timeZone)
{
    const Table files = database.query(R"(SELECT "Sample ID", "Snapshot file", "Fetched" FROM files)"
                                       R"( WHERE "Status" = 'stored' AND "Snapshot file" <> '')");
    for (const auto& row : files.rows) {
        std::string& time = m_fetched[{toText(row[0]), toText(row[1])}];
        time = std::max(time, inProjectTime(toText(row[2]), timeZone));
    }
    const Table jobs = database.query(R"(SELECT "Job ID", "Last snapshot", "Snapshot status", "Pipeline" FROM jobs)");
    for (const auto& row : jobs.rows) {
        m_jobs[toText(row[0])] = {inProjectTime(toText(row[1]), timeZone), toText(row[2]), toText(row[3])};
    }
}

SnapshotFacts SnapshotTimes::of(const std::string& sampleId, const std::string& fileName) const
{
    SnapshotFacts facts;
    if (const auto job = m_jobs.find(snapshotName(pathFromText(fileName))); job != m_jobs.end()) {
        facts = job->second;
    }
    if (const auto fetched = m_fetched.find({sampleId, fileName}); fetched != m_fetched.end()) {
        facts.time = std::max(facts.time, fetched->second);
    }
    return facts;
}

SnapshotFacts newestSnapshot(const std::vector<fs::path>& files, const std::vector<SnapshotFacts>& known,
                             const SnapshotFacts& noted, std::string_view timeZone)
{
    SnapshotFacts newest;
    const std::string notedTime = inProjectTime(noted.time, timeZone);
    for (std::size_t i = 0; i < files.size(); ++i) {
        SnapshotFacts facts = known.at(i);
        if (facts.time.empty() && !notedTime.empty()) {
            facts = {notedTime, noted.status, noted.pipeline};
        }
        if (facts.time.empty()) {
            facts.time = conversionTime(files[i], timeZone);
        }
        if (facts.time.empty()) {
            facts.time = formatTimestamp(modifiedUts(files[i]), timeZone);
        }
        newest = facts.time > newest.time ? facts : newest;
    }
    return newest;
}

}  // namespace aurora::services
