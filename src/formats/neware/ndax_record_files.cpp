#include "formats/neware/ndax_record_files.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <utility>

namespace aurora::formats::neware {

namespace {

constexpr const char* mainMember = "data.ndc";
constexpr const char* runInfoMember = "data_runInfo.ndc";
constexpr const char* stepMember = "data_step.ndc";

bool has(const NdaxMembers& archive, const std::string& name)
{
    const std::vector<std::string> names = archive.names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A member without which there are no rows.
UnpackedMember readNeeded(NdaxMembers& archive, const std::string& name, Progress& progress)
{
    try {
        return archive.read(name, progress);
    } catch (const FormatError& error) {
        throw FormatError(std::string(error.what()) + " Nothing was read.", error.cause());
    }
}

void addTo(RecordFiles& files, const NdcFile& file)
{
    files.cutOff = files.cutOff || file.cutOff();
    files.warnings.insert(files.warnings.end(), file.warnings().begin(), file.warnings().end());
}

RecordFiles openMain(NdaxMembers& archive, PageCheck check, Progress& progress)
{
    if (!has(archive, mainMember)) {
        throw FormatError(
            "The archive has no member data.ndc, which holds the records. Nothing was read; copy the file "
            "again, or export it again with BTSDA.");
    }
    UnpackedMember unpacked = readNeeded(archive, mainMember, progress);
    NdcFile main(unpacked.member, NdcContent::Main, check);
    if (main.cutOff() && main.size() == 0) {
        throw FormatError("data.ndc ends before its first page of records is complete. Nothing was read; copy the file "
                          "again.");
    }
    RecordFiles files{std::move(unpacked), std::move(main), std::nullopt, {}, {}, false};
    addTo(files, files.main);
    return files;
}

void addSteps(NdaxMembers& archive, PageCheck check, Progress& progress, RecordFiles& files)
{
    const std::optional<UnpackedMember> unpacked = readIfPossible(archive, stepMember, files.warnings, progress);
    if (!unpacked) {
        return;
    }
    try {
        const NdcFile file(unpacked->member, NdcContent::Step, check);
        files.steps = readSteps(file);
        addTo(files, file);
    } catch (const FormatError& error) {
        files.warnings.emplace_back(error.what());
    }
}

}  // namespace

std::optional<UnpackedMember> readIfPossible(NdaxMembers& archive, const std::string& name,
                                             std::vector<std::string>& warnings, Progress& progress)
{
    if (!has(archive, name)) {
        return std::nullopt;
    }
    try {
        return archive.read(name, progress);
    } catch (const FormatError& error) {
        warnings.push_back(name + " was left out: " + error.what());
        return std::nullopt;
    }
}

RecordFiles readRecordFiles(NdaxMembers& archive, PageCheck check, Progress& progress)
{
    archive.announce(mainMember);
    archive.announce(runInfoMember);
    RecordFiles files = openMain(archive, check, progress);
    const NdcLayout& layout = files.main.layout();
    if (hasEverythingInItsRecords(layout)) {
        return files;
    }
    if (needsRunInfo(layout) && files.main.size() > 0 && has(archive, runInfoMember)) {
        const UnpackedMember unpacked = readNeeded(archive, runInfoMember, progress);
        const NdcFile file(unpacked.member, NdcContent::RunInfo, check);
        files.runInfo.emplace(file, progress);
        addTo(files, file);
    }
    addSteps(archive, check, progress, files);
    return files;
}

}  // namespace aurora::formats::neware
