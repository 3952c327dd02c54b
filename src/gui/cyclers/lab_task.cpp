#include "gui/cyclers/lab_task.h"

#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>

namespace aurora::gui {

void runOnLab(Frame& frame, LabTask task)
{
    const std::shared_ptr<services::Lab>& lab = frame.session.lab();
    if (!lab) {
        return;
    }
    frame.tasks.start(
        task.title, task.kind, [lab, work = std::move(task.work)](Progress& progress) { return work(*lab, progress); },
        &frame.tasks,
        [&frame, summary = task.summary, then = std::move(task.then)](const services::Report& report) {
            QString text = summary.arg(report.done.size());
            if (report.cancelled) {
                text += QLatin1Char(' ') + QCoreApplication::translate("LabTask", "Cancelled: the rest was not done.");
            }
            showReport(frame.messages, report, text);
            if (then) {
                then(report);
            }
        });
}

QString whyNotUseCyclers(const Frame& frame)
{
    const QString reason = frame.session.whyNotWrite();
    if (!reason.isEmpty()) {
        return reason;
    }
    const auto& lab = frame.session.lab();
    return lab && lab->serverLabels().empty()
               ? QCoreApplication::translate("LabTask", "The project has no cycler servers. They stand under “Servers” "
                                                        "in its shared_config.json.")
               : QString();
}

}  // namespace aurora::gui
