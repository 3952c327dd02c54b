#include "provenance.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/options.h"
#include "aurora/storage/sample_files.h"

#include <QCryptographicHash>
#include <QFile>

namespace aurora::services {

namespace {

std::string hexadecimal(const QCryptographicHash& hash)
{
    return hash.result().toHex().toStdString();
}

}  // namespace

SourceFile describeSource(const std::filesystem::path& file, const Progress& progress)
{
    SourceFile source;
    source.path = std::filesystem::absolute(file).lexically_normal();
    source.modified_uts = modifiedUts(file);
    QFile device(file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto require = [&](bool done) {
        if (!done) {
            throw Error(pathText(file) + ": cannot be read.", device.errorString().toStdString());
        }
    };
    require(device.open(QIODevice::ReadOnly));
    constexpr qsizetype block = qsizetype(4) << 20;  // a few milliseconds of work between two looks at the cancel
    QByteArray bytes(block, Qt::Uninitialized);
    for (qint64 count = 1; count > 0; source.size += static_cast<std::uint64_t>(count)) {
        progress.throwIfCancelled();
        count = device.read(bytes.data(), bytes.size());
        require(count >= 0);
        hash.addData(QByteArrayView(bytes.constData(), static_cast<qsizetype>(count)));
    }
    source.sha256 = hexadecimal(hash);
    return source;
}

SourceFile describeSource(const std::filesystem::path& file, const formats::Reader& reader, const Progress& progress)
{
    SourceFile source = describeSource(file, progress);
    for (const std::filesystem::path& part : reader.partsOf(file)) {
        source.parts.push_back(describeSource(part, progress));
    }
    return source;
}

std::string sha256Of(std::string_view text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return hexadecimal(hash);
}

Json memberOf(const Json& metadata, const char* key)
{
    const auto found = metadata.is_object() ? metadata.find(key) : metadata.end();
    return found == metadata.end() ? Json::object() : *found;
}

Json provenanceStep(std::string_view method, std::string_view timeZone)
{
    return {{"repo_url", AURORA_REPOSITORY_URL},
            {"repo_version", AURORA_VERSION},
            {"method", method},
            {"datetime", formatIso8601(nowUts(), timeZone)}};
}

Json recordingIdentity(const Recording& recording)
{
    const CyclingSeries& series = recording.series;
    return {{"format", recording.format},
            {"device", recording.device},
            {"channel", recording.channel},
            {"test_id", recording.testId},
            {"first_uts", series.uts.empty() ? Json(recording.start_uts ? Json(*recording.start_uts) : Json())
                                             : Json(series.uts.front())}};
}

Json sourceJson(const SourceFile& source, std::string_view timeZone)
{
    Json json{{"path", pathText(source.path)},
              {"size", source.size},
              {"modified", formatIso8601(source.modified_uts, timeZone)},
              {"sha256", source.sha256}};
    for (const SourceFile& part : source.parts) {
        json["parts"].push_back(sourceJson(part, timeZone));
    }
    return json;
}

Json snapshotMetadata(const Recording& recording, const SourceFile& source, const formats::Reader& reader,
                      const formats::ReadOptions& options, const Json& sampleRow)
{
    Json jobData = recording.jobData;
    jobData["finished"] = recording.finished ? Json(*recording.finished) : Json();
    Json provenance{{"snapshot_file", pathText(source.path)},
                    {"source", sourceJson(source, options.timeZone)},
                    {"reader", {{"name", reader.name()}, {"version", reader.version()}}},
                    {"format_version", recording.formatVersion},
                    {"time_zone", options.timeZone},
                    {"cycle_mode", cycleModeName(options.cycleMode)},
                    {"start_said_by_user", options.start_uts ? Json(*options.start_uts) : Json()},
                    {"recording", recordingIdentity(recording)},
                    {"warnings", recording.warnings},
                    {"aurora_metadata", {{"conversion", provenanceStep(reader.name(), options.timeZone)}}}};
    return {{"provenance", std::move(provenance)},
            {"job_data", std::move(jobData)},
            {"sample_data", sampleRow},
            {"glossary", storage::glossary()}};
}

std::optional<bool> finishedOf(const Json& snapshotMetadata)
{
    const auto found = snapshotMetadata.is_object() ? snapshotMetadata.find("job_data") : snapshotMetadata.end();
    if (found == snapshotMetadata.end() || !found->is_object()) {
        return std::nullopt;
    }
    if (const auto finished = found->find("finished"); finished != found->end() && finished->is_boolean()) {
        return finished->get<bool>();
    }
    if (const auto status = textAt(*found, "Status")) {
        return *status != "q" && *status != "qw" && *status != "r" && *status != "rd";
    }
    return std::nullopt;
}

Json mergedMetadata(const std::vector<MergedSource>& sources, const Json& sampleRow, std::string_view timeZone,
                    const Json& inputs)
{
    Json names = Json::array();
    Json jobData = Json::array();
    Json original = Json::object();
    for (const MergedSource& source : sources) {
        names.push_back(source.snapshotName);
        jobData.push_back(memberOf(source.metadata, "job_data"));
        original[source.snapshotName] = memberOf(source.metadata, "provenance");
    }
    Json merging = provenanceStep("merge", timeZone);
    merging["job_files"] = std::move(names);
    Json provenance{
        {"time_zone", timeZone},
        {"aurora_metadata", {{"data_merging", std::move(merging)}, {"analysis", provenanceStep("analyse", timeZone)}}},
        {"inputs", inputs},
        {"original_file_provenance", std::move(original)}};
    return {{"provenance", std::move(provenance)},
            {"job_data", std::move(jobData)},
            {"sample_data", sampleRow},
            {"glossary", storage::glossary()}};
}

}  // namespace aurora::services
