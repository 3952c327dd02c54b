#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/formats/reader.h"
#include "aurora/services/report.h"

#include <filesystem>
#include <vector>

namespace aurora::services {

enum class FileFormat
{
    Hdf5,
    Csv
};

/// Vendor file → `<stem>.h5` or `.csv` in the folder, replacing. A second input of the same stem in one call becomes
/// `<full name>.h5`. One bad file never stops the rest. When the user cancels, Report::cancelled is set.
[[nodiscard]] Report convertFiles(const std::vector<std::filesystem::path>& files,
                                  const std::filesystem::path& outputFolder, FileFormat format,
                                  const formats::ReadOptions& options, Progress& progress);

/// Everything known about a file (vendor file, our own .h5, cycles.*.json), in the shape of `inspect --json`:
/// {file, format, version, technique, rows, columns: [{name, unit, type}], start, end, time_zone, finished, parameters,
/// warnings} and, for our own files, provenance and its story.
/// @throws Error
[[nodiscard]] Json inspectFile(const std::filesystem::path& file, const formats::ReadOptions& options);

/// What the provenance of one of our files, or of the Python program's, says, as lines for people: where each recording
/// comes from, how it was read, and what was made of it. Empty when it says nothing.
[[nodiscard]] std::vector<std::string> provenanceStory(const Json& provenance);

/// The parameters of such a document in words for people (Reader::readable), as they are where no reader is known.
[[nodiscard]] Json readableParameters(const Json& document);

}  // namespace aurora::services
