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

/// The rows of a data module, which are nearly the whole file, are read when their columns are known.
constexpr std::size_t mostOfDataHead = 4096;

void checkFileHeader(Bytes beginning, std::string_view file)
{
    if (beginning.empty()) {
        throw FormatError(std::string(file) + ": is empty, so there is nothing to read. Copy the file again.");
    }
    const std::string_view found = bytesAsText(beginning, 0, fileMagic.size());
    if (found != fileMagic) {
        throw FormatError(std::string(file) + ": not an EC-Lab file: expected \"" + std::string(fileMagic) +
                          "\" at byte 0, found \"" + shown(found) + "\". Nothing was read.");
    }
}

/// True when these are the first bytes of a module, or could become one when more is written.
bool startsModule(Bytes bytes)
{
    return moduleMagic.starts_with(bytesAsText(bytes, 0, moduleMagic.size()));
}

const ModuleHeader& headerOf(Bytes bytes)
{
    return valueAt<std::uint32_t>(bytes, newHeaderMarkOffset) == newHeaderMark ? newModuleHeader : oldModuleHeader;
}

/// @param bytes  the module's header, whole
Module moduleAt(Bytes bytes, std::size_t at, const ModuleHeader& header, std::size_t fileSize)
{
    const bool isNew = header.newVersion != 0;
    Module module;
    module.name = trimmed(bytesAsText(bytes, moduleShortNameOffset, moduleShortNameSize));
    module.generation = isNew ? Generation::New : Generation::Old;
    module.version = valueAt<std::uint32_t>(bytes.data() + (isNew ? header.newVersion : header.version));
    module.bodyOffset = at + header.size;
    module.promised = valueAt<std::uint32_t>(bytes.data() + header.length);
    module.available = std::min(module.promised, fileSize - module.bodyOffset);
    return module;
}

}  // namespace

const Module* Modules::find(std::string_view name) const
{
    const auto found = std::ranges::find(list, name, &Module::name);
    return found != list.end() ? &*found : nullptr;
}

Modules walkModules(const ByteSource& bytes, std::string_view file)
{
    std::vector<std::uint8_t> buffer;
    checkFileHeader(bytes.view(0, fileMagic.size(), buffer), file);
    Modules modules;
    std::size_t at = fileHeaderSize;
    while (at < bytes.size()) {
        const Bytes start = bytes.view(at, std::max(oldModuleHeader.size, newModuleHeader.size), buffer);
        if (!startsModule(start)) {
            const std::string damage = std::string(file) + ": damaged EC-Lab file: expected \"MODULE\" at byte " +
                                       hex(at) + ", found \"" + shown(bytesAsText(start, 0, moduleMagic.size())) +
                                       "\".";
            if (modules.find(dataModule) == nullptr) {
                throw FormatError(damage + " Nothing was read; copy the file again.");
            }
            modules.damage = damage;
            return modules;
        }
        const ModuleHeader& header = headerOf(start);
        if (start.size() < header.size) {
            modules.cutOff = true;
            return modules;
        }
        Module module = moduleAt(start, at, header, bytes.size());
        const std::size_t wanted =
            module.name == dataModule ? std::min(module.available, mostOfDataHead) : module.available;
        module.body = bytes.view(module.bodyOffset, wanted, modules.storage.emplace_back());
        modules.cutOff = !module.complete();
        at = module.bodyOffset + module.promised;
        modules.list.push_back(std::move(module));
    }
    modules.cutOff = modules.cutOff || bytes.size() < fileHeaderSize;
    return modules;
}

}  // namespace aurora::formats::eclab
