#include "aurora/services/server_ages.h"

#include "aurora/core/time.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace aurora::services {

namespace {

/// In the unit that says something: minutes of the last hours, days of a lab that was switched off.
std::string ageWords(double age_s)
{
    constexpr double minute_s = 60;
    constexpr double hour_s = 60 * minute_s;
    constexpr double day_s = 24 * hour_s;
    const auto [unit_s, unit] = age_s < 2 * hour_s  ? std::pair(minute_s, " minutes")
                                : age_s < 2 * day_s ? std::pair(hour_s, " hours")
                                                    : std::pair(day_s, " days");
    return std::to_string(static_cast<std::int64_t>(age_s / unit_s)) + unit;
}

}  // namespace

std::map<std::string, double> lastAnswers_uts(const Project& project)
{
    const auto database = project.openDatabase();
    std::map<std::string, double> answers_uts;
    for (const char* table : {"pipelines", "jobs"}) {
        const Table newest =
            database->query(std::string(R"(SELECT "Server label", max("Last checked") FROM )") + table +
                            R"( WHERE "Server label" IS NOT NULL AND "Last checked" IS NOT NULL GROUP BY 1)");
        for (const auto& row : newest.rows) {
            if (const auto time_uts = parseTimestamp(toText(row[1]), project.timeZone())) {
                double& known_uts = answers_uts.try_emplace(toText(row[0]), *time_uts).first->second;
                known_uts = std::max(known_uts, *time_uts);
            }
        }
    }
    return answers_uts;
}

double staleAge_s(const Project& project)
{
    constexpr double rounds = 2;
    constexpr double secondsPerMinute = 60;
    constexpr double atLeast_s = 10 * secondsPerMinute;
    return std::max(atLeast_s, rounds * secondsPerMinute * project.config().daemon.updateInterval_min);
}

std::vector<std::string> staleServers(const Project& project, double now_uts)
{
    const std::map<std::string, double> answers_uts = lastAnswers_uts(project);
    std::vector<std::string> sentences;
    for (const config::Server& server : project.config().servers) {
        const auto answer = answers_uts.find(server.label);
        const double age_s = answer == answers_uts.end() ? 0 : now_uts - answer->second;
        if (age_s > staleAge_s(project)) {
            sentences.push_back(server.label + " last answered at " +
                                formatTimestamp(answer->second, project.timeZone()) + ", " + ageWords(age_s) +
                                " ago: its rows are as of then.");
        }
    }
    std::sort(sentences.begin(), sentences.end());
    return sentences;
}

}  // namespace aurora::services
