#include "gui/import/import_actions.h"

#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/import/import_data_dialog.h"
#include "gui/import/import_samples_dialog.h"
#include "gui/import/opened_files.h"
#include "gui/report/report_message.h"

#include <QFileDialog>

namespace aurora::gui {

ImportActions::ImportActions(Frame& frame, QWidget* window) : QObject(window), m_frame(&frame), m_window(window)
{
    addCommands();
}

void ImportActions::addCommands()
{
    const auto whyNotWrite = [this] { return m_frame->session.whyNotWrite(); };
    m_frame->commands.handle(Command::ImportSamples, {[this] { importSamples({QString()}); }, whyNotWrite});
    m_frame->commands.handle(Command::ImportDataFiles, {[this] { importData({}); }, whyNotWrite});
    m_frame->commands.handle(Command::ShowDataFiles, {[this] {
                                                          const QStringList files = QFileDialog::getOpenFileNames(
                                                              m_window, tr("Data files to show"));
                                                          if (!files.isEmpty()) {
                                                              Q_EMIT showFilesRequested(files);
                                                          }
                                                      },
                                                      {}});
}

void ImportActions::open(const QStringList& paths)
{
    const OpenedFiles files = sortOpenedFiles(paths);
    if (!files.projects.isEmpty()) {
        m_frame->session.open(files.projects.front());
        return;
    }
    if (!files.data.isEmpty() && !m_frame->session.project()) {
        Q_EMIT showFilesRequested(files.data);
    } else if (!files.data.isEmpty()) {
        importData(files.data);
    }
    if (!files.sampleLists.isEmpty()) {
        importSamples(files.sampleLists);
    }
}

bool ImportActions::mayWrite()
{
    const QString reason = m_frame->session.whyNotWrite();
    if (!reason.isEmpty()) {
        m_frame->messages.show(MessageBar::Kind::Warning, tr("Nothing can be imported now. %1").arg(reason));
    }
    return reason.isEmpty();
}

void ImportActions::importSamples(const QStringList& files)
{
    if (!mayWrite()) {
        return;
    }
    auto* dialog = new ImportSamplesDialog(*m_frame->session.project(), files.front(), m_window);
    connect(dialog, &ImportSamplesDialog::imported, this, [this](const QString& message) {
        m_frame->messages.show(MessageBar::Kind::Done, message);
        Q_EMIT m_frame->session.dataChanged();
    });
    connect(dialog, &QDialog::finished, this, [this, rest = files.mid(1)] {
        if (!rest.isEmpty()) {
            importSamples(rest);
        }
    });
    dialog->open();
}

void ImportActions::importData(const QStringList& paths)
{
    if (!mayWrite()) {
        return;
    }
    const services::Project project = *m_frame->session.project();
    auto* dialog = new ImportDataDialog(project, paths, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, project] { runImport(project, dialog->options()); });
    dialog->open();
}

void ImportActions::runImport(const services::Project& project, const services::ImportDataOptions& options)
{
    m_frame->tasks.start(
        tr("Importing"), TaskKind::Writes,
        [project, options](Progress& progress) { return services::importData(project, options, progress); }, this,
        [this](const services::ImportDataResult& result) {
            const QString summary = result.report.cancelled
                                        ? tr("Import cancelled. Done: %1, samples with new data: %2.")
                                        : tr("Import finished. Done: %1, samples with new data: %2.");
            showReport(m_frame->messages, result.report,
                       summary.arg(result.report.done.size()).arg(result.samples.size()));
        });
}

}  // namespace aurora::gui
