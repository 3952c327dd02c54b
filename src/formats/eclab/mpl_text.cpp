#include "formats/eclab/mpl_text.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "formats/eclab/start_text.h"

#include <array>

namespace aurora::formats::eclab {

namespace {

/// Real ones have a few kilobytes.
constexpr std::uintmax_t largestMpl = 16U << 20U;

/// The text behind `label :`, when the line begins so.
std::optional<std::string_view> valueOf(std::string_view line, std::string_view label)
{
    if (!line.starts_with(label)) {
        return std::nullopt;
    }
    line = trimmed(line.substr(label.size()));
    if (!line.starts_with(':')) {
        return std::nullopt;
    }
    return trimmed(line.substr(1));
}

/// Splits "MPG-2 (SN 0356)" into name and serial number.
std::array<std::string, 2> nameAndSerial(std::string_view text)
{
    const std::size_t bracket = text.find(" (SN ");
    if (bracket == std::string_view::npos || !text.ends_with(')')) {
        return {std::string(text), ""};
    }
    const std::string_view serial = text.substr(bracket + 5, text.size() - bracket - 6);
    return {std::string(text.substr(0, bracket)), std::string(serial)};
}

void set(Json& json, std::string_view name, const std::string& value)
{
    if (!value.empty()) {
        json[std::string(name)] = value;
    }
}

/// "EC-LAB for windows v11.61 (software)" → "11.61"
std::optional<std::string> softwareVersionOf(std::string_view line)
{
    const std::size_t version = line.find(" for windows v");
    if (version == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = line.substr(version + std::string_view(" for windows v").size());
    return std::string(rest.substr(0, rest.find(' ')));
}

void readLine(MplFacts& facts, std::string_view line, std::string_view timeZone)
{
    if (const auto start = valueOf(line, "Acquisition started on")) {
        facts.start_uts = parseStart(*start, timeZone);
    } else if (const auto channel = valueOf(line, "Run on channel")) {
        const auto [name, serial] = nameAndSerial(*channel);
        facts.channel = name;
        set(facts.json, key::channel, name);
        if (const auto number = parseInteger(serial)) {
            facts.json[std::string(key::channelSerial)] = *number;
        }
    } else if (const auto device = valueOf(line, "Device")) {
        const auto [name, serial] = nameAndSerial(*device);
        facts.device = name;
        set(facts.json, key::device, name);
        set(facts.json, key::deviceSerial, serial);
    } else if (const auto comment = valueOf(line, "Comments")) {
        Json& comments = facts.json[std::string(key::comments)];
        comments =
            comments.is_null() ? std::string(*comment) : comments.get<std::string>() + "\n" + std::string(*comment);
    } else if (const auto address = valueOf(line, "Address")) {
        set(facts.json, key::address, std::string(*address));
    } else if (const auto version = softwareVersionOf(line)) {
        facts.softwareVersion = *version;
        set(facts.json, key::softwareVersion, *version);
    }
}

}  // namespace

MplFacts readMplText(std::string_view text, std::string_view timeZone)
{
    MplFacts facts;
    for (const std::string& line : split(text, '\n')) {
        // Line by line: EC-Lab writes Windows-1252, but user text among it may be UTF-8.
        readLine(facts, trimmed(decodeText(line)), timeZone);
    }
    return facts;
}

std::optional<MplFacts> readMplBeside(const std::filesystem::path& mpr, std::string_view timeZone)
{
    std::filesystem::path path = mpr;
    path.replace_extension(".mpl");
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    if (ignored || size > largestMpl) {
        return std::nullopt;
    }
    return readMplText(readFile(path), timeZone);
}

}  // namespace aurora::formats::eclab
