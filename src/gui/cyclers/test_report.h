#pragma once

#include "aurora/cyclers/cycler_server.h"
#include "aurora/services/report.h"

namespace aurora::gui {

/// A test of a connection with what the list of tasks tells of it: a task that went to its end may have found that
/// nothing works.
template <class Test>
struct ReportedTest
{
    Test test;
    services::Report report;
};

/// One entry a step, named after what was tried.
[[nodiscard]] services::Report reportOf(const cyclers::ServerTest& test);

}  // namespace aurora::gui
