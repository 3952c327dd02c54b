#include "aurora/services/protocol_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/protocols/unicycler.h"

#include <algorithm>
#include <array>

namespace aurora::services {

namespace {

namespace fs = std::filesystem;

constexpr int payloadIndentation = 4;
constexpr const char* ending = ".json";

constexpr std::array<std::string_view, 22> deviceNames{"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4",
                                                       "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
                                                       "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};

std::string fileName(const fs::path& file)
{
    return pathText(file.filename());
}

void requireWritable(const Project& project)
{
    if (project.readOnly()) {
        throw Error("The project is read-only: its protocols cannot be changed.");
    }
}

/// A new file of this name. @throws Error
fs::path newPath(const Project& project, const std::string& name)
{
    if (const std::string why = whyNotProtocolName(name); !why.empty()) {
        throw Error(why);
    }
    fs::path path = protocolPath(project, name);
    std::error_code missing;
    if (fs::exists(path, missing)) {
        throw Error("There is a protocol \"" + name + "\" already.");
    }
    return path;
}

}  // namespace

std::vector<ProtocolFile> protocolFiles(const Project& project)
{
    std::vector<ProtocolFile> files;
    std::error_code missing;  // a project need not have the folder, and files go while it is read
    for (const auto& entry : fs::directory_iterator(project.config().protocolsFolder, missing)) {
        std::error_code gone;
        if (!entry.is_regular_file(gone) || lowerCase(pathText(entry.path().extension())) != ending) {
            continue;
        }
        const std::uintmax_t size = entry.file_size(gone);
        if (!gone) {
            files.push_back({pathText(entry.path().stem()), entry.path(), modifiedUts(entry.path()), size});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const ProtocolFile& a, const ProtocolFile& b) { return compareNatural(a.name, b.name) < 0; });
    return files;
}

OpenedProtocol openProtocol(const fs::path& file)
{
    OpenedProtocol opened;
    opened.text = readFile(file);
    Json json = parseJson(opened.text, fileName(file));
    if (protocols::isUnicycler(json)) {
        protocols::Translation translation = protocols::payloadFromUnicycler(json, fileName(file));
        opened.translated = true;
        opened.notes = std::move(translation.notes);
        json = std::move(translation.json);
    }
    opened.protocol = protocols::editedProtocol(json, fileName(file));
    return opened;
}

std::string whyNotProtocolName(const std::string& name)
{
    if (trimmed(name).empty()) {
        return "A protocol needs a name.";
    }
    constexpr std::string_view refused = "/\\:*?\"<>|";
    const auto isRefused = [refused](char c) {
        return refused.find(c) != std::string_view::npos || (c >= 0 && c < ' ') || c == 0x7F;
    };
    if (std::any_of(name.begin(), name.end(), isRefused)) {
        return "A name may hold none of " + std::string(refused) + ".";
    }
    if (name.front() == '.' || name.front() == ' ' || name.back() == '.' || name.back() == ' ') {
        return "A name may not begin or end with a dot or a blank.";
    }
    const std::string stem = lowerCase(name.substr(0, name.find('.')));
    if (std::find(deviceNames.begin(), deviceNames.end(), stem) != deviceNames.end()) {
        return "\"" + name + "\" is a device on Windows: choose another name.";
    }
    constexpr std::size_t longest = 200;
    return name.size() > longest ? "The name is too long for a file." : "";
}

fs::path protocolPath(const Project& project, const std::string& name)
{
    return project.config().protocolsFolder / pathFromText(name + ending);
}

std::string saveProtocol(const Project& project, const fs::path& file, const protocols::EditedProtocol& protocol)
{
    requireWritable(project);
    makeFolder(file.parent_path());
    std::string text = dumpJson(protocols::payloadOf(protocol), payloadIndentation) + "\n";
    replaceFileText(file, text);
    return text;
}

std::vector<std::string> exportUnicycler(const protocols::EditedProtocol& protocol, const fs::path& file)
{
    protocols::Translation translation =
        protocols::unicyclerFromPayload(protocols::payloadOf(protocol), "The protocol");
    replaceFileText(file, dumpJson(translation.json, payloadIndentation) + "\n");
    return std::move(translation.notes);
}

void renameProtocol(const Project& project, const fs::path& file, const std::string& name)
{
    requireWritable(project);
    if (pathText(file.stem()) == name) {
        return;
    }
    // Other letters' cases only: on some file systems that is the same file, and it "exists" already.
    const bool sameLetters = equalsIgnoringCase(pathText(file.stem()), name);
    const fs::path to =
        sameLetters && whyNotProtocolName(name).empty() ? protocolPath(project, name) : newPath(project, name);
    std::error_code failure;
    fs::rename(file, to, failure);
    if (failure) {
        throw Error(fileName(file) + " could not be renamed to " + fileName(to) + ".", failure.message());
    }
}

void duplicateProtocol(const Project& project, const fs::path& file, const std::string& name)
{
    requireWritable(project);
    replaceFileText(newPath(project, name), readFile(file));
}

void deleteProtocol(const Project& project, const fs::path& file)
{
    requireWritable(project);
    std::error_code failure;
    fs::remove(file, failure);
    if (failure) {
        throw Error(fileName(file) + " could not be deleted.", failure.message());
    }
}

std::string freeProtocolName(const Project& project, const std::string& wanted)
{
    std::error_code missing;
    std::string name = wanted;
    for (int number = 2; fs::exists(protocolPath(project, name), missing); ++number) {
        name = wanted + " (" + std::to_string(number) + ")";
    }
    return name;
}

}  // namespace aurora::services
