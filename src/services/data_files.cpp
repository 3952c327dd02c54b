#include "data_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A file that stands beside data and is read together with it.
bool isCompanion(const fs::path& file)
{
    return lowerCase(pathText(file.extension())) == ".mpl";
}

/// What a vendor's program exports to text, and the binaries it may be made of.
struct ExportEnding
{
    std::string_view text;
    std::array<std::string_view, 4> binaries;
};

constexpr std::array exportEndings{
    ExportEnding{".mpt", {".mpr", ".MPR"}},
    ExportEnding{".txt", {".mpr", ".MPR"}},
    ExportEnding{".csv", {".ndax", ".nda", ".NDAX", ".NDA"}},
};

/// The binary of that name without ending, if there is one.
std::optional<fs::path> binaryBeside(const fs::path& stem, const ExportEnding& known)
{
    for (const std::string_view binary : known.binaries) {
        std::error_code ignored;
        fs::path file = stem;
        file += binary;
        if (!binary.empty() && fs::exists(file, ignored)) {
            return file;
        }
    }
    return std::nullopt;
}

/// Whether a name like `cell.btsda` says no more than that it is a version of `cell`; `cell_0.5C` is another cell.
bool endsWithWord(const fs::path& stem)
{
    const std::string word = pathText(stem.extension());
    return word.size() > 1 && std::isalpha(static_cast<unsigned char>(word[1])) != 0;
}

/// The binary that a text export was made of, where it stands beside it: the export holds the same rows once more, with
/// fewer digits. People tell several exports of one binary apart by a word: `cell.mpr`, `cell.mpt`, `cell.old.mpt`.
std::optional<fs::path> binaryOfExport(const fs::path& file)
{
    const std::string ending = lowerCase(pathText(file.extension()));
    const auto known = std::ranges::find(exportEndings, ending, &ExportEnding::text);
    if (known == exportEndings.end()) {
        return std::nullopt;
    }
    const fs::path stem = fs::path(file).replace_extension();
    std::optional<fs::path> binary = binaryBeside(stem, *known);
    if (!binary && endsWithWord(stem)) {
        binary = binaryBeside(fs::path(stem).replace_extension(), *known);
    }
    return binary;
}

bool isDataFile(const fs::path& file)
{
    if (isSnapshotFile(file)) {
        return true;
    }
    try {
        const formats::Reader* const reader = formats::findReader(file);
        return reader != nullptr && !reader->isForeign(file);
    } catch (const Error&) {
        return true;  // it cannot be opened: to be reported as failed, not passed over
    }
}

std::vector<fs::path> filesBelow(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied))
    {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end(),
              [](const fs::path& a, const fs::path& b) { return compareNatural(pathText(a), pathText(b)) < 0; });
    return files;
}

fs::path normalPath(const fs::path& file)
{
    return fs::absolute(file).lexically_normal();
}

/// The files that are read together with this one.
std::vector<fs::path> partsOf(const fs::path& file)
{
    try {
        const formats::Reader* const reader = isSnapshotFile(file) ? nullptr : formats::findReader(file);
        return reader == nullptr ? std::vector<fs::path>{} : reader->partsOf(file);
    } catch (const Error&) {
        return {};  // it cannot be opened, which its own reading reports
    }
}

}  // namespace

bool isSnapshotFile(const fs::path& file)
{
    const std::string name = pathText(file.filename());
    return name.starts_with("snapshot.") && name.ends_with(".h5");
}

namespace {

/// Walks the inputs and sorts what it finds.
class Search
{
public:
    Search(Report& report, Progress& progress) : m_report(report), m_progress(progress) {}

    void add(const fs::path& file)
    {
        const fs::path normal = normalPath(file);
        if (m_seen.insert(normal).second) {
            m_found.paths.push_back(normal);
        }
    }

    void addFolder(const fs::path& folder)
    {
        const std::size_t before = m_found.paths.size();
        const std::size_t exportsBefore = m_found.exports.size();
        std::vector<fs::path> unknown;
        for (const fs::path& file : filesBelow(folder)) {
            m_progress.throwIfCancelled();
            m_progress.report(m_found.paths.size(), 0, "files found");
            if (const auto binary = binaryOfExport(file)) {
                m_found.exports.push_back({normalPath(file), normalPath(*binary)});
            } else if (isDataFile(file)) {
                add(file);
            } else if (!isCompanion(file)) {
                unknown.push_back(file);
            }
        }
        const std::size_t found = m_found.paths.size() - before + m_found.exports.size() - exportsBefore;
        if (unknown.empty() && found == 0) {
            m_report.skipped.push_back({pathText(folder), "there is no data file in this folder", {}});
        }
        if (!unknown.empty()) {
            m_report.skipped.push_back({pathText(folder),
                                        std::to_string(unknown.size()) + (unknown.size() == 1 ? " file" : " files") +
                                            " of no known format passed over: " + namesBelow(folder, unknown),
                                        {}});
        }
    }

    [[nodiscard]] DataFiles take() { return std::move(m_found); }

private:
    static std::string namesBelow(const fs::path& folder, const std::vector<fs::path>& files)
    {
        constexpr std::size_t mostNamed = 10;
        std::string names;
        for (std::size_t i = 0; i < files.size() && i < mostNamed; ++i) {
            names += (i == 0 ? "" : ", ") + pathText(files[i].lexically_relative(folder));
        }
        return files.size() <= mostNamed ? names : names + " and " + std::to_string(files.size() - mostNamed) + " more";
    }

    Report& m_report;
    Progress& m_progress;
    DataFiles m_found;
    std::set<fs::path> m_seen;
};

}  // namespace

DataFiles findDataFiles(const std::vector<fs::path>& inputs, Report& report, Progress& progress)
{
    Search search(report, progress);
    for (const fs::path& input : inputs) {
        if (fs::is_directory(input)) {
            search.addFolder(input);
        } else {
            search.add(input);
        }
    }
    DataFiles found = search.take();
    found.paths = withoutParts(found.paths, report);
    return found;
}

std::vector<fs::path> withoutParts(const std::vector<fs::path>& files, Report& report)
{
    std::map<fs::path, fs::path> mainFiles;  // by part
    for (const fs::path& file : files) {
        for (const fs::path& part : partsOf(file)) {
            mainFiles.emplace(normalPath(part), file);
        }
    }
    std::vector<fs::path> rest;
    for (const fs::path& file : files) {
        const auto found = mainFiles.find(normalPath(file));
        if (found == mainFiles.end()) {
            rest.push_back(file);
            continue;
        }
        report.skipped.push_back(
            {pathText(file), "read with " + pathText(found->second.filename()) + ", which it continues", {}});
    }
    return rest;
}

}  // namespace aurora::services
