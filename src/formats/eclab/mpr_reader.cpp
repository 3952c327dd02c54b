#include "formats/eclab/mpr_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "formats/eclab/mpl_text.h"
#include "formats/eclab/mpr_data.h"
#include "formats/eclab/mpr_log.h"
#include "formats/eclab/mpr_modules.h"
#include "formats/eclab/mpr_series.h"
#include "formats/eclab/mpr_settings.h"
#include "formats/eclab/mpr_vendor_columns.h"

#include <array>
#include <cmath>

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

void addLog(Surroundings& around, const Module& module, std::string_view timeZone)
{
    const LogFacts log = readLog(module);
    addMissing(around.jobData, log.json);
    around.start_uts = startFromLog(log, timeZone);
    around.device = log.device;
    around.channel = log.channel;
    around.softwareVersion = log.softwareVersion;
    around.hasLog = true;
}

void addMpl(Surroundings& around, const MplFacts& mpl)
{
    addMissing(around.jobData, mpl.json);
    around.start_uts = mpl.start_uts;
    around.device = around.hasLog ? around.device : mpl.device;
    around.channel = around.hasLog ? around.channel : mpl.channel;
    around.softwareVersion = around.hasLog ? around.softwareVersion : mpl.softwareVersion;
}

Surroundings readSurroundings(const Modules& modules, const std::filesystem::path& file, std::string_view name,
                              const ReadOptions& options, std::vector<std::string>& warnings)
{
    Surroundings around;
    if (const Module* const settings = modules.find(settingsModule)) {
        JobFacts facts = readSettings(*settings, name);
        around.jobData = std::move(facts.json);
        warnings.insert(warnings.end(), facts.warnings.begin(), facts.warnings.end());
    }
    if (const Module* const log = modules.find(logModule)) {
        addLog(around, *log, options.timeZone);
    }
    if (!around.start_uts) {
        if (const auto mpl = readMplBeside(file, options.timeZone)) {
            addMpl(around, *mpl);
        }
    }
    if (!around.start_uts) {
        around.start_uts = options.start_uts;
    }
    if (const Module* const loops = modules.find(loopModule)) {
        around.jobData[std::string(key::loops)] = readLoops(*loops);
    }
    if (const Module* const device = modules.find(externalDeviceModule)) {
        addMissing(around.jobData, readAnalogInputs(*device));
    }
    if (around.start_uts) {
        around.jobData[std::string(key::started)] = formatTimestamp(*around.start_uts, options.timeZone);
    }
    return around;
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

DataTable readData(const Modules& modules, std::string_view name, std::size_t fileSize)
{
    const Module* const data = modules.find(dataModule);
    if (data == nullptr) {
        throw FormatError(std::string(name) + ": not a complete EC-Lab file: it ends at byte " + hex(fileSize) +
                          " without a data module. Nothing was read; copy the file again.");
    }
    return readDataModule(*data, modules.isLast(*data), name);
}

class MprReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "EC-Lab mpr"; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".mpr"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override
    {
        return bytesAsText(head, 0, fileMagic.size()) == fileMagic;
    }

    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

Recording MprReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    return readMprBytes(readBytes(file), file, options, progress);
}

}  // namespace

Recording readMprBytes(std::span<const std::uint8_t> bytes, const std::filesystem::path& file,
                       const ReadOptions& options, Progress& progress)
{
    const std::string fileName = pathText(file.filename());
    progress.throwIfCancelled();
    const Modules modules = walkModules(bytes, fileName);
    const DataTable table = readData(modules, fileName, bytes.size());

    Recording recording;
    recording.warnings = table.warnings;
    Surroundings around = readSurroundings(modules, file, fileName, options, recording.warnings);
    try {
        std::vector<std::string> clauses;
        recording.series = seriesOf(table, around.start_uts.value_or(0), clauses, progress);
        for (const std::string& clause : clauses) {
            recording.warnings.push_back(fileName + ": the data " + clause);
        }
    } catch (const FormatError& error) {
        throw FormatError(fileName + ": the data " + error.what());
    }
    if (!around.start_uts) {
        recording.warnings.push_back(fileName + ": the start of the recording is unknown, because there is neither a "
                                                "log in the file nor an .mpl file beside it: times count from 0. Say "
                                                "the start with --start.");
    }
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
    }
    recording.finished = isFinished(table, around) && !modules.cutOff;
    recording.timeZone = options.timeZone;
    recording.device = around.device;
    recording.channel = around.channel;
    recording.jobData = std::move(around.jobData);
    return recording;
}

const Reader& mprReader()
{
    static const MprReader reader;
    return reader;
}

}  // namespace aurora::formats::eclab
