#include "gui/import/import_actions.h"

#include "aurora/core/file.h"
#include "aurora/services/plan_import.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/import/import_data_dialog.h"
#include "gui/import/import_samples_dialog.h"
#include "gui/import/opened_files.h"
#include "gui/report/report_message.h"

#include <QFileInfo>

#include <algorithm>

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
                                                          const QStringList files =
                                                              askForFiles(m_window, QStringLiteral("data"),
                                                                          tr("Data files to show"));
                                                          if (!files.isEmpty()) {
                                                              showFiles(files);
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
        showFiles(files.data);
    } else if (!files.data.isEmpty()) {
        importData(files.data);
    }
    if (!files.sampleLists.isEmpty()) {
        importSamples(files.sampleLists);
    }
}

void ImportActions::showFiles(const QStringList& paths)
{
    const bool plain = std::all_of(paths.begin(), paths.end(), [](const QString& path) {
        const QFileInfo info(path);
        return !info.isDir() && info.suffix().toLower() != QLatin1String("zip");
    });
    if (plain) {
        Q_EMIT showFilesRequested(paths);
        return;
    }
    std::vector<std::filesystem::path> inputs;
    for (const QString& path : paths) {
        inputs.push_back(toPath(path));
    }

    struct Found
    {
        std::vector<std::filesystem::path> files;
        services::Report report;
    };

    m_frame->tasks.start(
        tr("Looking for data files"), TaskKind::Reads,
        [inputs, unpacked = toPath(m_unpacked.path())](Progress& progress) {
            Found found;
            found.files = services::cyclerFilesIn(inputs, unpacked, found.report, progress);
            return found;
        },
        this,
        [this](const Found& found) {
            QStringList files;
            for (const std::filesystem::path& file : found.files) {
                files.append(toQString(pathText(file)));
            }
            if (!files.isEmpty()) {
                Q_EMIT showFilesRequested(files);
            }
            if (files.isEmpty() || !found.report.ok()) {
                showReport(m_frame->messages, found.report, tr("Files found: %1.").arg(files.size()));
            }
        });
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
            const auto files = [&result](services::FileOutcome outcome) {
                return std::count_if(result.outcomes.begin(), result.outcomes.end(),
                                     [outcome](const auto& file) { return file.second == outcome; });
            };
            const QString summary = result.report.cancelled
                                        ? tr("Import cancelled. Files stored: %1, samples with new data: %2.")
                                        : tr("Import finished. Files stored: %1, samples with new data: %2.");
            showReport(m_frame->messages, result.report,
                       summary.arg(files(services::FileOutcome::Stored)).arg(result.samples.size()));
            const auto waiting = files(services::FileOutcome::Unassigned);
            if (waiting > 0) {
                m_frame->messages.show(
                    {.kind = MessageBar::Kind::Warning,
                     .text = tr("Files whose sample is not known: %1. They are kept.").arg(waiting),
                     .button = tr("Assign files…"),
                     .onButton = [this] { m_frame->commands.action(Command::AssignFiles)->trigger(); }});
            }
        });
}

}  // namespace aurora::gui
