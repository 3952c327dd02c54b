#include "server_work.h"

#include "aurora/core/error.h"
#include "aurora/core/parallel.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace aurora::services {

namespace {

constexpr const char* byTheUser = ": cancelled before it was begun";

/// What is left of the items when the work on a server ended before its time.
class Unfinished
{
public:
    Unfinished(const std::string& label, const ServerItems& items, Report& report)
        : m_label(label), m_notDone(items.notDone), m_report(report)
    {
        const auto asked = items.byLabel.find(label);
        if (asked != items.byLabel.end()) {
            m_items = asked->second;
        }
    }

    void cancelled()
    {
        m_report.cancelled = true;
        for (const std::string& item : left()) {
            m_report.skipped.push_back({item, m_notDone + byTheUser, {}});
        }
    }

    /// One failure an item; where all have their result, one of the server.
    void failed(const std::string& sentence, const std::string& cause)
    {
        const std::vector<std::string> items = left();
        for (const std::string& item : items) {
            m_report.failed.push_back({item, m_notDone + ": " + sentence, cause});
        }
        if (items.empty()) {
            m_report.failed.push_back({m_label, sentence, cause});
        }
    }

private:
    [[nodiscard]] std::vector<std::string> left() const
    {
        std::set<std::string> told;
        for (const auto* const list : {&m_report.done, &m_report.skipped, &m_report.failed}) {
            for (const ReportItem& item : *list) {
                told.insert(item.input);
            }
        }
        std::vector<std::string> items = m_items;
        std::erase_if(items, [&](const std::string& item) { return told.count(item) > 0; });
        return items;
    }

    std::string m_label;
    std::string m_notDone;
    std::vector<std::string> m_items;
    Report& m_report;
};

void workOn(Lab& lab, const std::string& label, const ServerWork& work, const ServerItems& items, Report& report)
{
    Unfinished unfinished(label, items, report);
    const auto serverFailed = [&](const Error& error) {
        lab.noteFailure(label, error);
        unfinished.failed(error.what(), error.cause());
    };
    try {
        work(label, report);
        lab.noteAnswer(label);
    } catch (const Cancelled&) {
        unfinished.cancelled();
    } catch (const remote::ConnectionError& error) {
        serverFailed(error);
    } catch (const remote::CommandTimedOut& error) {
        serverFailed(error);
    } catch (const cyclers::NotDone& error) {
        serverFailed(error);
    } catch (const Error& error) {  // of our own: a database that is locked says nothing of the server
        unfinished.failed(error.what(), error.cause());
    } catch (const std::exception& error) {
        unfinished.failed(label + ": the server could not be used.", error.what());
    }
}

Report onEach(Lab& lab, const std::vector<std::string>& labels, const ServerItems& items, const ServerWork& work)
{
    std::vector<Report> reports(labels.size());
    {
        std::atomic<std::size_t> next{0};
        ThreadGroup threads;
        threads.start(labels.size(), [&] {
            for (std::size_t i = next++; i < labels.size(); i = next++) {
                workOn(lab, labels[i], work, items, reports[i]);
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

}  // namespace

std::vector<std::string> ServerItems::labels() const
{
    std::vector<std::string> labels;
    for (const auto& [label, items] : byLabel) {
        labels.push_back(label);
    }
    return labels;
}

std::size_t ServerItems::count() const
{
    std::size_t count = 0;
    for (const auto& [label, items] : byLabel) {
        count += items.size();
    }
    return count;
}

Report onEachServer(Lab& lab, const std::vector<std::string>& labels, const ServerWork& work)
{
    return onEach(lab, labels, {}, work);
}

Report onEachServer(Lab& lab, const ServerItems& items, const ServerWork& work)
{
    return onEach(lab, items.labels(), items, work);
}

void noteHowToGoOn(Report& report, const std::string& notDone, const std::string& again)
{
    if (!report.cancelled) {
        return;
    }
    std::string names;
    for (const ReportItem& item : report.skipped) {
        if (item.message == notDone + byTheUser) {
            names += (names.empty() ? "" : ", ") + item.input;
        }
    }
    report.howToGoOn = names.empty() ? "Everything had been sent by then: update to see what came of it."
                                     : "Update, then " + again + " only those " + notDone + ": " + names + ".";
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
