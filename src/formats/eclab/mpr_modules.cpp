#include "formats/eclab/mpr_modules.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_layout.h"

#include <algorithm>

namespace aurora::formats::eclab {

namespace {

/// The first bytes in a form that can be printed: "\xFF\xD8JFIF".
std::string shown(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        const bool plain = c >= ' ' && c <= '~';
        text += plain ? std::string(1, c) : "\\x" + hex(static_cast<std::uint8_t>(c)).substr(2);
    }
    return text;
}

void checkFileHeader(Bytes bytes, std::string_view file)
{
    if (bytes.empty()) {
        throw FormatError(std::string(file) + ": is empty, so there is nothing to read. Copy the file again.");
    }
    const std::string_view found = bytesAsText(bytes, 0, fileMagic.size());
    if (found != fileMagic) {
        throw FormatError(std::string(file) + ": not an EC-Lab file: expected \"" + std::string(fileMagic) +
                          "\" at byte 0, found \"" + shown(found) + "\". Nothing was read.");
    }
}

/// True when these are the first bytes of a module, or could become one when more is written.
bool startsModule(Bytes bytes, std::size_t at)
{
    const std::string_view found = bytesAsText(bytes, at, moduleMagic.size());
    return moduleMagic.starts_with(found);
}

const ModuleHeader& headerAt(Bytes bytes, std::size_t at)
{
    return valueAt<std::uint32_t>(bytes, at + newHeaderMarkOffset) == newHeaderMark ? newModuleHeader : oldModuleHeader;
}

Module moduleAt(Bytes bytes, std::size_t at, const ModuleHeader& header)
{
    const std::uint8_t* const start = bytes.data() + at;
    const bool isNew = header.newVersion != 0;
    const std::size_t length = valueAt<std::uint32_t>(start + header.length);
    const std::size_t body = at + header.size;
    return {.name = trimmed(bytesAsText(bytes, at + moduleShortNameOffset, moduleShortNameSize)),
            .generation = isNew ? Generation::New : Generation::Old,
            .version = valueAt<std::uint32_t>(start + (isNew ? header.newVersion : header.version)),
            .bodyOffset = body,
            .promised = length,
            .body = bytes.subspan(body, std::min(length, bytes.size() - body))};
}

}  // namespace

const Module* Modules::find(std::string_view name) const
{
    const auto found = std::ranges::find(list, name, &Module::name);
    return found != list.end() ? &*found : nullptr;
}

Modules walkModules(Bytes bytes, std::string_view file)
{
    checkFileHeader(bytes, file);
    Modules modules;
    std::size_t at = fileHeaderSize;
    while (at < bytes.size()) {
        if (!startsModule(bytes, at)) {
            const std::string damage = std::string(file) + ": damaged EC-Lab file: expected \"MODULE\" at byte " +
                                       hex(at) + ", found \"" + shown(bytesAsText(bytes, at, moduleMagic.size())) +
                                       "\".";
            if (modules.find(dataModule) == nullptr) {
                throw FormatError(damage + " Nothing was read; copy the file again.");
            }
            modules.damage = damage;
            return modules;
        }
        const ModuleHeader& header = headerAt(bytes, at);
        if (bytes.size() - at < header.size) {
            modules.cutOff = true;
            return modules;
        }
        modules.list.push_back(moduleAt(bytes, at, header));
        const Module& module = modules.list.back();
        modules.cutOff = !module.complete();
        at = module.bodyOffset + module.promised;
    }
    modules.cutOff = modules.cutOff || bytes.size() < fileHeaderSize;
    return modules;
}

}  // namespace aurora::formats::eclab
