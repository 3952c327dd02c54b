#include "formats/eclab/mpl_text.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "formats/eclab/start_text.h"

#include <algorithm>
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

/// "EC-LAB for windows v11.61 (software)" behind "windows" → "11.61"
std::optional<std::string> versionBehind(std::string_view line, std::string_view label)
{
    const std::size_t at = line.find(label);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = line.substr(at + label.size());
    return std::string(rest.substr(0, rest.find(' ')));
}

/// Lines whose text goes into the job data as it is.
struct PlainLine
{
    std::string_view label;
    std::string_view key;
};

constexpr std::array plainLines{PlainLine{"User", key::user}, PlainLine{"Address", key::address},
                                PlainLine{"Host", key::host}, PlainLine{"Loaded Setting File", key::settingFile}};

constexpr std::array versionLines{PlainLine{" for windows v", key::softwareVersion},
                                  PlainLine{"Internet server v", key::serverVersion},
                                  PlainLine{"Command interpretor v", key::interpreterVersion}};

void readPlainLine(MplFacts& facts, std::string_view line)
{
    for (const PlainLine& plain : plainLines) {
        if (const auto value = valueOf(line, plain.label)) {
            set(facts.json, plain.key, std::string(*value));
        }
    }
    for (const PlainLine& version : versionLines) {
        if (const auto number = versionBehind(line, version.label)) {
            set(facts.json, version.key, *number);
        }
    }
}

void addComment(MplFacts& facts, std::string_view comment)
{
    Json& comments = facts.json[std::string(key::comments)];
    if (comments.is_null() || facts.sectionBegins) {
        comments = comment;
    } else {
        comments.get_ref<std::string&>().append("\n").append(comment);
    }
    facts.sectionBegins = false;
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
        addComment(facts, *comment);
    } else if (const auto changed = valueOf(line, "Modify on")) {
        facts.json[std::string(key::modifiedOn)].push_back(std::string(*changed));
        facts.sectionBegins = true;
    } else {
        readPlainLine(facts, line);
    }
}

/// Takes the next line off the text, in UTF-8. Line by line: EC-Lab writes Windows-1252, but user text among it may be
/// UTF-8.
std::string takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return std::string(trimmed(decodeText(line)));
}

/// The technique stands in the third line, where the first one says that this is such a log at all.
std::string techniqueOf(std::string_view text)
{
    const bool isLog = takeLine(text).ends_with("-Lab LOG FILE");
    takeLine(text);
    return isLog ? takeLine(text) : std::string();
}

}  // namespace

MplFacts readMplText(std::string_view text, std::string_view timeZone, Progress& progress)
{
    constexpr std::size_t linesBetweenLooks = 1024;
    MplFacts facts;
    facts.technique = techniqueOf(text);
    for (std::size_t lines = 0; !text.empty(); ++lines) {
        if (lines % linesBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
        readLine(facts, takeLine(text), timeZone);
    }
    facts.softwareVersion = textAt(facts.json, key::softwareVersion).value_or("");
    return facts;
}

std::vector<std::filesystem::path> mplBeside(const std::filesystem::path& mpr)
{
    for (const char* const ending : {".mpl", ".MPL"}) {
        std::filesystem::path path = mpr;
        path.replace_extension(ending);
        std::error_code ignored;
        const std::uintmax_t size = std::filesystem::file_size(path, ignored);
        if (!ignored && size <= largestMpl) {
            return {path};
        }
    }
    return {};
}

std::optional<MplFacts> readMplBeside(const std::filesystem::path& mpr, std::string_view timeZone, Progress& progress)
{
    const std::vector<std::filesystem::path> log = mplBeside(mpr);
    return log.empty() ? std::nullopt : std::optional(readMplText(readFile(log.front()), timeZone, progress));
}

}  // namespace aurora::formats::eclab
