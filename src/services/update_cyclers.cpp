#include "aurora/services/update_cyclers.h"

#include "aurora/core/error.h"
#include "server_tables.h"
#include "server_work.h"

#include <atomic>

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
    return onEachServer(lab, wanted, [&](const std::string& label, Report& report) {
        refreshServer(lab, label, report, progress);
        report.done.push_back({label, "is up to date", {}});
        progress.report(++done, wanted.size(), label);
    });
}

}  // namespace aurora::services
