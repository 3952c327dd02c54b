#include "aurora/services/convert.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"
#include "aurora/storage/csv.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "data_files.h"
#include "provenance.h"
#include "work_share.h"

#include <future>
#include <set>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// The columns to write: those of a snapshot, or all of the file.
std::vector<Column> columnsOf(Recording& recording, formats::AllColumns all)
{
    if (all == formats::AllColumns::No) {
        return storage::snapshotFrame(recording.series, Json()).columns;
    }
    return std::move(recording.vendorColumns);
}

void writeHdf5(const fs::path& file, Recording& recording, formats::AllColumns all, Json metadata,
               const Progress& progress)
{
    if (all == formats::AllColumns::No) {
        storage::writeSnapshot(file, recording.series, metadata, progress);
        return;
    }
    storage::writeFrame(file, storage::vendorFrame(columnsOf(recording, all), std::move(metadata)), progress);
}

std::string ending(FileFormat format)
{
    return format == FileFormat::Csv ? ".csv" : ".h5";
}

/// `<stem>.h5`; a second input of that stem in one call becomes `<full name>.h5`, further ones `<full name>~2.h5`, ….
/// Names that differ only in case are one name: on Windows they are one file.
fs::path outputFile(const fs::path& input, const fs::path& folder, FileFormat format, std::set<std::string>& taken)
{
    const std::string fullName = pathText(input.filename());
    std::string name = pathText(input.stem()) + ending(format);
    for (int n = 1; !taken.insert(lowerCase(name)).second; ++n) {
        name = fullName + (n == 1 ? "" : "~" + std::to_string(n)) + ending(format);
    }
    return folder / pathFromText(name);
}

/// A `.csv` of the vendor converted to `.csv` in its own folder: the result would take the place of the data.
void refuseToReplaceInputs(const fs::path& output, const std::vector<fs::path>& inputs)
{
    std::error_code ignored;
    for (const fs::path& input : inputs) {
        if (fs::equivalent(output, input, ignored)) {
            throw Error(pathText(input) + ": the result would have this file's own name and replace it. Nothing was " +
                        "written; choose another folder with --output.");
        }
    }
}

std::string describe(const fs::path& output, const Recording& recording)
{
    std::string message = pathText(output) + ", " + std::to_string(recording.series.size()) + " rows";
    if (recording.finished && !*recording.finished) {
        message += ", unfinished";
    }
    for (const std::string& warning : recording.warnings) {
        message += "; " + warning;
    }
    return message;
}

Recording convertFile(const fs::path& file, const fs::path& output, FileFormat format,
                      const formats::ReadOptions& options, Progress& progress)
{
    const formats::Reader& reader = formats::readerFor(file);
    if (format == FileFormat::Csv) {
        Recording recording = reader.read(file, options, progress);
        storage::writeCsv(output, columnsOf(recording, options.allColumns), progress);
        return recording;
    }
    // The checksum takes a good part of the time of reading, and another core.
    std::future<SourceFile> sum = std::async(std::launch::async, [&] { return describeSource(file, progress); });
    Recording recording = reader.read(file, options, progress);
    SourceFile source = sum.get();
    for (const fs::path& part : recording.parts) {
        source.parts.push_back(describeSource(part, progress));
    }
    Json metadata = snapshotMetadata(recording, source, reader, options, Json::object());
    writeHdf5(output, recording, options.allColumns, std::move(metadata), progress);
    return recording;
}

/// @throws Cancelled; the report tells what was done before
void convertEach(const std::vector<fs::path>& inputs, const fs::path& outputFolder, FileFormat format,
                 const formats::ReadOptions& options, Report& report, Progress& progress)
{
    const std::vector<fs::path> files = withoutParts(inputs, report);
    std::set<std::string> taken;
    makeFolder(outputFolder.empty() ? fs::path(".") : outputFolder);
    WorkShare share(sizesOf(files, progress), progress);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const fs::path& file = files[i];
        progress.report(i, files.size(), pathText(file.filename()));
        const fs::path output = outputFile(file, outputFolder, format, taken);
        try {
            progress.throwIfCancelled();
            refuseToReplaceInputs(output, inputs);
            const Recording recording = convertFile(file, output, format, options, progress);
            report.done.push_back({pathText(file), describe(output, recording), {}});
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            report.failed.push_back({pathText(file), error.what(), error.cause()});
        } catch (const std::exception& error) {
            report.failed.push_back({pathText(file), pathText(file) + ": could not be converted.", error.what()});
        }
        share.done(i, pathText(file.filename()));
    }
}

}  // namespace

Report convertFiles(const std::vector<fs::path>& inputs, const fs::path& outputFolder, FileFormat format,
                    const formats::ReadOptions& options, Progress& progress)
{
    Report report;
    try {
        convertEach(inputs, outputFolder, format, options, report, progress);
    } catch (const Cancelled&) {
        report.cancelled = true;
    }
    return report;
}

}  // namespace aurora::services
