#include "formats/eclab/mpr_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "aurora/formats/eclab/mpr_readable.h"
#include "formats/eclab/mpl_text.h"
#include "formats/eclab/mpr_data.h"
#include "formats/eclab/mpr_log.h"
#include "formats/eclab/mpr_modules.h"
#include "formats/eclab/mpr_series.h"
#include "formats/eclab/mpr_settings.h"
#include "formats/eclab/mpr_vendor_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace aurora::formats::eclab {

namespace {

/// A log without a real start holds a date around 1900.
constexpr double firstCredibleStart_uts = 978307200;  // 2001-01-01

/// What the modules around the data and the text log beside the file say.
struct Surroundings
{
    Json jobData = Json::object();
    std::optional<double> start_uts;
    std::string device;
    std::string channel;
    std::string softwareVersion;
    bool hasLog = false;
    std::vector<std::string> warnings;
};

/// Keys that are not there yet.
void addMissing(Json& to, const Json& from)
{
    for (const auto& [name, value] : from.items()) {
        if (!to.contains(name)) {
            to[name] = value;
        }
    }
}

std::optional<double> startFromLog(const LogFacts& log, std::string_view timeZone)
{
    constexpr double lastCredibleDay = 100000;  // in the year 2173; nearer to overflow nothing can be computed
    if (!log.startOleDays || !(*log.startOleDays > 0) || *log.startOleDays > lastCredibleDay) {
        return std::nullopt;
    }
    const double start = oleDaysToUts(*log.startOleDays, timeZone);
    return start >= firstCredibleStart_uts ? std::optional(start) : std::nullopt;
}

/// Takes the first start that is said.
void offerStart(Surroundings& around, std::optional<double> start_uts, std::string_view source)
{
    if (!around.start_uts && start_uts) {
        around.start_uts = start_uts;
        around.jobData[std::string(key::startKnownFrom)] = source;
    }
}

void addSettings(Surroundings& around, const Module* settings, std::string_view name)
{
    if (settings == nullptr) {
        around.warnings.push_back(std::string(name) +
                                  ": there is no settings module, so that technique, parameters and "
                                  "cell data are unknown.");
        return;
    }
    JobFacts facts = readSettings(*settings, name);
    around.jobData = std::move(facts.json);
    around.warnings = std::move(facts.warnings);
}

void addLog(Surroundings& around, const Module& module, std::string_view timeZone)
{
    const LogFacts log = readLog(module);
    addMissing(around.jobData, log.json);
    offerStart(around, startFromLog(log, timeZone), "the log");
    around.device = log.device;
    around.channel = log.channel;
    around.softwareVersion = log.softwareVersion;
    around.hasLog = true;
}

void addMpl(Surroundings& around, const MplFacts& mpl, std::string_view name)
{
    addMissing(around.jobData, mpl.json);
    offerStart(around, mpl.start_uts, "the .mpl file beside it");
    around.device = around.hasLog ? around.device : mpl.device;
    around.channel = around.hasLog ? around.channel : mpl.channel;
    around.softwareVersion = around.hasLog ? around.softwareVersion : mpl.softwareVersion;
    if (!around.jobData.contains(key::techniqueTitle) && !mpl.technique.empty()) {
        around.warnings.push_back(std::string(name) + ": the .mpl file beside it names the technique \"" +
                                  mpl.technique + "\", which may be another one of the same run.");
    }
}

void addLoopsAndInputs(Surroundings& around, const Modules& modules, std::string_view name)
{
    if (const Module* const loops = modules.find(loopModule)) {
        Json firstRows = readLoops(*loops);
        if (firstRows.is_null()) {
            around.warnings.push_back(std::string(name) + ": the list of loops is damaged and was left out.");
        } else {
            around.jobData[std::string(key::loops)] = std::move(firstRows);
        }
    }
    if (const Module* const device = modules.find(externalDeviceModule)) {
        addMissing(around.jobData, readAnalogInputs(*device));
    }
}

Surroundings readSurroundings(const Modules& modules, const std::filesystem::path& file, std::string_view name,
                              const ReadOptions& options, Progress& progress)
{
    Surroundings around;
    addSettings(around, modules.find(settingsModule), name);
    if (const Module* const log = modules.find(logModule)) {
        addLog(around, *log, options.timeZone);
    }
    if (const auto mpl = readMplBeside(file, options.timeZone, progress)) {
        addMpl(around, *mpl, name);
    }
    offerStart(around, options.start_uts, "the user");
    addLoopsAndInputs(around, modules, name);
    if (around.start_uts) {
        around.jobData[std::string(key::started)] = formatTimestamp(*around.start_uts, options.timeZone);
        return around;
    }
    around.warnings.push_back(std::string(name) + ": the start of the recording is unknown, because there is " +
                              (around.hasLog ? "no credible date in the log of the file" : "no log in the file") +
                              " and no .mpl file beside it that says it: times count from 0." +
                              (around.device.empty() ? " Device and channel are unknown too." : ""));
    return around;
}

/// What the modules themselves give reason to say, the data aside.
std::vector<std::string> moduleWarnings(const Modules& modules, const DataTable& table, std::string_view name,
                                        std::size_t fileSize)
{
    std::vector<std::string> warnings;
    if (!modules.damage.empty()) {
        warnings.push_back(modules.damage + " What stands before was read; the recording is marked unfinished.");
    }
    if (modules.cutOff && !table.wholeRowsOnly) {
        warnings.push_back(std::string(name) + ": the file ends at byte " + hex(fileSize) + " within the module \"" +
                           std::string(modules.list.back().name) +
                           "\" or the header behind it. All rows were read; the recording is marked unfinished.");
    }
    const auto dataModules = std::ranges::count(modules.list, dataModule, &Module::name);
    if (dataModules > 1) {
        warnings.push_back(std::string(name) + ": the file holds " + std::to_string(dataModules) +
                           " data modules, of which only the first was read. Please report the file.");
    }
    return warnings;
}

std::string formatVersion(const DataTable& table, const Surroundings& around)
{
    std::string text = "data " + std::to_string(table.version);
    if (!around.softwareVersion.empty()) {
        text += (around.device.starts_with("BCS") ? ", BT-Lab " : ", EC-Lab ") + around.softwareVersion;
    }
    return text;
}

/// A log is written at the end of a run, but some exports drop it; then the last row tells.
bool isFinished(const DataTable& table, const Surroundings& around)
{
    if (table.wholeRowsOnly) {
        return false;
    }
    return around.hasLog || (table.lastFlags().value_or(0) & lastRowFlag) != 0;
}

void nameColumns(DataTable& table, std::uint8_t technique)
{
    for (StoredColumn& column : table.columns) {
        const DataColumn* const known = columnById(column.id);
        column.name = known != nullptr ? nameInTechnique(*known, technique) : column.name;
    }
}

DataTable readData(const Modules& modules, const std::shared_ptr<const ByteSource>& bytes, std::string_view name)
{
    const Module* const data = modules.find(dataModule);
    if (data == nullptr) {
        throw FormatError(std::string(name) + ": not a complete EC-Lab file: it ends at byte " + hex(bytes->size()) +
                          " without a data module. Nothing was read; copy the file again.");
    }
    DataTable table = readDataModule(*data, bytes, modules.isLast(*data) && modules.damage.empty(), name);
    const Module* const settings = modules.find(settingsModule);
    if (const auto technique = settings != nullptr ? valueAt<std::uint8_t>(settings->body, 0) : std::nullopt) {
        nameColumns(table, *technique);
    }
    return table;
}

class MprReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "EC-Lab mpr"; }

    [[nodiscard]] int version() const override { return 3; }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".mpr"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override
    {
        return bytesAsText(head, 0, fileMagic.size()) == fileMagic;
    }

    [[nodiscard]] Json readable(const Json& jobData) const override { return readableJobData(jobData); }

    [[nodiscard]] std::vector<std::filesystem::path> partsOf(const std::filesystem::path& file) const override
    {
        return mplBeside(file);
    }

    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

void append(std::vector<std::string>& to, const std::vector<std::string>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

CyclingSeries readSeries(const DataTable& table, double start_uts, std::string_view name,
                         std::vector<std::string>& warnings, Progress& progress)
{
    try {
        std::vector<std::string> clauses;
        CyclingSeries series = seriesOf(table, start_uts, clauses, progress);
        for (const std::string& clause : clauses) {
            warnings.push_back(std::string(name) + ": the data " + clause);
        }
        return series;
    } catch (const FormatError& error) {
        throw FormatError(std::string(name) + ": the data " + error.what());
    }
}

Recording readMprSource(const std::shared_ptr<const ByteSource>& bytes, const std::filesystem::path& file,
                        const ReadOptions& options, Progress& progress)
{
    const std::string fileName = pathText(file.filename());
    progress.throwIfCancelled();
    const Modules modules = walkModules(*bytes, fileName);
    const DataTable table = readData(modules, bytes, fileName);
    Surroundings around = readSurroundings(modules, file, fileName, options, progress);
    if (!table.hasTime()) {
        around.start_uts.reset();  // without times there is nothing that could start
    }

    Recording recording;
    recording.warnings = moduleWarnings(modules, table, fileName, bytes->size());
    append(recording.warnings, table.warnings);
    append(recording.warnings, around.warnings);
    recording.series = readSeries(table, around.start_uts.value_or(0), fileName, recording.warnings, progress);
    recording.format = mprReader().name();
    recording.formatVersion = formatVersion(table, around);
    recording.technique = textAt(around.jobData, key::technique).value_or("");
    if (options.allColumns == AllColumns::Yes) {
        recording.vendorColumns = vendorColumns(table, progress);
    }
    recording.vendorColumnNames = vendorColumnNames(table);
    recording.start_uts = around.start_uts;
    if (around.start_uts && !recording.series.uts.empty()) {
        recording.end_uts = recording.series.uts.back();
        around.jobData[std::string(key::techniqueStarted)] =
            formatTimestamp(recording.series.uts.front(), options.timeZone);
    }
    recording.finished = isFinished(table, around) && !modules.cutOff && modules.damage.empty();
    recording.timeZone = options.timeZone;
    recording.device = around.device;
    recording.channel = around.channel;
    recording.jobData = std::move(around.jobData);
    recording.jobData[std::string(key::columnIds)] = table.columnIds;
    return recording;
}

Recording MprReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    try {
        Recording recording = readMprSource(std::make_shared<FileSource>(file), file, options, progress);
        recording.parts = mplBeside(file);
        return recording;
    } catch (const FormatError& error) {
        const std::string fileName = pathText(file.filename());
        const std::string_view said = error.what();
        throw FormatError(said.starts_with(fileName) ? std::string(said) : fileName + ": " + std::string(said),
                          error.cause());
    }
}

}  // namespace

Recording readMprBytes(std::span<const std::uint8_t> bytes, const std::filesystem::path& file,
                       const ReadOptions& options, Progress& progress)
{
    return readMprSource(std::make_shared<MemorySource>(bytes), file, options, progress);
}

const Reader& mprReader()
{
    static const MprReader reader;
    return reader;
}

}  // namespace aurora::formats::eclab
