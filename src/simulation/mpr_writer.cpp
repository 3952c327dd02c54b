#include "aurora/simulation/writers.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_job_data.h"

#include "simulation/mpr_modules.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace aurora::simulation {

namespace {

namespace eclab = formats::eclab;

constexpr std::size_t logSize = 8309;  // of EC-Lab 11.50, without later changes of settings
constexpr std::size_t shortTextRoom = 50;
constexpr std::size_t pathRoom = 255;
constexpr std::string_view softwareVersion = "11.61";
constexpr std::uint32_t channelSerial = 15'265;
constexpr std::uint32_t dataVersion = 11;
constexpr std::size_t loopTail = 256;

/// `mm/dd/yy`, as the headers of the modules have it.
std::string headerDate(double uts, const std::string& timeZone)
{
    const std::string date = formatTimestamp(uts, timeZone);  // YYYY-MM-DD …
    return date.substr(5, 2) + "/" + date.substr(8, 2) + "/" + date.substr(2, 2);
}

Bytes fileHeader()
{
    Bytes header(eclab::fileHeaderSize);
    header.putCharacters(0, eclab::fileMagic);
    header[eclab::fileMagic.size()] = 0x1A;
    header.putCharacters(eclab::fileMagic.size() + 1, std::string(25, ' '));
    return header;
}

Bytes moduleHeader(std::string_view shortName, std::string_view longName, const Bytes& body, std::string_view date)
{
    constexpr eclab::ModuleHeader layout = eclab::newModuleHeader;
    Bytes header(layout.size);
    header.putCharacters(0, eclab::moduleMagic);
    header.putCharacters(eclab::moduleShortNameOffset, std::string(eclab::moduleShortNameSize, ' '));
    header.putCharacters(eclab::moduleShortNameOffset, shortName);
    header.putCharacters(eclab::moduleLongNameOffset, std::string(eclab::moduleLongNameSize, ' '));
    header.putCharacters(eclab::moduleLongNameOffset, longName);
    header.put(eclab::newHeaderMarkOffset, eclab::newHeaderMark);
    header.put(layout.length, static_cast<std::uint32_t>(body.size()));
    header.put(layout.newVersion, shortName == eclab::dataModule ? dataVersion : eclab::newModuleVersion);
    header.putCharacters(layout.date, date);
    return header;
}

std::uint8_t deviceCode(std::string_view device)
{
    for (const eclab::Code& code : eclab::codes()) {
        if (code.group == eclab::CodeGroup::DeviceModel && code.text == device) {
            return static_cast<std::uint8_t>(code.code);
        }
    }
    throw Error("EC-Lab has no device \"" + std::string(device) + "\" in its table of models.");
}

/// The time of the first row; without rows when it was started.
double startOf(const Recording& recording)
{
    const std::vector<double>& uts = recording.series.uts;
    return uts.empty() ? recording.start_uts.value_or(0) : uts.front();
}

/// `MM/DD/YYYY HH:MM:SS.fff`
std::string mplTime(double uts, const std::string& timeZone)
{
    const auto time_ms = std::llround(uts * 1000);
    const auto whole_s = time_ms / 1000;
    const std::string text = formatTimestamp(static_cast<double>(whole_s), timeZone);
    std::string fraction = std::to_string(1000 + time_ms % 1000);
    fraction.front() = '.';
    return text.substr(5, 2) + "/" + text.substr(8, 2) + "/" + text.substr(0, 4) + text.substr(10) + fraction;
}

void write(std::ofstream& stream, const Bytes& bytes)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes to a stream of characters
    stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

void putNumber(Bytes& bytes, eclab::Stored stored, std::size_t offset, double value)
{
    switch (stored) {
    case eclab::Stored::U1:
        bytes.put(offset, static_cast<std::uint8_t>(value));
        return;
    case eclab::Stored::U2:
        bytes.put(offset, static_cast<std::uint16_t>(value));
        return;
    case eclab::Stored::U4:
        bytes.put(offset, static_cast<std::uint32_t>(value));
        return;
    case eclab::Stored::F4:
        bytes.put(offset, static_cast<float>(value));
        return;
    case eclab::Stored::F8:
        bytes.put(offset, value);
        return;
    case eclab::Stored::None:
    case eclab::Stored::Flag:
    case eclab::Stored::Text:
        break;
    }
    throw Error("A number was to be written where EC-Lab stores none.");
}

void putText(Bytes& bytes, std::size_t offset, std::string_view text, std::size_t room)
{
    std::string plain(text.substr(0, room));
    std::replace_if(
        plain.begin(), plain.end(), [](char letter) { return static_cast<unsigned char>(letter) > 127; }, '?');
    bytes.put(offset, static_cast<std::uint8_t>(plain.size()));
    bytes.putCharacters(offset + 1, plain);
}

Bytes logBody(const Recording& recording, const FileIdentity& identity, std::string_view fileName)
{
    Bytes body(logSize);
    const auto put = [&](std::string_view key, double value) {
        const eclab::ModuleField& field = eclab::logField(key);
        putNumber(body, field.stored, field.offset, value);
    };
    const auto putLine = [&](std::string_view key, std::string_view text, std::size_t room) {
        putText(body, eclab::logField(key).offset, text, room);
    };
    put(eclab::key::techniqueId, techniqueOf(recording));
    put(eclab::key::channel, identity.channel - 1);
    put(eclab::key::channelSerial, channelSerial);
    put("Ewe ctrl range min (V)", 0);
    put("Ewe ctrl range max (V)", 5);
    put(eclab::key::started, utsToOleDays(startOf(recording), identity.timeZone));
    putLine(eclab::key::file, "C:\\Data\\" + std::string(fileName), pathRoom);
    putLine(eclab::key::host, "127.0.0.1", shortTextRoom);
    putLine(eclab::key::address, "127.0.0.1", shortTextRoom);
    for (const std::string_view key :
         {eclab::key::softwareVersion, eclab::key::serverVersion, eclab::key::interpreterVersion})
    {
        putLine(key, softwareVersion, softwareVersion.size());
    }
    put(eclab::key::device, deviceCode(identity.device));
    putLine(eclab::key::deviceSerial, "0356", shortTextRoom);
    return body;
}

Bytes loopBody(const CyclingSeries& series)
{
    std::vector<std::uint32_t> entries{0};
    for (std::size_t row = 1; row < series.size(); ++row) {
        if (series.cycleNumber[row] != series.cycleNumber[row - 1]) {
            entries.push_back(static_cast<std::uint32_t>(row));
        }
    }
    entries.push_back(static_cast<std::uint32_t>(series.size()));
    Bytes body(4 + 4 * entries.size() + loopTail);
    body.put(0, static_cast<std::uint32_t>(entries.size()));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        body.put(4 + 4 * i, entries[i]);
    }
    return body;
}

void writeMpr(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
              const FileIdentity& identity)
{
    const CyclingSeries& series = recording.series;
    const std::string date = headerDate(startOf(recording), identity.timeZone);
    replaceFile(file, [&](const std::filesystem::path& temporary) {
        std::ofstream stream(temporary, std::ios::binary);
        const auto writeModule = [&](std::string_view shortName, std::string_view longName, const Bytes& body) {
            write(stream, moduleHeader(shortName, longName, body, date));
            write(stream, body);
        };
        write(stream, fileHeader());
        writeModule(eclab::settingsModule, eclab::settingsLongName, settingsBody(recording, program, identity));
        writeModule(eclab::dataModule, eclab::dataLongName, dataBody(recording, program));
        if (recording.finished.value_or(true)) {
            const std::string fileName = pathText(file.filename());
            writeModule(eclab::logModule, eclab::logLongName, logBody(recording, identity, fileName));
            writeModule(eclab::loopModule, eclab::loopLongName, loopBody(series));
        }
        stream.close();
        if (!stream) {
            throw Error(pathText(file) + " could not be written. Is there space left, and may you write there?");
        }
    });
}

void writeMpl(const std::filesystem::path& file, const Recording& recording, const FileIdentity& identity)
{
    const bool impedance = recording.series.hasImpedance();
    const std::string technique = impedance ? "Potentio Electrochemical Impedance Spectroscopy"
                                            : "Galvanostatic Cycling with Potential Limitation";
    const std::string version(softwareVersion);
    replaceFileText(
        file, "EC-Lab LOG FILE\n\n" + technique + "\n\nRun on channel : " + std::to_string(identity.channel) + " (SN " +
                  std::to_string(channelSerial) +
                  ")\nAcquisition started on : " + mplTime(startOf(recording), identity.timeZone) +
                  "\nDevice : " + identity.device + " (SN 0356)\nEC-LAB for windows v" + version +
                  " (software)\nInternet server v" + version + " (firmware)\nComments : " + identity.sampleId + "\n");
}

}  // namespace aurora::simulation
