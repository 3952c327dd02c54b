#include "aurora/services/sample_data.h"

#include "aurora/analysis/analyse.h"
#include "aurora/analysis/curves.h"
#include "aurora/core/file.h"
#include "aurora/database/samples_table.h"
#include "aurora/formats/registry.h"
#include "aurora/protocols/job_protocol.h"
#include "aurora/protocols/technique_codes.h"
#include "aurora/storage/sample_files.h"
#include "data_files.h"
#include "provenance.h"
#include "snapshot_store.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

std::vector<double> chargeInCycle(const ThinnedSeries& series)
{
    std::vector<double> charge(series.size(), notANumber);
    double sum = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series.cycle[i] == 0) {
            continue;
        }
        const bool begins = i == 0 || series.cycle[i - 1] != series.cycle[i];
        const double step = i < series.charge_mAh.size() ? static_cast<double>(series.charge_mAh[i]) : 0.0;
        sum = (begins ? 0.0 : sum) + (std::isnan(step) ? 0.0 : step);
        charge[i] = sum;
    }
    return charge;
}

void setSeries(SampleCurves& curves, ThinnedSeries series)
{
    curves.detail = Detail::Thinned;
    curves.chargeInCycle_mAh = chargeInCycle(series);
    curves.uts = std::move(series.uts);
    curves.voltage_V = std::move(series.voltage_V);
    curves.current_A = std::move(series.current_A);
    curves.differentialCapacity_mAhPerV.assign(series.differentialCapacity_mAhPerV.begin(),
                                               series.differentialCapacity_mAhPerV.end());
    curves.cycle = std::move(series.cycle);
    curves.charge_mAh = std::move(series.charge_mAh);
}

void setSeries(SampleCurves& curves, MergedSeries series)
{
    curves.detail = Detail::Full;
    curves.chargeInCycle_mAh = analysis::chargeInCycle(series);
    curves.differentialCapacity_mAhPerV = analysis::differentialCapacity(series);
    curves.uts = std::move(series.uts);
    curves.voltage_V = std::move(series.voltage_V);
    curves.current_A = std::move(series.current_A);
    curves.cycle = std::move(series.cycle);
    curves.charge_mAh.resize(series.charge_mAh.size());
    std::transform(series.charge_mAh.begin(), series.charge_mAh.end(), curves.charge_mAh.begin(),
                   [](double charge) { return static_cast<float>(charge); });
    curves.technique = std::move(series.technique);
    curves.step = std::move(series.step);
}

/// The series as it was before its charge was added up in each cycle.
MergedSeries mergedSeries(const SampleCurves& curves)
{
    MergedSeries series;
    series.uts = curves.uts;
    series.voltage_V = curves.voltage_V;
    series.cycle = curves.cycle;
    series.step = curves.cycle;  // every cycle is one step, and its rows stand together
    series.charge_mAh.assign(series.size(), 0.0);
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (series.cycle[row] > 0) {
            const bool begins = row == 0 || series.cycle[row - 1] != series.cycle[row];
            series.charge_mAh[row] = curves.chargeInCycle_mAh[row] - (begins ? 0.0 : curves.chargeInCycle_mAh[row - 1]);
        }
    }
    return series;
}

/// Where the data of a sample stand.
struct StoredFiles
{
    fs::path full;
    fs::path thinned;
    fs::path impedance;
    fs::path cycles;
};

StoredFiles storedFiles(const Project& project, const SampleId& sample)
{
    const auto file = [&, folder = project.sampleFolder(sample)](const char* kind, const char* ending) {
        return folder / pathFromText(kind + ("." + sample.text()) + ending);
    };
    return {.full = file("full", ".h5"),
            .thinned = file("shrunk", ".h5"),
            .impedance = file("eis", ".h5"),
            .cycles = file("cycles", ".json")};
}

void setStart(SampleCurves& curves)
{
    if (!curves.uts.empty()) {
        curves.start_uts = curves.uts.front();
    } else if (curves.impedance.size() > 0) {
        curves.start_uts = curves.impedance.uts.front();
    }
}

}  // namespace

std::string whyNotAnalysed(const Project& project, const SampleId& sample)
{
    if (SnapshotStore(project.sampleFolder(sample)).files().empty()) {
        return "There is no data of " + sample.text() + " yet. Import its files first.";
    }
    return sample.text() + " has data that is not analysed yet. Analyse it first.";
}

std::string fileDataVersion(const fs::path& file)
{
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    if (missing) {
        return {};
    }
    const auto written = fs::last_write_time(file, missing);
    return missing ? std::string() : std::to_string(size) + ' ' + std::to_string(written.time_since_epoch().count());
}

std::string sampleDataVersion(const Project& project, const SampleId& sample)
{
    const StoredFiles files = storedFiles(project, sample);
    std::string version;
    for (const fs::path& file : {files.full, files.thinned, files.impedance, files.cycles}) {
        const std::string one = fileDataVersion(file);
        version += one.empty() ? std::string() : pathText(file.filename()) + ' ' + one + '\n';
    }
    return version;
}

SampleCurves loadSampleCurves(const Project& project, const SampleId& sample, Detail detail)
{
    SampleCurves curves;
    curves.label = sample.text();
    const StoredFiles files = storedFiles(project, sample);
    const fs::path& full = files.full;
    const fs::path& thinned = files.thinned;
    if (!fs::exists(full) && !fs::exists(thinned)) {
        curves.note = whyNotAnalysed(project, sample);
        return curves;
    }
    if (fs::exists(full) && (detail == Detail::Full || !fs::exists(thinned))) {
        setSeries(curves, storage::readFull(full));
    } else {
        setSeries(curves, storage::readThinned(thinned));
    }
    if (fs::exists(files.impedance)) {
        curves.impedance = storage::readImpedance(files.impedance);
    }
    if (fs::exists(files.cycles)) {
        storage::CyclesFile content = storage::readCycles(files.cycles);
        curves.cycles = std::move(content.cycles);
        curves.summary = std::move(content.data);
    }
    setStart(curves);
    if (curves.uts.empty() && curves.impedance.size() == 0) {
        curves.note = "The data of " + sample.text() + " has no rows.";
    }
    return curves;
}

SampleCurves loadFileCurves(const fs::path& file, const formats::ReadOptions& options, Progress& progress)
{
    CyclingSeries series;
    Json metadata;
    SampleCurves curves;
    curves.label = pathText(file.filename());
    if (isSnapshotFile(file) || file.extension() == ".h5") {
        storage::Snapshot snapshot = storage::readSnapshot(file);
        series = std::move(snapshot.series);
        metadata = std::move(snapshot.metadata);
    } else {
        Recording recording = formats::readRecording(file, options, progress);
        metadata["provenance"]["recording"] = recordingIdentity(recording);
        series = std::move(recording.series);
        metadata["job_data"] = std::move(recording.jobData);
        metadata["job_data"]["finished"] = recording.finished ? Json(*recording.finished) : Json();
        curves.startKnown = recording.start_uts.has_value();
    }
    progress.throwIfCancelled();
    const analysis::MergeInput input{&series, finishedOf(metadata).value_or(true),
                                     protocols::techniqueCodesOf(metadata)};
    const Protocol protocol = protocols::protocolFromJobData(memberOf(metadata, "job_data"));
    analysis::SampleAnalysis result =
        analysis::analyseSample(std::span(&input, 1), std::span(&protocol, 1), Json::object(), options.timeZone);
    curves.cycles = std::move(result.cycles);
    curves.summary = storage::cyclesJson(curves.cycles, result.summary, Json()).at("data");
    curves.impedance = std::move(result.merged.impedance);
    setSeries(curves, std::move(result.merged.series));
    setStart(curves);
    if (curves.uts.empty() && curves.impedance.size() == 0) {
        curves.note = curves.label + " holds no rows.";
    }
    return curves;
}

std::vector<std::string> fileLabels(const std::vector<fs::path>& files)
{
    std::vector<std::vector<std::string>> paths;  // their parts, from the last
    for (const fs::path& file : files) {
        std::vector<std::string>& parts = paths.emplace_back();
        const fs::path whole = fs::absolute(file).lexically_normal();
        for (const fs::path& part : whole.relative_path()) {
            parts.insert(parts.begin(), pathText(part));
        }
        if (whole.has_root_name()) {  // the drive or share of Windows
            parts.push_back(pathText(whole.root_name()));
        }
    }
    // How many parts two paths share, from the last.
    const auto shared = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
        return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    };
    std::vector<std::string> labels;
    for (const std::vector<std::string>& parts : paths) {
        std::ptrdiff_t length = 1;
        for (const std::vector<std::string>& other : paths) {
            if (other != parts) {
                length = std::max(length, shared(parts, other) + 1);
            }
        }
        length = std::min(length, static_cast<std::ptrdiff_t>(parts.size()));
        std::string label;
        for (std::ptrdiff_t part = length; part > 0; --part) {
            label += parts[static_cast<std::size_t>(part) - 1] + (part > 1 ? "/" : "");
        }
        labels.push_back(std::move(label));
    }
    return labels;
}

std::vector<double> differentialVoltage(const SampleCurves& curves)
{
    if (curves.detail == Detail::Full) {
        return curves.chargeInCycle_mAh.empty() ? std::vector<double>()
                                                : analysis::differentialVoltage(mergedSeries(curves));
    }
    std::vector<double> voltage_VPerMAh(curves.differentialCapacity_mAhPerV.size());
    std::transform(curves.differentialCapacity_mAhPerV.begin(), curves.differentialCapacity_mAhPerV.end(),
                   voltage_VPerMAh.begin(), [](double slope) { return slope != 0 ? 1 / slope : notANumber; });
    return voltage_VPerMAh;
}

std::map<std::string, std::int64_t> analysedCycles(const Project& project)
{
    std::map<std::string, std::int64_t> cycles;
    const auto database = project.openDatabase();
    if (!database->hasTable("results")) {
        return cycles;  // it was never migrated
    }
    for (const auto& row : database->query(R"(SELECT "Sample ID", "Number of cycles" FROM results)").rows) {
        if (const auto* const count = std::get_if<std::int64_t>(&row[1])) {
            cycles[toText(row[0])] = *count;
        }
    }
    return cycles;
}

std::vector<std::string> samplesWithData(const Project& project)
{
    std::vector<std::string> found;
    const auto database = project.openDatabase();
    for (const std::string& id : database::SamplesTable(*database).ids()) {
        if (!whyNoName(id).empty()) {
            continue;
        }
        const fs::path folder = project.sampleFolder(SampleId(id));
        if (fs::exists(folder / pathFromText("shrunk." + id + ".h5")) ||
            fs::exists(folder / pathFromText("full." + id + ".h5")))
        {
            found.push_back(id);
        }
    }
    return found;
}

}  // namespace aurora::services
