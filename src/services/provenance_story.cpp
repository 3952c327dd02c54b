#include "aurora/core/text.h"
#include "aurora/services/convert.h"
#include "provenance.h"

#include <algorithm>
#include <string_view>

namespace aurora::services {

namespace {

constexpr std::string_view movedStep = "assignment";  // see moveSnapshots

std::string textOf(const Json& object, const char* key)
{
    return object.is_object() ? textAt(object, key).value_or("") : std::string();
}

std::string shortSum(const std::string& sha256)
{
    constexpr std::size_t shown = 12;
    return sha256.size() <= shown ? sha256 : sha256.substr(0, shown) + "…";
}

/// "a.mpr (1226483 bytes, changed 2026-…, SHA-256 ce72ef66ceb2…)".
std::string sourceText(const Json& source)
{
    std::string facts;
    const auto add = [&facts](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
    if (const auto size = numberAt(source, "size")) {
        add(formatNumber(*size) + " bytes");
    }
    if (const std::string modified = textOf(source, "modified"); !modified.empty()) {
        add("changed " + modified);
    }
    if (const std::string sum = textOf(source, "sha256"); !sum.empty()) {
        add("SHA-256 " + shortSum(sum));
    }
    return textOf(source, "path") + (facts.empty() ? "" : " (" + facts + ")");
}

/// "by aurora-cycler-manager 0.1.0, 2026-…"; the Python program has its repository there.
std::string stepText(const Json& step)
{
    const std::string url = textOf(step, "repo_url");
    const std::string version = textOf(step, "repo_version");
    const std::string when = textOf(step, "datetime");
    const std::string program = url.empty() ? "aurora-cycler-manager" : url;
    return "by " + program + (version.empty() ? "" : " " + version) + (when.empty() ? "" : ", " + when);
}

std::string cyclesText(const std::string& mode)
{
    return mode.empty() ? "" : ", cycles counted by " + mode;
}

/// Where a snapshot's rows come from.
void tellSnapshot(const Json& provenance, const std::string& indent, std::vector<std::string>& story)
{
    const Json source = memberOf(provenance, "source");
    const Json reader = memberOf(provenance, "reader");
    const std::string path = textOf(source, "path").empty() ? textOf(provenance, "snapshot_file") : sourceText(source);
    if (!path.empty()) {
        story.push_back(indent + "Recorded in " + path);
    }
    for (const Json& part : memberOf(source, "parts")) {
        story.push_back(indent + "  continued in " + sourceText(part));
    }
    if (const std::string name = textOf(reader, "name"); !name.empty()) {
        const auto version = numberAt(reader, "version");
        const std::string format = textOf(provenance, "format_version");
        story.push_back(indent + "Read as " + name + (format.empty() ? "" : ", " + format) +
                        (version ? " by reader version " + formatNumber(*version) : "") + "; times in " +
                        textOf(provenance, "time_zone") + cyclesText(textOf(provenance, "cycle_mode")));
    }
    if (const auto start = textAt(provenance, "start_said_by_user")) {
        story.push_back(indent + "The start was said by the user: " + *start);
    }
    for (const Json& warning : memberOf(provenance, "warnings")) {
        story.push_back(indent + "With a warning: " + (warning.is_string() ? warning.get<std::string>() : ""));
    }
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

/// What a step did: "Data merging of 3 snapshots"; of a move, which sample had the snapshot before, and its name there.
std::string deedOf(std::string name, const Json& step)
{
    if (const std::string moved = textOf(step, "method"); name == movedStep && !moved.empty()) {
        const std::string file = textOf(step, "snapshot_file");
        return capitalised(moved) + (file.empty() ? "" : ", where it was " + file + ",");
    }
    std::replace(name.begin(), name.end(), '_', ' ');
    const Json files = memberOf(step, "job_files");
    return capitalised(name) + (files.is_array() ? " of " + std::to_string(files.size()) + " snapshots" : "");
}

/// The steps that turned it into what it is now, in the order in which they stand; a move comes after the rest.
void tellSteps(const Json& provenance, const std::string& indent, std::vector<std::string>& story)
{
    const Json steps = memberOf(provenance, "aurora_metadata");
    std::string move;
    for (const auto& [name, step] : steps.items()) {
        std::string told = indent + deedOf(name, step) + " " + stepText(step);
        if (name == movedStep) {
            move = std::move(told);
        } else {
            story.push_back(std::move(told));
        }
    }
    if (!move.empty()) {
        story.push_back(std::move(move));
    }
}

}  // namespace

std::vector<std::string> provenanceStory(const Json& provenance)
{
    std::vector<std::string> story;
    if (!provenance.is_object()) {
        return story;
    }
    const Json originals = memberOf(provenance, "original_file_provenance");
    for (const auto& [name, original] : originals.items()) {
        story.push_back(name);
        tellSnapshot(original, "  ", story);
        tellSteps(original, "  ", story);
    }
    tellSnapshot(provenance, "", story);
    tellSteps(provenance, "", story);
    const Json inputs = memberOf(provenance, "inputs");
    if (const std::string row = textOf(inputs, "sample_row_sha256"); !row.empty()) {
        story.push_back("With the sample's row as it was then (SHA-256 " + shortSum(row) + ")");
    }
    return story;
}

}  // namespace aurora::services
