#include "gui/cyclers/test_report.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

struct TestReportWords
{
    Q_DECLARE_TR_FUNCTIONS(TestReport)
};

}  // namespace

services::Report reportOf(const cyclers::ServerTest& test)
{
    services::Report report;
    for (const cyclers::TestStep& step : test.steps) {
        switch (step.outcome) {
        case cyclers::TestStep::Outcome::Passed:
            report.done.push_back({step.name, step.message, step.cause});
            break;
        case cyclers::TestStep::Outcome::Failed:
            report.failed.push_back({step.name, step.message, step.cause});
            break;
        case cyclers::TestStep::Outcome::NotTried:
            report.skipped.push_back({step.name, TestReportWords::tr("not tried").toStdString(), step.cause});
            break;
        }
    }
    return report;
}

}  // namespace aurora::gui
