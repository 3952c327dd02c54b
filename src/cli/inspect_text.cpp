#include "inspect_text.h"

#include "aurora/core/text.h"
#include "text_table.h"

#include <algorithm>
#include <vector>

namespace aurora::cli {

namespace {

constexpr std::size_t screenWidth = 110;
constexpr std::size_t labelWidth = 14;
constexpr std::size_t longestList = 12;  ///< of steps or sequences; what is more is in the JSON

std::string blanks(std::size_t count)
{
    return std::string(count, ' ');
}

std::string padded(const std::string& text, std::size_t width)
{
    return text + blanks(width - std::min(width, shownWidth(text)));
}

/// Pieces one after the other, broken into lines between them; lines but the first begin with blanks.
std::string paragraph(const std::string& begin, const std::vector<std::string>& pieces, const std::string& separator)
{
    const std::size_t indent = shownWidth(begin);
    std::string out;
    std::string line = begin;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string piece = pieces[i] + (i + 1 < pieces.size() ? separator : "");
        if (shownWidth(line) > indent && shownWidth(line) + shownWidth(piece) > screenWidth) {
            out +=
                std::string(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(line.find_last_not_of(' ') + 1));
            out += "\n";
            line = blanks(indent);
        }
        line += piece;
    }
    return out + line + "\n";
}

void addLine(std::string& out, const std::string& label, const std::string& value)
{
    if (!value.empty()) {
        out += paragraph("  " + padded(label, labelWidth), split(value, ' '), " ");
    }
}

std::string plain(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    if (value.is_array()) {
        const std::size_t shown = value.size() > longestList ? longestList / 2 : value.size();
        std::string list;
        for (std::size_t i = 0; i < shown; ++i) {
            list += (list.empty() ? "" : ", ") + plain(value[i]);
        }
        return shown == value.size() ? list : list + ", … (" + std::to_string(value.size()) + " values)";
    }
    std::string text = value.is_string() ? value.get<std::string>() : dumpJson(value);
    std::ranges::replace(text, '\n', ';');
    return text;
}

std::string finishedText(const Json& finished)
{
    if (!finished.is_boolean()) {
        return "unknown";
    }
    return finished.get<bool>() ? "yes" : "no: stopped, cut off, or still running";
}

std::vector<std::string> columnNames(const Json& columns)
{
    std::vector<std::string> names;
    for (const Json& column : columns) {
        const std::string unit = column.value("unit", "");
        names.push_back(column.value("name", "") + (unit.empty() ? "" : " (" + unit + ")"));
    }
    return names;
}

bool isListOfObjects(const Json& value)
{
    return value.is_array() && !value.empty() &&
           std::all_of(value.begin(), value.end(), [](const Json& entry) { return entry.is_object(); });
}

/// Facts of a few words, two a line where they fit.
class Facts
{
public:
    void add(const std::string& fact) { m_facts.push_back(fact); }

    [[nodiscard]] std::string text() const
    {
        constexpr std::size_t indent = 4;
        constexpr std::size_t half = (screenWidth - indent) / 2;
        std::string out;
        std::string left;
        for (const std::string& fact : m_facts) {
            if (shownWidth(fact) >= half) {
                out += flushed(left) + paragraph(blanks(indent), split(fact, ' '), " ");
            } else if (left.empty()) {
                left = blanks(indent) + padded(fact, half);
            } else {
                out += left + fact + "\n";
                left.clear();
            }
        }
        return out + flushed(left);
    }

private:
    /// A line that found no second fact.
    static std::string flushed(std::string& left)
    {
        const std::string line(trimmed(left));
        const std::string out = line.empty() ? "" : blanks(left.find(line)) + line + "\n";
        left.clear();
        return out;
    }

    std::vector<std::string> m_facts;
};

/// "key value" of every key that is not told already.
std::vector<std::string> pieces(const Json& object, const Json& told)
{
    std::vector<std::string> list;
    for (const auto& [key, value] : object.items()) {
        if (!plain(value).empty() && !told.contains(key)) {
            list.push_back(key + " " + plain(value));
        }
    }
    return list;
}

/// What all objects of a list agree on.
Json commonParts(const Json& list)
{
    Json common = Json::object();
    for (const auto& [key, value] : list.front().items()) {
        const bool same = std::all_of(list.begin(), list.end(), [&key = key, &value = value](const Json& entry) {
            return entry.contains(key) && entry.at(key) == value;
        });
        if (same && list.size() > 1) {
            common[key] = value;
        }
    }
    return common;
}

/// A list of steps or sequences: what is the same in all, then one paragraph each for the rest.
std::string listText(const std::string& key, const Json& list)
{
    constexpr std::size_t numberWidth = 6;
    const Json common = commonParts(list);
    std::string out = "    " + key + ": " + std::to_string(list.size()) + "\n";
    if (!common.empty()) {
        out += paragraph("    " + padded("all", numberWidth), pieces(common, Json::object()), ", ");
    }
    for (std::size_t i = 0; i < std::min(list.size(), longestList); ++i) {
        out += paragraph("    " + padded(std::to_string(i + 1), numberWidth), pieces(list[i], common), ", ");
    }
    if (list.size() > longestList) {
        out += "    and " + std::to_string(list.size() - longestList) + " more; --json tells all\n";
    }
    return out;
}

std::string parametersText(const Json& parameters)
{
    Facts facts;
    std::string lists;
    for (const auto& [key, value] : parameters.items()) {
        if (plain(value).empty()) {
            continue;
        }
        if (isListOfObjects(value)) {
            lists += listText(key, value);
            continue;
        }
        std::string text = plain(value);
        if (value.is_object()) {
            text.clear();
            for (const std::string& piece : pieces(value, Json::object())) {
                text += (text.empty() ? "" : ", ") + piece;
            }
        }
        facts.add(key + ": " + text);
    }
    return facts.text() + lists;
}

/// A line of the story, broken where it is longer than the screen, with its own indent.
std::string storyLine(const std::string& told)
{
    const std::size_t indent = told.find_first_not_of(' ');
    return indent == std::string::npos ? "" : paragraph(blanks(4 + indent), split(told.substr(indent), ' '), " ");
}

}  // namespace

std::string inspectText(const Json& document, const Json& parameters)
{
    std::string out = document.value("file", "") + "\n";
    const std::string version = document.value("version", "");
    addLine(out, "format", document.value("format", "") + (version.empty() ? "" : ", " + version));
    addLine(out, "technique", document.value("technique", ""));
    addLine(out, "rows", plain(document.at("rows")));
    out += paragraph("  " + padded("columns", labelWidth), columnNames(document.at("columns")), ", ");
    const std::string start = plain(document.at("start"));
    addLine(out, "start", start.empty() ? "unknown" : start);
    addLine(out, "end", plain(document.at("end")));
    addLine(out, "time zone", document.value("time_zone", ""));
    addLine(out, "finished", finishedText(document.at("finished")));
    for (const Json& warning : document.at("warnings")) {
        addLine(out, "warning", plain(warning));
    }
    if (parameters.is_object() && !parameters.empty()) {
        out += "  parameters\n" + parametersText(parameters);
    }
    if (const auto story = document.find("story"); story != document.end() && !story->empty()) {
        out += "  provenance\n";
        for (const Json& told : *story) {
            out += storyLine(told.get<std::string>());
        }
    }
    return out;
}

}  // namespace aurora::cli
