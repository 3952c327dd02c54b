#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/registry.h"
#include "aurora/services/convert.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "provenance.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

Json columnsJson(const std::vector<Column>& columns)
{
    Json list = Json::array();
    for (const Column& column : columns) {
        list.push_back({{"name", column.name}, {"unit", column.unit}, {"type", typeName(column.values)}});
    }
    return list;
}

Json timeJson(const std::optional<double>& uts, const std::string& timeZone)
{
    return uts ? Json(formatIso8601(*uts, timeZone)) : Json();
}

Json inspectVendorFile(const fs::path& file, const formats::ReadOptions& options)
{
    const Recording recording = formats::readRecording(file, options);
    const std::vector<double>& uts = recording.series.uts;
    // The span of the rows, as in our own files; when the experiment was started stands among its parameters.
    const std::optional<double> start = uts.empty() || !recording.start_uts ? recording.start_uts : uts.front();
    Json parameters = recording.jobData;
    return {{"file", pathText(file)},
            {"format", recording.format},
            {"version", recording.formatVersion},
            {"technique", recording.technique},
            {"rows", recording.series.size()},
            {"columns", columnsJson(recording.vendorColumnNames)},
            {"start", timeJson(start, options.timeZone)},
            {"end", timeJson(recording.end_uts, options.timeZone)},
            {"time_zone", recording.timeZone},
            {"finished", recording.finished ? Json(*recording.finished) : Json()},
            {"parameters", std::move(parameters)},
            {"warnings", recording.warnings}};
}

/// First and last `uts` of a frame; nothing when it has none.
std::pair<std::optional<double>, std::optional<double>> timeSpan(const storage::Frame& frame)
{
    const Column* const uts = frame.find("uts");
    if (uts == nullptr || frame.rows() == 0) {
        return {};
    }
    return {numberAt(uts->values, 0), numberAt(uts->values, frame.rows() - 1)};
}

/// Of the recording, or of the last one that was merged.
std::optional<bool> lastFinished(const Json& metadata)
{
    const auto jobs = metadata.is_object() ? metadata.find("job_data") : metadata.end();
    if (jobs == metadata.end() || !jobs->is_array() || jobs->empty()) {
        return finishedOf(metadata);
    }
    return finishedOf({{"job_data", jobs->back()}});
}

Json inspectFrame(const fs::path& file, const formats::ReadOptions& options)
{
    storage::Frame frame = storage::readFrame(file);
    const auto [start, end] = timeSpan(frame);
    const std::size_t rows = frame.rows();
    for (Column& column : frame.columns) {
        std::tie(column.name, column.unit) = splitHeader(column.name);
    }
    const Json provenance = frame.metadata.is_object() ? frame.metadata.value("provenance", Json()) : Json();
    const std::optional<bool> finished = lastFinished(frame.metadata);
    Json warnings = Json::array();
    for (const std::string& name : frame.leftOut) {
        warnings.push_back("The column " + name + " was left out: only Python can read its texts.");
    }
    const std::string zone = textAt(provenance, "time_zone").value_or(options.timeZone);
    return {{"file", pathText(file)},
            {"format", "HDF5 (pandas fixed frame)"},
            {"version", textAt(provenance, "format_version").value_or("")},
            {"technique", ""},
            {"rows", rows},
            {"columns", columnsJson(frame.columns)},
            {"start", timeJson(start, zone)},
            {"end", timeJson(end, zone)},
            {"time_zone", zone},
            {"finished", finished ? Json(*finished) : Json()},
            {"parameters", frame.metadata.is_object() ? frame.metadata.value("job_data", Json()) : Json()},
            {"warnings", std::move(warnings)},
            {"provenance", provenance},
            {"story", provenanceStory(provenance)}};
}

Json inspectCycles(const fs::path& file, const formats::ReadOptions& options)
{
    const storage::CyclesFile content = storage::readCycles(file);
    Json columns = Json::array();
    for (const CycleColumn& column : cycleColumns()) {
        const auto [name, unit] = splitHeader(column.key);
        columns.push_back({{"name", name}, {"unit", unit}, {"type", "float64"}});
    }
    const Json provenance = content.metadata.is_object() ? content.metadata.value("provenance", Json()) : Json();
    const bool any = !content.cycles.empty();
    const std::string zone = textAt(provenance, "time_zone").value_or(options.timeZone);
    return {{"file", pathText(file)},
            {"format", "cycles JSON"},
            {"version", ""},
            {"technique", ""},
            {"rows", content.cycles.size()},
            {"columns", std::move(columns)},
            {"start", timeJson(any ? content.cycles.front().start_uts : std::nullopt, zone)},
            {"end", timeJson(any ? content.cycles.back().end_uts : std::nullopt, zone)},
            {"time_zone", zone},
            {"finished", Json()},
            {"parameters", content.data},
            {"warnings", Json::array()},
            {"provenance", provenance},
            {"story", provenanceStory(provenance)}};
}

}  // namespace

Json inspectFile(const fs::path& file, const formats::ReadOptions& options)
{
    const std::string name = lowerCase(pathText(file.filename()));
    if (name.ends_with(".h5")) {
        return inspectFrame(file, options);
    }
    if (name.starts_with("cycles.") && name.ends_with(".json")) {
        return inspectCycles(file, options);
    }
    return inspectVendorFile(file, options);
}

Json readableParameters(const Json& document)
{
    Json parameters = document.value("parameters", Json());
    const Json provenance = document.value("provenance", Json::object());
    const Json reader = provenance.is_object() ? provenance.value("reader", Json::object()) : Json::object();
    const std::string format = textAt(reader, "name").value_or(textAt(document, "format").value_or(""));
    for (const formats::Reader* const known : formats::readers()) {
        if (known->name() == format) {
            return known->readable(parameters);
        }
    }
    return parameters;
}

}  // namespace aurora::services
