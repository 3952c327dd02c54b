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

/// Letters beyond ASCII count, too: an ID does not end amid a word.
bool isLetterOrDigit(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/// Whether an ID is long enough to mean the sample wherever it stands: "1" and "C01" are in names for other reasons.
bool isTelling(const std::string& id)
{
    constexpr std::size_t fewestLetters = 4;
    const bool isOnePart = std::all_of(id.begin(), id.end(), isLetterOrDigit);
    return !id.empty() && (!isOnePart || id.size() >= fewestLetters);
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

std::optional<Assignment> SampleFinder::find(const fs::path& file, const std::vector<std::string>& hints,
                                             const std::string& zip) const
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
    if (const auto named = inName(pathText(file.stem())); !named.empty()) {
        return named.size() == 1 ? std::optional(Assignment{named.front(), "name", {}}) : std::nullopt;
    }
    if (const auto named = inName(zip); named.size() == 1) {
        return Assignment{named.front(), "zip", {}};
    }
    return std::nullopt;
}

std::optional<Assignment> SampleFinder::contradiction(const Assignment& given, const fs::path& file,
                                                      const std::vector<std::string>& hints) const
{
    for (const std::string& hint : hints) {
        if (knows(hint) && hint != given.sampleId) {
            return Assignment{hint, "barcode", hint};
        }
    }
    std::vector<std::string> others = inName(pathText(file.stem()));
    if (const auto byFolders = byPath(file)) {
        others.insert(others.begin(), *byFolders);
    }
    for (const std::string& other : others) {
        if (other != given.sampleId) {
            return Assignment{other, "path", {}};
        }
    }
    const bool byNameAlone = given.by == "name" || given.by == "zip";
    const auto said = std::find_if(hints.begin(), hints.end(), [](const auto& hint) { return !trimmed(hint).empty(); });
    if (byNameAlone && said != hints.end() && !knows(*said)) {
        return Assignment{*said, "barcode", *said};
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
    if (const auto named = inName(pathText(file.stem())); named.size() > 1) {
        return "its name holds " + std::to_string(named.size()) + " samples, " + named[0] + " and " + named[1] +
               " among them";
    }
    const std::string folders = "its name holds no known Sample ID, and its folder " + pathText(file.parent_path()) +
                                " does not name a known run and sample";
    if (hints.empty()) {
        return folders;
    }
    std::string called;
    for (const std::string& hint : hints) {
        called += (called.empty() ? "\"" : " or \"") + hint + "\"";
    }
    return "no sample is called " + called + ", " + folders;
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

/// The IDs that stand whole in the name of a file: `gen2_01` is not in `gen2_010`, nor is it meant where it is but a
/// part of a longer one.
std::vector<std::string> SampleFinder::inName(const std::string& name) const
{
    std::vector<std::string> found;
    std::size_t foundTo = 0;  // what begins further on and ends before it is a part of what was found
    for (std::size_t start = 0; start < name.size(); ++start) {
        if (start > 0 && isLetterOrDigit(name[start - 1])) {
            continue;
        }
        for (std::size_t end = name.size(); end > std::max(start, foundTo); --end) {
            const bool isWhole = end == name.size() || !isLetterOrDigit(name[end]);
            const std::string id = isWhole ? name.substr(start, end - start) : std::string();
            if (isTelling(id) && knows(id)) {
                foundTo = end;
                if (std::find(found.begin(), found.end(), id) == found.end()) {
                    found.push_back(id);
                }
                break;
            }
        }
    }
    return found;
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
