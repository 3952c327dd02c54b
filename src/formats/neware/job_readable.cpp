#include "formats/neware/job_readable.h"

#include "aurora/core/column.h"
#include "aurora/core/text.h"
#include "aurora/formats/neware/job_data.h"

#include <string>
#include <string_view>

namespace aurora::formats::neware {

namespace {

constexpr double secondsPerHour = 3600;

/// A number in the unit that people use.
std::string withUnit(const Json& number, const std::string& unit)
{
    if (unit == "mAs") {
        return formatNumber(number.get<double>() / secondsPerHour) + " mA\u00B7h";
    }
    return formatNumber(number.get<double>()) + " " + (unit == "degC" ? "\u00B0C" : unit);
}

std::string titleOf(std::string_view key, const std::string& name)
{
    return key == job::multCap_mAs ? "Nominal capacity" : name;
}

}  // namespace

Json readableJobData(const Json& jobData)
{
    if (jobData.is_array()) {
        Json list = Json::array();
        for (const Json& entry : jobData) {
            list.push_back(readableJobData(entry));
        }
        return list;
    }
    if (!jobData.is_object()) {
        return jobData;
    }
    Json readable = Json::object();
    for (const auto& [key, value] : jobData.items()) {
        const auto [name, unit] = splitHeader(key);
        if (value.is_number() && !unit.empty()) {
            readable[titleOf(key, name)] = withUnit(value, unit);
        } else {
            readable[key] = readableJobData(value);
        }
    }
    return readable;
}

}  // namespace aurora::formats::neware
