#include "gui/export/export_actions.h"

#include "aurora/core/error.h"
#include "aurora/services/export_samples.h"
#include "gui/export/export_dialog.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/written_file.h"
#include "gui/report/report_message.h"
#include "gui/samples/named_samples.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct ExportActionsWords
{
    Q_DECLARE_TR_FUNCTIONS(ExportActions)
};

/// What was typed into the form is kept for the next time; that it could not be kept does not stop the export.
services::ExportResult work(const services::Project& project, const services::ExportRequest& request,
                            Progress& progress)
{
    std::optional<services::ReportItem> notKept;
    if (request.crate) {
        try {
            services::keepCrateTemplate(request.description);
        } catch (const Error& error) {
            notKept = {"RO-Crate", error.what(), error.cause()};
        }
    }
    services::ExportResult result = services::exportSamples(project, request, progress);
    if (notKept) {
        result.report.failed.push_back(*notKept);
    }
    return result;
}

void run(Frame& frame, const services::Project& project, const services::ExportRequest& request)
{
    frame.tasks.start(
        ExportActionsWords::tr("Exporting"), TaskKind::Reads,
        [project, request](Progress& progress) { return work(project, request, progress); }, &frame.tasks,
        [&frame, target = nativePath(request.target)](const services::ExportResult& result) {
            const QString summary =
                result.report.cancelled
                    ? ExportActionsWords::tr("Export cancelled. %1").arg(toQString(result.report.howToGoOn))
                    : ExportActionsWords::tr("Samples exported: %1, to %2.").arg(result.report.done.size()).arg(target);
            if (result.report.ok() && result.report.skipped.empty()) {  // the report says no more; Activity has it
                frame.messages.show(writtenMessage(summary, target));
                return;
            }
            showReport(frame.messages, result.report, summary);
        });
}

}  // namespace

void exportSamples(Frame& frame, QWidget* parent, const QStringList& samples, const QString& batch)
{
    const auto& project = frame.session.project();
    if (!project) {
        return;
    }
    const std::string name = services::exportName(*project, utf8(samples), batch.toStdString());
    auto* dialog = new ExportDialog(samples, toQString(name), parent);
    // Another project may be open by the time the dialog is answered.
    QObject::connect(
        dialog, &ExportDialog::exportRequested, &frame.tasks,
        [&frame, asked = *project](const services::ExportRequest& request) { run(frame, asked, request); });
    dialog->open();
}

}  // namespace aurora::gui
