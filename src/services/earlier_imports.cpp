#include "earlier_imports.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/formats/registry.h"
#include "aurora/services/options.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"

#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

EarlierImports::EarlierImports(const Project& project, const database::Database& database,
                               const ImportDataOptions& options)
    : m_project(project), m_options(options)
{
    std::set<std::string> labels{""};
    for (const auto& [file, origin] : options.origins) {
        labels.insert(origin.serverLabel);
    }
    for (const std::string& label : labels) {
        const Table rows = database.query(
            R"(SELECT "Folder", "Path", "Sample ID", "Snapshot file", "Assigned by", "SHA-256" FROM files )"
            R"(WHERE "Server label" = ? AND ("Snapshot file" <> '' OR "Assigned by" = 'user'))",
            {label});
        for (const auto& row : rows.rows) {
            m_entries[{label, toText(row[0]), toText(row[1])}] = {toText(row[2]), toText(row[3]), toText(row[4]),
                                                                  toText(row[5])};
        }
    }
}

/// The row by where the file was harvested from; else the one of an import by hand, which may be older.
const EarlierImports::Entry* EarlierImports::noted(const fs::path& file) const
{
    if (const auto harvested = m_options.origins.find(file); harvested != m_options.origins.end()) {
        const FileOrigin& origin = harvested->second;
        if (const auto found = m_entries.find({origin.serverLabel, origin.folder, origin.path});
            found != m_entries.end()) {
            return &found->second;
        }
    }
    const auto found = m_entries.find({"", pathText(file.parent_path()), pathText(file.filename())});
    return found == m_entries.end() ? nullptr : &found->second;
}

const EarlierImports::Entry* EarlierImports::find(const fs::path& file) const
{
    const Entry* const entry = noted(file);
    return entry == nullptr || entry->snapshotFile.empty() ? nullptr : entry;
}

std::optional<std::string> EarlierImports::sampleSaid(const fs::path& file) const
{
    const Entry* const entry = noted(file);
    return entry == nullptr || entry->assignedBy != "user" ? std::nullopt : std::optional(entry->sampleId);
}

Json EarlierImports::provenanceOf(const Entry& entry) const
{
    if (!whyNoName(entry.sampleId).empty()) {
        return Json::object();
    }
    try {
        const fs::path folder = m_project.sampleFolder(SampleId(entry.sampleId));
        return memberOf(storage::readMetadata(folder / pathFromText(entry.snapshotFile)), "provenance");
    } catch (const Error&) {
        return Json::object();  // the snapshot is gone or damaged: nothing is known of how it was made
    }
}

std::optional<double> EarlierImports::startSaid(const fs::path& file) const
{
    const Entry* const entry = find(file);
    return entry == nullptr ? std::nullopt : numberAt(provenanceOf(*entry), "start_said_by_user");
}

namespace {

/// What is remembered of a file, without its checksum.
Json lookOf(const Json& source)
{
    return {{"path", textAt(source, "path").value_or("")},
            {"size", numberAt(source, "size").value_or(-1)},
            {"modified", textAt(source, "modified").value_or("")}};
}

/// Whether the files that are read together with it are those of then.
bool sameParts(const Json& source, const formats::Reader& reader, const fs::path& file, const std::string& timeZone)
{
    Json then = Json::array();
    if (const auto parts = source.find("parts"); parts != source.end()) {
        for (const Json& part : *parts) {
            then.push_back(lookOf(part));
        }
    }
    Json now = Json::array();
    // Which of several candidates are parts is seen by reading them; where all were, that is not needed.
    std::vector<fs::path> parts = reader.candidatesOf(file);
    if (parts.size() != then.size()) {
        parts = reader.partsOf(file);
    }
    for (const fs::path& part : parts) {
        std::error_code code;
        const fs::path path = fs::absolute(part).lexically_normal();
        const std::uintmax_t size = fs::file_size(path, code);
        if (code) {
            return false;
        }
        now.push_back(lookOf({{"path", pathText(path)},
                              {"size", static_cast<double>(size)},
                              {"modified", formatIso8601(modifiedUts(path), timeZone)}}));
    }
    return then == now;
}

}  // namespace

/// Whether the user says another sample of the file now.
bool EarlierImports::isForAnother(const Entry& entry, const fs::path& file) const
{
    const auto said = m_options.samples.find(file);
    return said != m_options.samples.end() && said->second.text() != entry.sampleId;
}

const EarlierImports::Entry* EarlierImports::unchanged(const SourceFile& file) const
{
    const Entry* const entry = find(file.path);
    if (entry == nullptr || m_options.force == Force::Yes || m_options.jobStatuses.count(file.path) > 0 ||
        isForAnother(*entry, file.path) ||
        (m_options.sample && (m_options.sample->text() != entry->sampleId || entry->assignedBy != "user")))
    {
        return nullptr;
    }
    const formats::Reader* const reader = formats::findReader(file.path);
    const Json provenance = provenanceOf(*entry);
    const Json source = memberOf(provenance, "source");
    const Json made = memberOf(provenance, "reader");
    const bool sameFile = numberAt(source, "size") == static_cast<double>(file.size) &&
                          textAt(source, "modified") == formatIso8601(file.modified_uts, m_project.timeZone()) &&
                          textAt(source, "path") == pathText(file.path);
    const bool sameWay = reader != nullptr && textAt(made, "name") == std::string(reader->name()) &&
                         numberAt(made, "version") == reader->version() &&
                         textAt(provenance, "time_zone") == m_project.timeZone() &&
                         textAt(provenance, "cycle_mode") == std::string(cycleModeName(m_options.cycleMode)) &&
                         (!m_options.start_uts || numberAt(provenance, "start_said_by_user") == m_options.start_uts);
    return sameFile && sameWay && sameParts(source, *reader, file.path, m_project.timeZone()) ? entry : nullptr;
}

}  // namespace aurora::services
