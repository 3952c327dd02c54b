#include "aurora/services/update_cyclers.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/services/server_ages.h"
#include "odd_states.h"
#include "server_tables.h"
#include "server_work.h"

#include <atomic>
#include <map>
#include <utility>

namespace aurora::services {

namespace {

/// Adds to the failure of each server of when its rows are. A database that cannot be read costs that alone.
void tellAges(Report& report, const Project& project)
{
    if (report.failed.empty()) {
        return;
    }
    try {
        const std::map<std::string, double> answers_uts = lastAnswers_uts(project);
        for (ReportItem& item : report.failed) {
            const auto last = answers_uts.find(item.input);
            item.message += last == answers_uts.end()
                                ? " It has never answered: there are no rows of it."
                                : " Its rows are as of " + formatTimestamp(last->second, project.timeZone()) + ".";
        }
    } catch (const Error&) {
        return;
    }
}

/// Adds the samples that several pipelines hold. A database that cannot be read costs that alone.
void tellOddPlaces(Report& report, const Lab& lab)
{
    try {
        const auto database = lab.project().openDatabase();
        for (ReportItem& item : samplesInSeveralPlaces(*database, lab.serverLabels())) {
            report.skipped.push_back(std::move(item));
        }
    } catch (const Error&) {
        return;
    }
}

}  // namespace

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
    tellAges(report, lab.project());
    tellOddPlaces(report, lab);
    return report;
}

}  // namespace aurora::services
