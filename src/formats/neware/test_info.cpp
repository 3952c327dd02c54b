#include "formats/neware/test_info.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/job_data.h"
#include "formats/neware/job_json.h"

namespace aurora::formats::neware {

Json jobData(const TestInfo& info, const Json& protocol, const Json& versions)
{
    Json data = Json::object();
    constexpr std::string_view ending = ".xml";
    const bool named = info.stepFile.size() > ending.size() && lowerCase(info.stepFile).ends_with(ending);
    const std::string technique = named ? info.stepFile.substr(0, info.stepFile.size() - ending.size()) : info.stepFile;
    put(data, job::technique, technique.empty() ? "Neware" : technique);
    putText(data, job::barcode, info.barcode);
    putText(data, job::remark, info.remark);
    putText(data, job::startTime, info.startTime);
    putText(data, job::endTime, info.endTime);
    putNumber(data, job::deviceType, info.deviceType);
    putNumber(data, job::deviceId, info.deviceId);
    putNumber(data, job::unitId, info.unitId);
    putNumber(data, job::channelId, info.channelId);
    putNumber(data, job::testId, info.testId);
    putText(data, job::creator, info.creator);
    putText(data, job::serialNumber, info.serialNumber);
    putNumber(data, job::currentRange_mA, info.currentRange_mA);
    putNumber(data, job::voltageRange_V, info.voltageRange_V);
    if (!info.currentRanges_mA.empty()) {
        put(data, job::currentRanges_mA, info.currentRanges_mA);
    }
    putNumber(data, job::activeMass_mg, info.activeMass_mg);
    putText(data, job::testGuid, info.testGuid);
    putText(data, job::serverAddress, info.serverAddress);
    putNumber(data, job::modifyCount, info.modifyCount);
    data.update(protocol);
    if (!versions.empty()) {
        put(data, job::versions, versions);
    }
    return data;
}

void identify(const TestInfo& info, Recording& recording)
{
    const auto text = [](const std::optional<std::int64_t>& number) {
        return number ? std::to_string(*number) : std::string();
    };
    recording.device = text(info.deviceId);
    recording.channel = info.unitId && info.channelId ? text(info.unitId) + "-" + text(info.channelId) : "";
    recording.testId = text(info.testId);
    for (const std::string& hint : {info.barcode, info.remark}) {
        if (!hint.empty()) {
            recording.sampleHints.push_back(hint);
        }
    }
    if (recording.series.size() == 0) {
        recording.start_uts = parseTimestamp(info.startTime, recording.timeZone);
        recording.end_uts = parseTimestamp(info.endTime, recording.timeZone);
    }
}

}  // namespace aurora::formats::neware
