#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "aurora/formats/reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// Which bytes a snapshot was made from.
struct SourceFile
{
    std::filesystem::path path;  ///< absolute
    std::uint64_t size = 0;
    double modified_uts = 0;
    std::string sha256;             ///< hexadecimal, lower case
    std::vector<SourceFile> parts;  ///< files that were read together with it
};

/// Size, time of change and SHA-256 of a file. @throws Error @throws Cancelled
[[nodiscard]] SourceFile describeSource(const std::filesystem::path& file, const Progress& progress);

/// SHA-256 of a text, hexadecimal.
/// The `source` of a snapshot's provenance.
[[nodiscard]] Json sourceJson(const SourceFile& source, std::string_view timeZone);

[[nodiscard]] std::string sha256Of(std::string_view text);

/// One step of `aurora_metadata`: {repo_url, repo_version, method, datetime}.
[[nodiscard]] Json provenanceStep(std::string_view method, std::string_view timeZone);

/// Metadata of a snapshot made from a vendor file: provenance, job_data (with `finished`), sample_data, glossary.
[[nodiscard]] Json snapshotMetadata(const Recording& recording, const SourceFile& source, const formats::Reader& reader,
                                    const formats::ReadOptions& options, const Json& sampleRow);

/// The part of a snapshot's provenance that says which recording it is: equal for two states of one experiment.
[[nodiscard]] Json recordingIdentity(const Recording& recording);

/// Whether the experiment of a snapshot has finished, from its metadata: `finished`, of Python snapshots `Status`
/// in q qw r rd is unfinished; unknown is nothing.
[[nodiscard]] std::optional<bool> finishedOf(const Json& snapshotMetadata);

/// A member of a file's metadata; an empty object when the file has no metadata or no such member.
[[nodiscard]] Json memberOf(const Json& metadata, const char* key);

/// What a merged file keeps of one of its sources.
struct MergedSource
{
    std::string snapshotName;  ///< file name in the sample's folder
    Json metadata;             ///< of the snapshot
};

/// Metadata of full, eis, shrunk and cycles files.
/// @param sources  in merge order
[[nodiscard]] Json mergedMetadata(const std::vector<MergedSource>& sources, const Json& sampleRow,
                                  std::string_view timeZone, const Json& inputs);

}  // namespace aurora::services
