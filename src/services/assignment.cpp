#include "aurora/services/assignment.h"

#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool isSeparator(char letter)
{
    return std::string_view("_-. ()[]+,").find(letter) != std::string_view::npos;
}

/// Splits at `_` and `-`; empty parts are left out.
std::vector<std::string> partsOf(std::string text)
{
    std::replace(text.begin(), text.end(), '-', '_');
    std::vector<std::string> parts = split(text, '_');
    parts.erase(std::remove(parts.begin(), parts.end(), std::string()), parts.end());
    return parts;
}

/// The two-digit number of a folder such as `7`, `07`, `cell12_left`; nothing when it is no such folder.
std::optional<std::string> cellNumber(std::string_view folder)
{
    std::string text = lowerCase(folder);
    if (text.starts_with("cell")) {
        text = text.substr(4, text.find('_') - 4);  // a suffix may stand behind the long form only
    }
    const std::string& digits = text;
    if (!isDigits(digits) || digits.size() > 9) {
        return std::nullopt;
    }
    const std::string number = std::to_string(*parseInteger(digits));
    return number.size() < 2 ? "0" + number : number;
}

/// What a part of a barcode may look like in a sample ID: itself; a date without its century; the last part padded.
std::vector<std::string> spellings(const std::string& part, bool isLast)
{
    std::vector<std::string> all{part};
    if (part.size() == 8 && isDigits(part)) {
        all.push_back(part.substr(2));
    }
    if (isLast && part.size() == 1 && isDigits(part)) {
        all.push_back("0" + part);
    }
    return all;
}

bool containsPart(const std::vector<std::string>& idParts, const std::string& part, bool isLast)
{
    const std::vector<std::string> wanted = spellings(part, isLast);
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& spelling) {
        return std::find(idParts.begin(), idParts.end(), spelling) != idParts.end();
    });
}

}  // namespace

SampleFinder::SampleFinder(std::vector<std::string> sampleIds, const std::vector<std::string>& runs,
                           std::map<std::string, std::string> runIdLookup)
    : m_runIdLookup(std::move(runIdLookup))
{
    for (std::size_t i = 0; i < sampleIds.size(); ++i) {
        m_partsById.emplace(sampleIds[i], partsOf(sampleIds[i]));
        m_runs[runOf(sampleIds[i])] = true;
        if (i < runs.size() && !runs[i].empty()) {
            m_runs[runs[i]] = true;
        }
    }
}

bool SampleFinder::knows(const std::string& sampleId) const
{
    return m_partsById.count(sampleId) > 0;
}

std::optional<Assignment> SampleFinder::find(const fs::path& file, const std::vector<std::string>& hints) const
{
    for (const std::string& hint : hints) {
        if (knows(hint)) {
            return Assignment{hint, "barcode", hint};
        }
    }
    if (const auto id = byPath(file)) {
        return Assignment{*id, "path", {}};
    }
    for (const std::string& hint : hints) {
        if (const auto candidates = inferred(hint); candidates.size() == 1) {
            return Assignment{candidates.front(), "inferred", hint};
        }
    }
    return std::nullopt;
}

std::optional<Assignment> SampleFinder::contradiction(const std::string& sampleId, const fs::path& file,
                                                      const std::vector<std::string>& hints) const
{
    for (const std::string& hint : hints) {
        if (knows(hint) && hint != sampleId) {
            return Assignment{hint, "barcode", hint};
        }
    }
    for (const std::optional<std::string>& other : {byPath(file), inName(pathText(file.stem()))}) {
        if (other && *other != sampleId) {
            return Assignment{*other, "path", {}};
        }
    }
    return std::nullopt;
}

std::string SampleFinder::whyNot(const fs::path& file, const std::vector<std::string>& hints) const
{
    for (const std::string& hint : hints) {
        if (const auto candidates = inferred(hint); candidates.size() > 1) {
            return "\"" + hint + "\" fits " + std::to_string(candidates.size()) + " samples, " + candidates[0] +
                   " and " + candidates[1] + " among them";
        }
    }
    const std::string folders = "its folder " + pathText(file.parent_path()) + " does not name a known run and sample";
    if (hints.empty()) {
        return folders;
    }
    std::string called;
    for (const std::string& hint : hints) {
        called += (called.empty() ? "\"" : " or \"") + hint + "\"";
    }
    return "no sample is called " + called + ", and " + folders;
}

std::optional<std::string> SampleFinder::byPath(const fs::path& file) const
{
    std::vector<std::string> folders;
    for (const fs::path& part : fs::absolute(file).lexically_normal().parent_path()) {
        folders.push_back(pathText(part));
    }
    const std::size_t n = folders.size();
    if (n >= 2) {
        if (const auto id = inFolders(folders[n - 2], folders[n - 1])) {
            return id;
        }
    }
    return n >= 3 ? inFolders(folders[n - 3], folders[n - 2]) : std::nullopt;
}

std::optional<std::string> SampleFinder::inFolders(const std::string& runFolder, const std::string& folder) const
{
    const auto looked = m_runIdLookup.find(runFolder);
    const std::string run = looked != m_runIdLookup.end() ? looked->second : runFolder;
    if (looked == m_runIdLookup.end() && m_runs.count(run) == 0) {
        return std::nullopt;
    }
    if (knows(folder)) {
        return folder;
    }
    const auto number = cellNumber(folder);
    if (number && knows(run + "_" + *number)) {
        return run + "_" + *number;
    }
    return std::nullopt;
}

/// The longest ID that stands in the name of a file, between its separators: `run_a_1` is not in `run_a_10_C01`.
std::optional<std::string> SampleFinder::inName(const std::string& name) const
{
    std::vector<std::size_t> starts;
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!isSeparator(name[i]) && (i == 0 || isSeparator(name[i - 1]))) {
            starts.push_back(i);
        }
        if (!isSeparator(name[i]) && (i + 1 == name.size() || isSeparator(name[i + 1]))) {
            ends.push_back(i + 1);
        }
    }
    std::optional<std::string> longest;
    for (const std::size_t start : starts) {
        for (const std::size_t end : ends) {
            if (end > start + (longest ? longest->size() : 0) && knows(name.substr(start, end - start))) {
                longest = name.substr(start, end - start);
            }
        }
    }
    return longest;
}

std::vector<std::string> SampleFinder::inferred(const std::string& hint) const
{
    const std::vector<std::string> parts = partsOf(hint);
    std::vector<std::string> candidates;
    if (parts.empty()) {
        return candidates;
    }
    for (const auto& [id, idParts] : m_partsById) {
        bool all = true;
        for (std::size_t i = 0; i < parts.size() && all; ++i) {
            all = containsPart(idParts, parts[i], i + 1 == parts.size());
        }
        if (all) {
            candidates.push_back(id);
        }
    }
    return candidates;
}

}  // namespace aurora::services
