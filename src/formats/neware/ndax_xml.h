#pragma once

#include "aurora/core/json.h"
#include "formats/neware/aux_files.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// What `TestInfo.xml` says. Empty or missing: it does not say.
struct TestInfo
{
    std::string barcode;
    std::string remark;
    std::string startTime;  ///< local time `YYYY-MM-DD HH:MM:SS`
    std::string endTime;
    std::string serialNumber;
    std::string stepFile;  ///< name of the protocol
    std::optional<std::int64_t> deviceType;
    std::optional<std::int64_t> deviceId;
    std::optional<std::int64_t> unitId;     ///< as users count, from 1
    std::optional<std::int64_t> channelId;  ///< as users count, from 1
    std::optional<std::int64_t> testId;
    std::optional<double> currentRange_mA;
    std::optional<double> voltageRange_V;
    std::vector<AuxElement> auxiliaries;
    bool complete = false;  ///< false: the XML is cut off or damaged
};

/// Reads as much as there is; a text that is cut off, scrubbed or no XML at all is no error.
[[nodiscard]] TestInfo parseTestInfo(std::string_view xml);

/// The protocol: keys of job_data.h (MultCap, Creator, Protection, Steps). Empty where there is none.
[[nodiscard]] Json parseStepFile(std::string_view xml);

/// Software and firmware: the attributes of `ZwjVersion` by their own names.
[[nodiscard]] Json parseVersionInfo(std::string_view xml);

/// Everything that the XML files say, by the keys of job_data.h.
[[nodiscard]] Json jobData(const TestInfo& info, const Json& protocol, const Json& versions);

}  // namespace aurora::formats::neware
