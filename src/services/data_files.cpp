#include "data_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
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

bool hasBinaryBeside(const fs::path& stem, const ExportEnding& known)
{
    return std::ranges::any_of(known.binaries, [&stem](std::string_view binary) {
        std::error_code ignored;
        fs::path file = stem;
        file += binary;
        return !binary.empty() && fs::exists(file, ignored);
    });
}

/// Whether a name like `cell.btsda` says no more than that it is a version of `cell`; `cell_0.5C` is another cell.
bool endsWithWord(const fs::path& stem)
{
    const std::string word = pathText(stem.extension());
    return word.size() > 1 && std::isalpha(static_cast<unsigned char>(word[1])) != 0;
}

/// A text export with its binary beside it: the same rows once more, with fewer digits. People tell several exports of
/// one binary apart by a word: `cell.mpr`, `cell.mpt`, `cell.old.mpt`.
bool isExportBesideBinary(const fs::path& file)
{
    const std::string ending = lowerCase(pathText(file.extension()));
    const auto* const known = std::ranges::find(exportEndings, ending, &ExportEnding::text);
    if (known == exportEndings.end()) {
        return false;
    }
    const fs::path stem = fs::path(file).replace_extension();
    return hasBinaryBeside(stem, *known) ||
           (endsWithWord(stem) && hasBinaryBeside(fs::path(stem).replace_extension(), *known));
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

DataFiles findDataFiles(const std::vector<fs::path>& inputs, Report& report)
{
    DataFiles found;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path& file) {
        const fs::path normal = normalPath(file);
        if (seen.insert(normal).second) {
            found.paths.push_back(normal);
        }
    };
    for (const fs::path& input : inputs) {
        if (!fs::is_directory(input)) {
            add(input);
            continue;
        }
        std::size_t unknown = 0;
        const std::size_t before = found.paths.size();
        std::size_t exports = 0;
        for (const fs::path& file : filesBelow(input)) {
            if (isExportBesideBinary(file)) {
                ++exports;
            } else if (isDataFile(file)) {
                add(file);
            } else if (!isCompanion(file)) {
                ++unknown;
            }
        }
        if (unknown == 0 && found.paths.size() == before) {
            report.skipped.push_back({pathText(input), "there is no data file in this folder", {}});
        }
        if (unknown > 0) {
            report.skipped.push_back(
                {pathText(input), std::to_string(unknown) + " files of no known format were passed over", {}});
        }
        if (exports > 0) {
            report.skipped.push_back({pathText(input),
                                      std::to_string(exports) +
                                          " text exports were passed over, because the files they were made of stand "
                                          "beside them",
                                      {}});
        }
    }
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
