#include "gui/cyclers/lab_task.h"

#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

/// A server with an unknown host key is told of by the question about it, which shows the fingerprint; what to type on
/// the command line is of no use here.
services::Report withoutHostKeys(services::Report report, const services::Lab& lab)
{
    for (const services::ServerState& state : lab.states()) {
        for (services::ReportItem& item : report.failed) {
            if (!state.hostKeyFingerprint.empty() && item.message.find(state.hostKeyFingerprint) != std::string::npos) {
                item.cause = item.message + (item.cause.empty() ? "" : "\n") + item.cause;
                item.message = QCoreApplication::translate("LabTask", "The host key of %1 is not known yet.")
                                   .arg(toQString(state.label))
                                   .toStdString();
            }
        }
    }
    return report;
}

}  // namespace

Task* runOnLab(Frame& frame, const std::shared_ptr<services::Lab>& lab, LabTask task)
{
    if (!lab) {
        return nullptr;
    }
    return frame.tasks.start(
        task.title, task.kind, [lab, work = std::move(task.work)](Progress& progress) { return work(*lab, progress); },
        &frame.tasks,
        [&frame, lab, summary = task.summary, then = std::move(task.then)](const services::Report& told) {
            const services::Report report = withoutHostKeys(told, *lab);
            QString text = doneText(report, summary);
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
               ? QCoreApplication::translate("LabTask", "The project has no cycler servers. They are entered in Edit "
                                                        "▸ Preferences, under “Servers”.")
               : QString();
}

}  // namespace aurora::gui
