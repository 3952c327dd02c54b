#include "inspect_text.h"

#include "text_table.h"

#include <algorithm>

namespace aurora::cli {

namespace {

constexpr std::size_t labelWidth = 14;
constexpr std::size_t maximalValueWidth = 100;

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

void addLine(std::string& out, const std::string& label, const std::string& value)
{
    if (!value.empty()) {
        out += "  " + padded(label, labelWidth) + value + "\n";
    }
}

std::string plain(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    return value.is_string() ? value.get<std::string>() : dumpJson(value);
}

std::string finishedText(const Json& finished)
{
    if (!finished.is_boolean()) {
        return "unknown";
    }
    return finished.get<bool>() ? "yes" : "no, still running when it was read";
}

std::string columnsText(const Json& columns)
{
    std::string text;
    for (const Json& column : columns) {
        const std::string unit = column.value("unit", "");
        text += (text.empty() ? "" : ", ") + column.value("name", "") + (unit.empty() ? "" : " (" + unit + ")");
    }
    return text;
}

/// One line a parameter; lists of steps become one line a step.
void addParameters(std::string& out, const Json& parameters)
{
    if (!parameters.is_object()) {
        return;
    }
    for (const auto& [key, value] : parameters.items()) {
        if (value.is_null()) {
            continue;
        }
        const bool isListOfObjects = value.is_array() && !value.empty() && value.front().is_object();
        if (!isListOfObjects) {
            out += "    " + key + ": " + shortened(plain(value), maximalValueWidth) + "\n";
            continue;
        }
        out += "    " + key + ":\n";
        for (std::size_t i = 0; i < value.size(); ++i) {
            out += "      " + std::to_string(i + 1) + "  " + shortened(dumpJson(value[i]), maximalValueWidth) + "\n";
        }
    }
}

}  // namespace

std::string inspectText(const Json& document)
{
    std::string out = document.value("file", "") + "\n";
    const std::string version = document.value("version", "");
    addLine(out, "format", document.value("format", "") + (version.empty() ? "" : ", " + version));
    addLine(out, "technique", document.value("technique", ""));
    addLine(out, "rows", plain(document.at("rows")));
    addLine(out, "columns", columnsText(document.at("columns")));
    const std::string start = plain(document.at("start"));
    addLine(out, "start", start.empty() ? "unknown" : start);
    addLine(out, "end", plain(document.at("end")));
    addLine(out, "time zone", document.value("time_zone", ""));
    addLine(out, "finished", finishedText(document.at("finished")));
    for (const Json& warning : document.at("warnings")) {
        addLine(out, "warning", plain(warning));
    }
    if (const Json& parameters = document.at("parameters"); parameters.is_object() && !parameters.empty()) {
        out += "  parameters\n";
        addParameters(out, parameters);
    }
    if (const auto provenance = document.find("provenance"); provenance != document.end()) {
        out += "  provenance\n";
        addParameters(out, *provenance);
    }
    return out;
}

}  // namespace aurora::cli
