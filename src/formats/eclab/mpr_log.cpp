#include "formats/eclab/mpr_log.h"

#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "formats/eclab/mpr_fields.h"

#include <vector>

namespace aurora::formats::eclab {

namespace {

std::string deviceName(std::uint8_t model)
{
    const auto name = codeText(CodeGroup::DeviceModel, model);
    return name ? std::string(*name) : "device model " + std::to_string(model);
}

/// Channels are counted from 0; BCS cyclers name them by a letter for each eight.
std::string channelName(std::uint8_t channel, std::string_view device)
{
    if (device.starts_with("BCS")) {
        return static_cast<char>('A' + channel / 8) + std::to_string(channel % 8 + 1);
    }
    return std::to_string(channel + 1);
}

}  // namespace

LogFacts readLog(const Module& module)
{
    LogFacts log;
    for (const ModuleField& field : logFields()) {
        Json value = fieldValue(module.body, field.offset, field.stored);
        if (!value.is_null() && value != Json("")) {
            log.json[std::string(field.key)] = std::move(value);
        }
    }
    log.json.erase(std::string(key::techniqueId));  // the settings say it too
    log.json.erase(std::string(key::started));      // a number of days; the reader tells it as local time
    log.startOleDays = valueAt<double>(module.body, logStartOffset);
    log.softwareVersion = fieldText(module.body, logField(key::softwareVersion).offset);
    if (const auto model = valueAt<std::uint8_t>(module.body, logField(key::device).offset)) {
        log.device = deviceName(*model);
        log.json[std::string(key::device)] = log.device;
    }
    if (const auto channel = valueAt<std::uint8_t>(module.body, logField(key::channel).offset)) {
        log.channel = channelName(*channel, log.device);
        log.json[std::string(key::channel)] = log.channel;
    }
    return log;
}

Json readLoops(const Module& module)
{
    const auto count = valueAt<std::uint32_t>(module.body, 0);
    if (!count || *count > module.body.size() / sizeof(std::uint32_t) - 1) {
        return {};
    }
    std::vector<std::uint32_t> firstRows;
    firstRows.reserve(*count);
    for (std::size_t i = 1; i <= *count; ++i) {
        firstRows.push_back(*valueAt<std::uint32_t>(module.body, i * sizeof(std::uint32_t)));
    }
    return firstRows;
}

Json readAnalogInputs(const Module& module)
{
    const std::size_t shift = module.generation == Generation::New ? 1 : 0;
    Json inputs = Json::object();
    for (const int input : {1, 2}) {
        Json json = Json::object();
        for (const ModuleField& field : analogInFields(input)) {
            json[std::string(field.key)] = fieldValue(module.body, field.offset + shift, field.stored);
        }
        if (!textAt(json, "name").value_or("").empty()) {
            inputs["Analog IN " + std::to_string(input)] = std::move(json);
        }
    }
    return inputs;
}

}  // namespace aurora::formats::eclab
