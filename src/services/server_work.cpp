#include "server_work.h"

#include "aurora/core/error.h"
#include "aurora/core/parallel.h"

#include <atomic>

namespace aurora::services {

namespace {

void workOn(Lab& lab, const std::string& label, const std::function<void(const std::string&, Report&)>& work,
            Report& report)
{
    try {
        work(label, report);
        lab.noteAnswer(label);
    } catch (const Cancelled&) {
        report.cancelled = true;
    } catch (const remote::ConnectionError& error) {
        lab.noteFailure(label, error);
        report.failed.push_back({label, error.what(), error.cause()});
    } catch (const remote::CommandTimedOut& error) {
        lab.noteFailure(label, error);
        report.failed.push_back({label, error.what(), error.cause()});
    } catch (const cyclers::NotDone& error) {
        lab.noteFailure(label, error);
        report.failed.push_back({label, error.what(), error.cause()});
    } catch (const Error& error) {  // of our own: a database that is locked says nothing of the server
        report.failed.push_back({label, error.what(), error.cause()});
    } catch (const std::exception& error) {
        report.failed.push_back({label, label + ": the server could not be used.", error.what()});
    }
}

}  // namespace

Report onEachServer(Lab& lab, const std::vector<std::string>& labels,
                    const std::function<void(const std::string&, Report&)>& work)
{
    std::vector<Report> reports(labels.size());
    {
        std::atomic<std::size_t> next{0};
        ThreadGroup threads;
        threads.start(labels.size(), [&] {
            for (std::size_t i = next++; i < labels.size(); i = next++) {
                workOn(lab, labels[i], work, reports[i]);
            }
        });
    }
    Report joined;
    for (const Report& report : reports) {
        joined.add(report);
        joined.cancelled = joined.cancelled || report.cancelled;
    }
    return joined;
}

void reportActions(Report& report, const std::vector<std::string>& names,
                   const std::function<std::string(std::size_t)>& action)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        try {
            reportAction(report, names[i], [&] { return action(i); });
        } catch (const Error& error) {
            const bool cancelled = dynamic_cast<const Cancelled*>(&error) != nullptr;
            (cancelled ? report.skipped : report.failed)
                .push_back({names[i], cancelled ? "was cancelled: look at its state" : error.what(), error.cause()});
            for (std::size_t later = i + 1; later < names.size(); ++later) {
                report.skipped.push_back({names[later], "was not tried", {}});
            }
            throw;
        }
    }
}

void reportAction(Report& report, const std::string& what, const std::function<std::string()>& action)
{
    try {
        report.done.push_back({what, action(), {}});
    } catch (const remote::ConnectionError&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        report.failed.push_back({what, error.what(), error.cause()});
    }
}

}  // namespace aurora::services
