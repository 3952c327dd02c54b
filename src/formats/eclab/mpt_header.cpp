#include "formats/eclab/mpt_header.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "formats/eclab/mpl_text.h"
#include "formats/eclab/start_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace aurora::formats::eclab {

namespace {

constexpr std::string_view titleEnding = "-Lab ASCII FILE";
constexpr std::string_view countLabel = "Nb header lines";

/// Names of techniques as the exports spell them out, and their short names.
struct LongName
{
    std::string_view text;
    std::string_view technique;
};

constexpr std::array longNames{
    LongName{"Open Circuit Voltage", "OCV"},
    LongName{"Chronoamperometry / Chronocoulometry", "CA"},
    LongName{"Chronopotentiometry", "CP"},
    LongName{"Cyclic Voltammetry", "CV"},
    LongName{"Cyclic Voltammetry Advanced", "CVA"},
    LongName{"Linear Sweep Voltammetry", "LSV"},
    LongName{"Galvanostatic Cycling with Potential Limitation", "GCPL"},
    LongName{"Potentio Electrochemical Impedance Spectroscopy", "PEIS"},
    LongName{"Galvano Electrochemical Impedance Spectroscopy", "GEIS"},
    LongName{"Modulo Bat", "MB"},
    LongName{"Modular Potentio", "MP"},
    LongName{"Constant Voltage", "CoV"},
    LongName{"Constant Current", "CoC"},
    LongName{"Battery Capacity Determination", "BCD"},
    LongName{"Wait", "WAIT"},
    LongName{"IR compensation (PEIS)", "ZIR"},
};

/// Lines `label : text`, and under which key the job data has them.
struct TextLabel
{
    std::string_view label;
    std::string_view key;
};

constexpr std::array textLabels{
    TextLabel{"Electrode material", "Electrode material"},
    TextLabel{"Initial state", "Initial state"},
    TextLabel{"Electrolyte", "Electrolyte"},
    TextLabel{"Host", key::host},
    TextLabel{"User", "User"},
};

/// Lines `label : number unit`. Without a unit key the number is brought into the unit of the key.
struct NumberLabel
{
    std::string_view label;
    std::string_view key;
    std::string_view unitKey;
};

constexpr std::array numberLabels{
    NumberLabel{"Mass of active material", key::activeMass, ""},
    NumberLabel{"Molecular weight of active material (at x = 0)", "Molecular weight of active material (g/mol)", ""},
    NumberLabel{"Atomic weight of intercalated ion", "Atomic weight of intercalated ion (g/mol)", ""},
    NumberLabel{"Number of e- transfered per intercalated ion", "Number of e- transfered per intercalated ion", ""},
    NumberLabel{"Battery capacity", key::batteryCapacity, ""},
    NumberLabel{"Electrode surface area", key::surfaceArea, key::surfaceAreaUnit},
    NumberLabel{"Characteristic mass", key::characteristicMass, key::characteristicMassUnit},
};

/// What a unit is in mg or mA·h.
struct UnitFactor
{
    std::string_view unit;
    double factor;
};

constexpr std::array unitFactors{
    UnitFactor{"mg", 1},    UnitFactor{"g", 1e3},   UnitFactor{"µg", 1e-3},   UnitFactor{"kg", 1e6},
    UnitFactor{"mA.h", 1},  UnitFactor{"A.h", 1e3}, UnitFactor{"µA.h", 1e-3}, UnitFactor{"nA.h", 1e-6},
    UnitFactor{"g/mol", 1}, UnitFactor{"", 1},
};

/// A number as this export prints it: with a point or a comma.
std::optional<double> printedNumber(std::string_view text)
{
    std::string plain(text);
    std::ranges::replace(plain, ',', '.');
    const auto number = parseNumber(plain);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// The text behind `label :`, when the line begins so.
std::optional<std::string_view> valueOf(std::string_view line, std::string_view label)
{
    if (!line.starts_with(label)) {
        return std::nullopt;
    }
    line = trimmed(line.substr(label.size()));
    return line.starts_with(':') ? std::optional(trimmed(line.substr(1))) : std::nullopt;
}

void addNumber(Json& json, const NumberLabel& label, std::string_view value)
{
    const std::size_t blank = std::min(value.find(' '), value.size());
    const std::optional<double> number = printedNumber(value.substr(0, blank));
    const std::string_view unit = trimmed(value.substr(blank));
    if (!number) {
        return;
    }
    if (!label.unitKey.empty()) {
        json[std::string(label.key)] = *number;
        json[std::string(label.unitKey)] = unit;
        return;
    }
    const auto known = std::ranges::find(unitFactors, unit, &UnitFactor::unit);
    if (known != unitFactors.end()) {
        json[std::string(label.key)] = *number * known->factor;
    }
}

/// `min = 3,00 V, max = 4,50 V`
void addRange(Json& json, std::string_view value)
{
    for (const std::string_view which : {"min", "max"}) {
        const std::string label = std::string(which) + " = ";
        const std::size_t at = value.find(label);
        if (at == std::string_view::npos) {
            continue;
        }
        const std::string_view rest = value.substr(at + label.size());
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (const auto number = printedNumber(rest.substr(0, end)); number && rest.substr(end).starts_with(" V")) {
            json["Ewe ctrl range " + std::string(which) + " (V)"] = *number;
        }
    }
}

/// `Loop 1 from point number 33 to 65`: the first row of each pass and, last, the row count.
void addLoop(Json& loops, std::string_view line)
{
    constexpr std::string_view from = " from point number ";
    constexpr std::string_view to = " to ";
    const std::size_t at = line.find(from);
    if (!line.starts_with("Loop ") || at == std::string_view::npos) {
        return;
    }
    const std::string_view points = line.substr(at + from.size());
    const std::size_t middle = points.find(to);
    const auto first = parseInteger(points.substr(0, middle));
    const auto last = middle == std::string_view::npos ? std::nullopt : parseInteger(points.substr(middle + to.size()));
    if (!first || !last) {
        return;
    }
    if (!loops.empty()) {
        loops.erase(loops.size() - 1);
    }
    loops.push_back(*first);
    loops.push_back(*last + 1);
}

/// Cuts a line of parameters into its columns of 20 characters (not bytes).
std::vector<std::string> parameterCells(std::string_view line)
{
    constexpr std::size_t width = 20;
    std::vector<std::string> cells;
    std::size_t characters = 0;
    for (const char c : line) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // of a character in UTF-8
        if (begins && characters++ % width == 0) {
            cells.emplace_back();
        }
        cells.back() += c;
    }
    for (std::string& cell : cells) {
        cell = std::string(trimmed(cell));
    }
    return cells;
}

/// `0:00:10,0000` in seconds.
std::optional<double> parseHoursMinutesSeconds(std::string_view text)
{
    const std::vector<std::string> parts = split(text, ':');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto hours = printedNumber(parts[0]);
    const auto minutes = printedNumber(parts[1]);
    const auto seconds = printedNumber(parts[2]);
    return hours && minutes && seconds ? std::optional(*hours * 3600 + *minutes * 60 + *seconds) : std::nullopt;
}

/// Numbers as such, `pass` as null as in binaries, other texts as they are.
Json parameterValue(const std::string& text)
{
    if (text == "pass") {
        return {};
    }
    if (const auto number = printedNumber(text)) {
        return *number;
    }
    if (const auto seconds = parseHoursMinutesSeconds(text)) {
        return *seconds;
    }
    return text;
}

/// More sequences, and more parameters of one, than any technique has: a search among them is linear.
constexpr std::size_t maximumSequences = 1000;
constexpr std::size_t maximumParameters = 1000;

void addParameter(Json& sequences, std::string_view line)
{
    const std::vector<std::string> cells = parameterCells(line);
    if (cells.size() < 2 || cells.size() > maximumSequences || cells[0].empty() || cells[0] == "Ns") {
        return;
    }
    for (std::size_t i = 1; i < cells.size(); ++i) {
        while (sequences.size() < i) {
            sequences.push_back(Json::object());
        }
        if (!cells[i].empty() && sequences[i - 1].size() < maximumParameters) {
            sequences[i - 1][cells[0]] = parameterValue(cells[i]);
        }
    }
}

/// Lines of one label each, in any order.
void addLine(Json& json, std::string_view line, std::string& directory, std::string_view timeZone)
{
    for (const TextLabel& label : textLabels) {
        if (const auto value = valueOf(line, label.label); value && !value->empty()) {
            json[std::string(label.key)] = *value;
        }
    }
    for (const NumberLabel& label : numberLabels) {
        if (const auto value = valueOf(line, label.label)) {
            addNumber(json, label, *value);
        }
    }
    if (const auto range = valueOf(line, "Ewe ctrl range")) {
        addRange(json, *range);
    } else if (const auto file = valueOf(line, "File")) {
        json[std::string(key::file)] = *file;
    } else if (const auto folder = valueOf(line, "Directory")) {
        directory = *folder;
    } else if (const auto technique = valueOf(line, key::techniqueStarted)) {
        const std::optional<double> uts = parseStart(*technique, timeZone);
        json[std::string(key::techniqueStarted)] = uts ? formatTimestamp(*uts, timeZone) : std::string(*technique);
    }
}

void addTechnique(Json& json, std::span<const std::string> lines)
{
    constexpr std::size_t titleLines = 2;
    for (std::size_t i = titleLines; i < lines.size(); ++i) {
        const std::string_view name = trimmed(lines[i]);
        if (name.empty()) {
            continue;
        }
        const auto known = std::ranges::find(longNames, name, &LongName::text);
        json[std::string(key::technique)] = known == longNames.end() ? name : known->technique;
        return;
    }
}

}  // namespace

bool isMptTitle(std::string_view line)
{
    return trimmed(line).ends_with(titleEnding) && (line.starts_with("EC") || line.starts_with("BT"));
}

std::optional<std::size_t> headerLineCount(std::string_view line)
{
    const auto value = valueOf(line, countLabel);
    const auto count = value ? parseInteger(*value) : std::nullopt;
    return count && *count > 0 ? std::optional(static_cast<std::size_t>(*count)) : std::nullopt;
}

MptHeader readMptHeader(std::span<const std::string> lines, std::string_view timeZone, Progress& progress)
{
    std::string text;
    for (const std::string& line : lines) {
        text += line + '\n';
    }
    MplFacts log = readMplText(text, timeZone, progress);  // these lines are the same in both
    MptHeader header;
    header.json = std::move(log.json);
    header.start_uts = log.start_uts;
    header.device = std::move(log.device);
    header.channel = std::move(log.channel);
    header.softwareVersion = std::move(log.softwareVersion);
    addTechnique(header.json, lines);

    Json sequences = Json::array();
    Json loops = Json::array();
    std::string directory;
    bool inParameters = false;
    progress.throwIfCancelled();
    for (const std::string& line : lines) {
        const std::string_view plain = trimmed(line);
        if (inParameters && !plain.empty()) {
            addParameter(sequences, line);
        } else {
            addLine(header.json, plain, directory, timeZone);
            addLoop(loops, plain);
        }
        // The table of parameters follows this line, and ends at an empty one.
        inParameters = plain.starts_with("Cycle Definition") || (inParameters && !plain.empty());
    }
    if (const auto file = textAt(header.json, key::file); file && !directory.empty()) {
        header.json[std::string(key::file)] = directory + *file;
    }
    if (!sequences.empty()) {
        header.json[std::string(key::parameters)] = std::move(sequences);
    }
    if (!loops.empty()) {
        header.json[std::string(key::loops)] = std::move(loops);
    }
    return header;
}

}  // namespace aurora::formats::eclab
