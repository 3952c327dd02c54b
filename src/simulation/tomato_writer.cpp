#include "aurora/simulation/writers.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/formats/tomato/snapshot_layout.h"

#include "simulation/json_stream.h"

#include <fstream>

namespace aurora::simulation {

namespace {

namespace key = formats::tomato::key;

constexpr std::string_view datagramVersion = "4.2.5";  // of the yadg that comes with tomato 0.2.3
constexpr double voltageUncertainty_V = 0.00015;       // as the driver gives them: half a bit of the converter
constexpr double currentUncertainty_A = 4e-7;
constexpr std::size_t recordsPerPoll = 60;  // the driver fetches data once a minute and keeps each answer in a file

/// What the driver was told to do in a row.
struct MethodStep
{
    std::string_view technique;  ///< in quotes
    std::int64_t index;          ///< of the step in the payload
};

MethodStep methodStep(const CyclingSeries& series, std::size_t row)
{
    switch (static_cast<ControlMode>(series.technique[row])) {
    case ControlMode::Galvanostatic:
        return {"\"CPLIMIT\"", series.current_A[row] < 0 ? 3 : 1};
    case ControlMode::Potentiostatic:
        return {"\"CALIMIT\"", 2};
    case ControlMode::Rest:
        break;
    }
    return {"\"OCV\"", 0};
}

/// The folder of the job on the cycler's PC, as JSON has it between quotes.
std::string jobFolder(const FileIdentity& identity)
{
    return R"(C:\\tomato\\0.2.3\\Jobs\\)" + std::to_string(identity.testId);
}

/// The file of the driver that a record came from, in quotes.
std::string pollFile(double uts, const FileIdentity& identity)
{
    std::string time = formatTimestamp(uts, "UTC");  // YYYY-MM-DD HH:MM:SS
    time[10] = 'T';
    std::erase(time, ':');
    return "\"" + jobFolder(identity) + R"(\\)" + identity.device + "_" + time + ".000000+0000_data.json\"";
}

Json fileMetadata(const Recording& recording, const FileIdentity& identity)
{
    const std::string folder = Json::parse("\"" + jobFolder(identity) + "\"");
    const double end_uts = recording.series.uts.empty() ? 0 : recording.series.uts.back();
    const Json step{{"parser", "electrochem"},
                    {"input", {{"files", Json::array({folder})}, {"prefix", identity.device}, {"suffix", "data.json"}}},
                    {"parameters", {{"filetype", "tomato.json"}, {"transpose", true}}},
                    {"tag", identity.device}};
    return {{"provenance", {{"yadg", {{"version", datagramVersion}, {"command", "simulated"}}}}},
            {"date", formatTimestamp(end_uts, identity.timeZone)},
            {"input_schema",
             {{"metadata", {{"version", "4.2"}, {"timezone", "localtime"}}}, {"steps", Json::array({step})}}},
            {"datagram_version", datagramVersion}};
}

void writeMeasured(JsonStream& json, std::string_view name, double value, double uncertainty, std::string_view unit)
{
    json.key(name);
    json.open('{');
    json.key(key::number);
    json.number(value);
    json.key(key::uncertainty);
    json.number(uncertainty);
    json.key(key::unit);
    json.text(unit);
    json.close('}');
}

void writeRecord(JsonStream& json, const CyclingSeries& series, std::size_t row, std::string_view fileName)
{
    const MethodStep step = methodStep(series, row);
    const bool rests = static_cast<ControlMode>(series.technique[row]) == ControlMode::Rest;
    json.open('{');
    json.key(key::fileName);
    json.text(fileName);
    json.key(key::uts);
    json.number(series.uts[row]);
    json.key(key::raw);
    json.open('{');
    writeMeasured(json, key::voltage, series.voltage_V[row], voltageUncertainty_V, "\"V\"");
    if (rests) {
        writeMeasured(json, key::counterVoltage, 0.0, voltageUncertainty_V, "\"V\"");
    } else {
        writeMeasured(json, key::current, series.current_A[row], currentUncertainty_A, "\"A\"");
        json.key(key::cycleNumber);
        json.number(std::int64_t{series.cycleNumber[row]});
    }
    json.key(key::loopNumber);
    json.number(std::int64_t{series.cycleNumber[row]});
    json.key(key::technique);
    json.text(step.technique);
    json.key(key::index);
    json.number(series.index.empty() ? step.index : std::int64_t{series.index[row]});
    json.close('}');
    json.close('}');
}

void writeSnapshot(std::ostream& stream, const Recording& recording, const FileIdentity& identity, JsonLayout layout)
{
    const CyclingSeries& series = recording.series;
    JsonStream json(stream, layout);
    json.open('{');
    json.key(key::metadata);
    json.value(fileMetadata(recording, identity));
    json.key(key::steps);
    json.open('[');
    json.open('{');
    json.key(key::metadata);
    json.value({{key::tag, identity.device}, {"parser", "electrochem"}});
    json.key(key::data);
    json.open('[');
    std::string fileName;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (row % recordsPerPoll == 0) {
            fileName = pollFile(series.uts[row], identity);
        }
        writeRecord(json, series, row, fileName);
    }
    json.close(']');
    json.close('}');
    json.close(']');
    json.close('}');
    json.flush();
}

}  // namespace

void writeTomatoJson(const std::filesystem::path& file, const Recording& recording, const FileIdentity& identity,
                     JsonLayout layout)
{
    if (recording.series.hasImpedance()) {
        throw Error(pathText(file) + ": a snapshot of tomato cannot hold impedance. Nothing was written.");
    }
    replaceFile(file, [&](const std::filesystem::path& temporary) {
        std::ofstream stream(temporary, std::ios::binary);
        writeSnapshot(stream, recording, identity, layout);
        stream.flush();
        if (!stream) {
            throw Error(pathText(file) + ": could not be written. Is the disk full or the folder read-only?");
        }
    });
}

}  // namespace aurora::simulation
