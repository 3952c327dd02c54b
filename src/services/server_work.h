#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/report.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// What is asked of each server: its items (samples, pipelines, jobs) by its label. Every one of them gets a result.
struct ServerItems
{
    std::map<std::string, std::vector<std::string>> byLabel;
    std::string notDone = "not done";  ///< how the result of an item begins to which it did not come

    [[nodiscard]] std::vector<std::string> labels() const;
    [[nodiscard]] std::size_t count() const;
};

using ServerWork = std::function<void(const std::string&, Report&)>;

/// Runs work(label, report) for every server, each on a thread of its own: they mostly wait for the network.
///
/// What one throws becomes a failure in its report and the server's state; the others go on. Reports are joined in the
/// order of the labels.
/// @return cancelled is set when one of them was; what was done until then is reported
[[nodiscard]] Report onEachServer(Lab& lab, const std::vector<std::string>& labels, const ServerWork& work);

/// The same for work on items: one that threw before it came to some of them has a result for each of these too.
[[nodiscard]] Report onEachServer(Lab& lab, const ServerItems& items, const ServerWork& work);

/// After a cancelled report of actions that must not be done twice: for which items only they are to be asked for
/// again.
/// @param notDone  as in ServerItems
/// @param again    "submit"
void noteHowToGoOn(Report& report, const std::string& notDone, const std::string& again);

/// Runs the action of one item and reports it under `what`; an error becomes a failure. Errors of the connection and
/// Cancelled are thrown on: nothing was sent, and nothing else can be done on that server.
void reportAction(Report& report, const std::string& what, const std::function<std::string()>& action);

}  // namespace aurora::services
