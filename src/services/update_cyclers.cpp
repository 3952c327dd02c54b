#include "aurora/services/update_cyclers.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/database.h"
#include "odd_states.h"
#include "server_tables.h"
#include "server_work.h"

#include <atomic>
#include <optional>

namespace aurora::services {

Report updateFromCyclers(Lab& lab, const std::vector<std::string>& labels, Progress& progress)
{
    if (lab.project().readOnly()) {
        throw Error("The project " + lab.project().name() +
                    " is open read-only: the states of its cyclers cannot be noted in it.");
    }
    const std::vector<std::string> wanted = labels.empty() ? lab.serverLabels() : labels;
    for (const std::string& label : wanted) {
        static_cast<void>(lab.serverEntry(label));  // a label nobody has is a mistake of the whole call
    }
    std::atomic<std::size_t> done{0};
    Report report = onEachServer(lab, wanted, [&](const std::string& label, Report& ofServer) {
        refreshServer(lab, label, ofServer, progress);
        ofServer.done.push_back({label, "is up to date", {}});
        progress.report(++done, wanted.size(), label);
    });
    const auto database = lab.project().openDatabase();
    for (ReportItem& item : samplesInSeveralPlaces(*database, lab.serverLabels())) {
        report.skipped.push_back(std::move(item));
    }
    const std::map<std::string, std::string> answers = lastAnswers(*database);
    for (ReportItem& item : report.failed) {
        const auto last = answers.find(item.input);
        item.message += last == answers.end() ? " It has never answered: there are no rows of it."
                                              : " Its rows are as of " + last->second + ".";
    }
    return report;
}

std::map<std::string, std::string> lastAnswers(const database::Database& database)
{
    std::map<std::string, std::string> answers;
    const Table rows = database.query(
        R"(SELECT "Server label", MAX("Last checked") FROM pipelines WHERE "Server label" IS NOT NULL GROUP BY 1)");
    for (const auto& row : rows.rows) {
        if (!isEmpty(row[1])) {
            answers[toText(row[0])] = toText(row[1]);
        }
    }
    return answers;
}

std::vector<std::string> staleServers(const database::Database& database, const Project& project, double now_uts)
{
    constexpr double perMinute_s = 60;
    std::vector<std::string> sentences;
    for (const auto& [label, time] : lastAnswers(database)) {
        const std::optional<double> answer_uts = parseTimestamp(time, project.timeZone());
        if (answer_uts && now_uts - *answer_uts > staleAfter_s) {
            const auto minutes = static_cast<std::int64_t>((now_uts - *answer_uts) / perMinute_s);
            sentences.push_back(label + " last answered at " + time + ", " + std::to_string(minutes) +
                                " minutes ago: its rows are as of then.");
        }
    }
    return sentences;
}

}  // namespace aurora::services
