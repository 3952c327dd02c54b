#pragma once

#include "formats/neware/ndax_members.h"
#include "formats/neware/ndax_rows.h"
#include "formats/neware/ndc_file.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// A member that a recording can do without.
/// @param warnings  are told when it is there and cannot be unpacked
/// @return nothing where it is missing or cannot be unpacked
/// @throws Cancelled
[[nodiscard]] std::optional<UnpackedMember> readIfPossible(NdaxMembers& archive, const std::string& name,
                                                           std::vector<std::string>& warnings, Progress& progress);

/// What the rows come from: data.ndc as it lies in the archive, and what is needed of the members beside it.
struct RecordFiles
{
    UnpackedMember mainMember;
    NdcFile main;
    std::optional<RunInfos> runInfo;
    std::vector<StepRun> steps;
    std::vector<std::string> warnings;
    bool cutOff = false;
};

/// Steps that cannot be read cost the steps' types, not the recording.
/// @throws FormatError without the file's name: no records, or none that have a time
/// @throws Cancelled
[[nodiscard]] RecordFiles readRecordFiles(NdaxMembers& archive, PageCheck check, Progress& progress);

}  // namespace aurora::formats::neware
