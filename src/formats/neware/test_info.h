#pragma once

#include "aurora/core/json.h"
#include "aurora/core/recording.h"
#include "formats/neware/aux_files.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// What a file says of its test: `TestInfo.xml`, the test info of `.nda`. Empty or missing: it does not say.
struct TestInfo
{
    std::string barcode;
    std::string remark;
    std::string startTime;  ///< local time `YYYY-MM-DD HH:MM:SS`
    std::string endTime;
    std::string creator;
    std::string serialNumber;
    std::string stepFile;  ///< name of the protocol
    std::optional<std::int64_t> deviceType;
    std::optional<std::int64_t> deviceId;
    std::optional<std::int64_t> unitId;     ///< as users count, from 1
    std::optional<std::int64_t> channelId;  ///< as users count, from 1
    std::optional<std::int64_t> testId;
    std::optional<double> currentRange_mA;
    std::optional<double> voltageRange_V;
    std::optional<double> activeMass_mg;
    std::string testGuid;
    std::string serverAddress;
    std::optional<std::int64_t> modifyCount;
    std::vector<double> currentRanges_mA;
    std::vector<AuxElement> auxiliaries;
    bool complete = false;  ///< false: the XML is cut off or damaged
};

/// All of it, by the keys of job_data.h.
/// @param protocol  keys of job_data.h that come from the protocol, see parseStepFile
/// @param versions  software and firmware by their own names
[[nodiscard]] Json jobData(const TestInfo& info, const Json& protocol, const Json& versions);

/// Fills in which test it is, and what may name the sample. Start and end, where the recording has no rows: they are
/// then known from here alone.
void identify(const TestInfo& info, Recording& recording);

}  // namespace aurora::formats::neware
