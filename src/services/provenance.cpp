#include "provenance.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/options.h"
#include "aurora/storage/sample_files.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

namespace aurora::services {

namespace {

/// SHA-256 by OpenSSL, which uses the processor's own instructions for it: files of hundreds of megabytes are read no
/// slower for being summed.
class Sha256
{
public:
    Sha256() { require(EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1); }

    void add(std::string_view bytes) { require(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1); }

    /// Hexadecimal, lower case; once, at the end.
    [[nodiscard]] std::string result()
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
        unsigned size = 0;
        require(EVP_DigestFinal_ex(m_context.get(), sum.data(), &size) == 1);
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += digits[sum[i] >> 4U];
            text += digits[sum[i] & 0xFU];
        }
        return text;
    }

private:
    static void require(bool done)
    {
        if (!done) {
            throw Error("The checksum SHA-256 cannot be computed on this computer.");
        }
    }

    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> m_context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

}  // namespace

SourceFile describeSource(const std::filesystem::path& file, const Progress& progress)
{
    SourceFile source;
    source.path = std::filesystem::absolute(file).lexically_normal();
    source.modified_uts = modifiedUts(file);
    std::ifstream stream(file, std::ios::binary);
    constexpr std::size_t block = std::size_t{1} << 20U;  // a moment of work between two looks at the cancel
    std::string bytes(block, '\0');
    Sha256 sum;
    while (stream) {
        progress.throwIfCancelled();
        stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        const auto count = static_cast<std::size_t>(stream.gcount());
        sum.add(std::string_view(bytes).substr(0, count));
        source.size += count;
    }
    if (!stream.eof()) {
        throw Error(pathText(file) + ": cannot be read.");
    }
    source.sha256 = sum.result();
    return source;
}

std::string sha256Of(std::string_view text)
{
    Sha256 sum;
    sum.add(text);
    return sum.result();
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
