#include "formats/tomato/snapshot_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/tomato/snapshot_layout.h"
#include "formats/tomato/record_pool.h"
#include "formats/tomato/snapshot_columns.h"
#include "formats/tomato/snapshot_walk.h"

#include <algorithm>
#include <array>

namespace aurora::formats::tomato {

namespace {

/// The folder of the job on the server, which the snapshot was made from, is named by the job's number.
std::string jobNumber(const Json& metadata)
{
    const auto schema = metadata.find(key::inputSchema);
    static const Json::json_pointer folder("/steps/0/input/files/0");
    if (schema == metadata.end() || !schema->contains(folder) || !schema->at(folder).is_string()) {
        return {};
    }
    const auto text = schema->at(folder).get<std::string>();
    const std::string name = text.substr(text.find_last_of("/\\") + 1);
    return parseInteger(name) ? name : std::string();
}

void describe(const SnapshotFacts& facts, Recording& recording)
{
    const bool isObject = facts.metadata.is_object();
    recording.jobData = isObject ? facts.metadata : Json::object();
    recording.jobData["Steps"] = facts.steps;
    recording.testId = isObject ? jobNumber(facts.metadata) : std::string();
    const std::string version = textAt(facts.metadata, key::datagramVersion).value_or("");
    recording.formatVersion = version.empty() ? "" : "datagram " + version;
    if (!facts.steps.empty()) {
        recording.device = textAt(facts.steps.front(), key::tag).value_or("");
    }
    for (const std::string& clause : facts.leftOut) {
        recording.warnings.push_back(clause + ".");
    }
    if (facts.cutOffAt) {
        recording.finished = false;
        recording.warnings.push_back("the file ends at byte " + std::to_string(*facts.cutOffAt) +
                                     " in the middle of the JSON: it is still being written, or was cut off while it "
                                     "was copied. Its whole records were read.");
    }
}

class SnapshotReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return formatName; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] std::span<const std::string_view> endings() const override { return {}; }

    [[nodiscard]] std::span<const std::string_view> sharedEndings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".json"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override;
    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

/// An object that begins with one of the two keys of a snapshot, and has words of yadg or of a record soon behind it.
bool SnapshotReader::recognises(std::span<const std::uint8_t> head) const
{
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    text = trimmed(text);
    if (!text.starts_with('{')) {
        return false;
    }
    text = trimmed(text.substr(1));
    const auto has = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
    const bool beginsSo = text.starts_with("\"metadata\"") || text.starts_with("\"steps\"");
    const bool isDatagram = has("\"datagram_version\"") || has("\"input_schema\"") || has("\"yadg\"");
    return beginsSo && (isDatagram || (has("\"uts\"") && has("\"raw\"")));
}

Recording SnapshotReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    Recording recording;
    recording.format = name();
    recording.timeZone = options.timeZone;
    try {
        SnapshotText text(file, progress);
        RecordPool pool(text, options.allColumns);
        const SnapshotFacts facts = walkSnapshot(text, [&](RecordRun run) { pool.add(std::move(run)); });
        Records records = pool.take();
        describe(facts, recording);
        addColumns(std::move(records), options.allColumns, recording);
    } catch (const FormatError& error) {
        throw FormatError(pathText(file.filename()) + ": " + error.what(), error.cause());
    }
    for (std::string& warning : recording.warnings) {
        warning = pathText(file.filename()) + ": " + warning;
    }
    return recording;
}

}  // namespace

const Reader& snapshotReader()
{
    static const SnapshotReader reader;
    return reader;
}

}  // namespace aurora::formats::tomato
