#include "gui/tables/sample_actions.h"

#include "aurora/services/analyse.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

void analyse(Frame& frame, std::vector<std::string> samples, services::When when)
{
    const auto& project = frame.session.project();
    if (!project) {
        return;
    }
    frame.tasks.start(
        QCoreApplication::translate("SampleActions", "Analysing"), TaskKind::Writes,
        [project = *project, samples = std::move(samples), when](Progress& progress) {
            return services::analyseSamples(project, samples, when, progress);
        },
        &frame.tasks,
        [&frame](const services::Report& report) {
            QString text =
                QCoreApplication::translate("SampleActions", "Samples analysed: %1.").arg(report.done.size());
            if (report.cancelled) {
                text += QLatin1Char(' ') + QCoreApplication::translate("LabTask", "Cancelled: the rest was not done.");
            }
            showReport(frame.messages, report, text);
        });
}

}  // namespace

void analyseAgain(Frame& frame, const QStringList& samples)
{
    std::vector<std::string> ids;
    for (const QString& sample : samples) {
        ids.push_back(sample.toStdString());
    }
    analyse(frame, std::move(ids), services::When::Always);
}

void analyseNewData(Frame& frame)
{
    analyse(frame, {}, services::When::NewData);
}

}  // namespace aurora::gui
