#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/report.h"

#include <functional>
#include <string>
#include <vector>

namespace aurora::services {

/// Runs work(label, report) for every server, each on a thread of its own: they mostly wait for the network.
///
/// What one throws becomes a failure in its report and the server's state; the others go on. Reports are joined in the
/// order of the labels.
/// @return cancelled is set when one of them was; what was done until then is reported
[[nodiscard]] Report onEachServer(Lab& lab, const std::vector<std::string>& labels,
                                  const std::function<void(const std::string&, Report&)>& work);

/// Runs one action and reports it under `what`; an error becomes a failure. Errors of the connection are thrown on:
/// nothing else can be done on that server.
void reportAction(Report& report, const std::string& what, const std::function<std::string()>& action);

/// Runs the actions of one server one after the other. When nothing can be done on it any more, or the user cancels,
/// the rest is reported as not tried, and that is thrown on.
void reportActions(Report& report, const std::vector<std::string>& names,
                   const std::function<std::string(std::size_t)>& action);

}  // namespace aurora::services
