#include "aurora/config/daemon_settings.h"

#include "aurora/core/text.h"
#include "server_keys.h"

#include <cstdint>
#include <optional>

namespace aurora::config {

namespace {

constexpr std::string_view intervalKey = "Update interval (min)";
constexpr std::string_view nightlyKey = "Nightly at";
constexpr std::string_view backupsKey = "Backups kept";

std::optional<TimeOfDay> timeOfDay(const Json& value)
{
    if (!value.is_string()) {
        return std::nullopt;
    }
    const std::vector<std::string> parts = split(value.get_ref<const std::string&>(), ':');
    if (parts.size() != 2) {
        return std::nullopt;
    }
    const auto hour = parseInteger(parts[0]);
    const auto minute = parseInteger(parts[1]);
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
        return std::nullopt;
    }
    return TimeOfDay{.hour = static_cast<int>(*hour), .minute = static_cast<int>(*minute)};
}

std::vector<TimeOfDay> readTimes(const Keys& inside, const Json& said)
{
    const Json list = said.is_array() ? said : Json::array({said});
    std::vector<TimeOfDay> times;
    for (const Json& entry : list) {
        const auto time = timeOfDay(entry);
        if (!time) {
            inside.refuse(nightlyKey, entry, "a time of day, as in \"02:00\", or a list of them");
        }
        times.push_back(*time);
    }
    return times;
}

}  // namespace

DaemonSettings readDaemonSettings(const Keys& keys)
{
    constexpr double longest_min = 7 * 24 * 60;
    DaemonSettings settings;
    const Json* const daemon = keys.value("Daemon");
    if (daemon == nullptr) {
        return settings;
    }
    if (!daemon->is_object()) {
        keys.refuse("Daemon", *daemon, R"x(an object, as in {"Update interval (min)": 5})x");
    }

    const Keys inside(*daemon, keys.file(), "\"Daemon\"");
    if (const Json* const interval = inside.value(intervalKey)) {
        settings.updateInterval_min = interval->is_number() ? interval->get<double>() : 0;
        if (!(settings.updateInterval_min > 0) || settings.updateInterval_min > longest_min) {
            inside.refuse(intervalKey, *interval, "a number of minutes above 0, at most a week");
        }
    }
    if (const Json* const nightly = inside.value(nightlyKey)) {
        settings.nightlyAt = readTimes(inside, *nightly);
    }
    if (const Json* const kept = inside.value(backupsKey)) {
        constexpr std::int64_t most = 10'000;
        if (!kept->is_number_integer() || kept->get<std::int64_t>() < 0 || kept->get<std::int64_t>() > most) {
            inside.refuse(backupsKey, *kept, "a whole number from 0, which makes none, to 10000");
        }
        settings.backupsKept = kept->get<int>();
    }
    return settings;
}

}  // namespace aurora::config
