#include "aurora/services/batch_averages.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/batches.h"
#include "aurora/storage/sample_files.h"

#include <algorithm>
#include <cmath>

namespace aurora::services {

namespace {

std::filesystem::path cyclesFile(const Project& project, const std::string& sample)
{
    return project.sampleFolder(SampleId(sample)) / pathFromText("cycles." + sample + ".json");
}

/// The cycles and per-sample values of a sample, without its rows; a note when it has none.
SampleCurves loadCycles(const Project& project, const std::string& sample)
{
    SampleCurves curves;
    curves.label = sample;
    const std::filesystem::path file = cyclesFile(project, sample);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        curves.note = whyNotAnalysed(project, SampleId(sample));
        return curves;
    }
    storage::CyclesFile content = storage::readCycles(file);
    curves.cycles = std::move(content.cycles);
    curves.summary = std::move(content.data);
    return curves;
}

Json columnsOf(const Project& project, const database::Row& row)
{
    return database::toJson(row, project.config().sampleColumns);
}

void addColumns(SampleCurves& curves, const Json& columns)
{
    for (const auto& [column, value] : columns.items()) {
        if (!curves.summary.contains(column)) {
            curves.summary[column] = value;
        }
    }
}

/// What is stored of the sample now, unless it is as the version known.
CycleReading readCycles(const Project& project, const std::string& sample, const Json& columns,
                        const CycleVersions& known)
{
    CycleReading reading{.sample = sample, .version = fileDataVersion(cyclesFile(project, sample)), .curves = {}};
    if (reading.version.empty()) {
        reading.version = whyNotAnalysed(project, SampleId(sample));
    }
    reading.version += '\n' + dumpJson(columns);
    if (const auto before = known.find(sample); before != known.end() && before->second == reading.version) {
        return reading;
    }
    SampleCurves curves;
    curves.label = sample;
    try {
        curves = loadCycles(project, sample);
    } catch (const Error& error) {
        curves.note = error.what();
    }
    addColumns(curves, columns);
    reading.curves = std::move(curves);
    return reading;
}

const CycleColumn& requireCycleColumn(std::string_view column)
{
    const CycleColumn* const found = findCycleColumn(column);
    if (found == nullptr) {
        throw UsageError("\"" + std::string(column) + "\" is not a value of a cycle.");
    }
    return *found;
}

void requireColumns(const std::vector<SampleCurves>& samples, const std::vector<std::string>& groupBy)
{
    for (const std::string& key : groupBy) {
        const bool known = std::any_of(samples.begin(), samples.end(),
                                       [&](const SampleCurves& sample) { return sample.summary.contains(key); });
        if (!known) {
            throw UsageError("No sample of the batch has a value \"" + key + "\" to be grouped by.");
        }
    }
}

Table tableOf(const std::vector<analysis::GroupAverage>& groups, const std::vector<std::string>& groupBy)
{
    Table table;
    for (const std::string& key : groupBy) {
        table.columns.push_back({key, CellType::Text});
    }
    table.columns.push_back({"Cycle", CellType::Integer});
    table.columns.push_back({"Mean", CellType::Real});
    table.columns.push_back({"Standard deviation", CellType::Real});
    table.columns.push_back({"Samples", CellType::Integer});
    for (const analysis::GroupAverage& group : groups) {
        for (const analysis::CycleAverage& cycle : group.cycles) {
            std::vector<CellValue>& row = table.rows.emplace_back();
            for (const std::string& name : group.group) {
                CellValue& cell = row.emplace_back();
                if (!name.empty()) {
                    cell = name;
                }
            }
            row.emplace_back(std::int64_t{cycle.cycle});
            row.emplace_back(cycle.mean);
            CellValue& deviation = row.emplace_back();
            if (cycle.deviation) {
                deviation = *cycle.deviation;
            }
            row.emplace_back(static_cast<std::int64_t>(cycle.samples));
        }
    }
    return table;
}

}  // namespace

std::string plainGroupName(const std::string&, const Json& value)
{
    if (value.is_null() || (value.is_number() && !std::isfinite(value.get<double>()))) {
        return {};
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number() ? formatNumber(value.get<double>()) : dumpJson(value);
}

std::vector<analysis::GroupAverage> averageSamples(std::span<const SampleCurves* const> samples,
                                                   std::string_view column, const std::vector<std::string>& groupBy,
                                                   const GroupNaming& naming)
{
    const CycleColumn& found = requireCycleColumn(column);
    std::vector<analysis::GroupedSample> grouped;
    grouped.reserve(samples.size());
    for (const SampleCurves* const sample : samples) {
        analysis::GroupedSample& entry = grouped.emplace_back();
        entry.cycles = &sample->cycles;
        for (const std::string& key : groupBy) {
            const auto value = sample->summary.find(key);
            entry.group.push_back(value == sample->summary.end() ? std::string() : naming(key, *value));
        }
    }
    return analysis::averageByGroup(grouped, found);
}

std::vector<analysis::GroupAverage> averageSamples(std::span<const SampleCurves> samples, std::string_view column,
                                                   const std::vector<std::string>& groupBy, const GroupNaming& naming)
{
    std::vector<const SampleCurves*> pointers;
    pointers.reserve(samples.size());
    for (const SampleCurves& sample : samples) {
        pointers.push_back(&sample);
    }
    return averageSamples(std::span<const SampleCurves* const>(pointers), column, groupBy, naming);
}

std::string whyNotAveraged(const SampleCurves& sample, std::string_view column)
{
    const CycleColumn& found = requireCycleColumn(column);
    if (sample.cycles.empty()) {
        return sample.label + ": no whole cycle has been measured yet.";
    }
    const bool known = std::any_of(sample.cycles.begin(), sample.cycles.end(),
                                   [&](const CycleRow& cycle) { return (cycle.*found.value).has_value(); });
    return known ? std::string()
                 : sample.label + ": " + std::string(column) +
                       " is not known. Specific values need the cathode's active material mass, areal ones its "
                       "diameter.";
}

std::vector<CycleReading> loadCycleCurves(const Project& project, const std::vector<std::string>& samples,
                                          const CycleVersions& known, Progress& progress)
{
    constexpr std::size_t rowsAtOnce = 200;
    const auto database = project.openDatabase();
    std::vector<CycleReading> all;
    all.reserve(samples.size());
    std::map<std::string, database::Row> rows;
    for (const std::string& sample : samples) {
        if (progress.cancelRequested()) {
            break;
        }
        if (all.size() % rowsAtOnce == 0) {
            const auto rest = std::span(samples).subspan(all.size());
            rows = database::SamplesTable(*database).find(rest.first(std::min(rowsAtOnce, rest.size())));
        }
        progress.report(all.size(), samples.size(), sample);
        const auto row = rows.find(sample);
        all.push_back(
            readCycles(project, sample, row == rows.end() ? Json::object() : columnsOf(project, row->second), known));
    }
    return all;
}

void addSampleRow(SampleCurves& curves, const Project& project, database::Database& database)
{
    if (const auto row = database::SamplesTable(database).find(curves.label)) {
        addColumns(curves, columnsOf(project, *row));
    }
}

BatchAverages averageBatch(const Project& project, const std::string& batch, const std::string& column,
                           const std::vector<std::string>& groupBy, Progress& progress)
{
    (void)requireCycleColumn(column);  // before a long list of files is read for nothing
    const auto database = project.openDatabase();
    BatchAverages averages;
    std::vector<SampleCurves> samples;
    const std::vector<std::string> members = samplesOfBatch(*database, batch);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string& sample = members[i];
        progress.throwIfCancelled();
        progress.report(i, members.size(), sample);
        SampleCurves curves = loadCycles(project, sample);
        if (!curves.note.empty()) {
            averages.leftOut.push_back(std::move(curves.note));
            continue;
        }
        addSampleRow(curves, project, *database);
        if (std::string why = whyNotAveraged(curves, column); !why.empty()) {
            averages.leftOut.push_back(std::move(why));
        }
        samples.push_back(std::move(curves));
    }
    if (samples.empty()) {
        throw Error("The batch \"" + batch + "\" has no sample with analysed data.");
    }
    requireColumns(samples, groupBy);
    averages.table = tableOf(averageSamples(samples, column, groupBy), groupBy);
    return averages;
}

}  // namespace aurora::services
