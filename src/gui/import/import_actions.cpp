#include "gui/import/import_actions.h"

#include "aurora/core/file.h"
#include "aurora/services/plan_import.h"
#include "gui/assign/unassigned_notice.h"
#include "gui/frame/background.h"
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

namespace {

/// False, with a message, when nothing can be written.
bool mayWrite(const Frame& frame)
{
    const QString reason = frame.session.whyNotWrite();
    if (!reason.isEmpty()) {
        frame.messages.show(MessageBar::Kind::Warning,
                            ImportActions::tr("Nothing can be imported now. %1").arg(reason));
    }
    return reason.isEmpty();
}

void tellImport(Frame& frame, const services::ImportDataResult& result)
{
    const auto files = [&result](services::FileOutcome outcome) {
        return std::count_if(result.outcomes.begin(), result.outcomes.end(),
                             [outcome](const auto& file) { return file.second == outcome; });
    };
    const QString summary = result.report.cancelled
                                ? ImportActions::tr("Import cancelled. Files stored: %1, samples with new data: %2.")
                                : ImportActions::tr("Import finished. Files stored: %1, samples with new data: %2.");
    showReport(frame.messages, result.report,
               summary.arg(files(services::FileOutcome::Stored)).arg(result.samples.size()));
    const auto waiting = files(services::FileOutcome::Unassigned);
    if (waiting > 0) {
        UnassignedNotice::tell(frame, ImportActions::tr("Files whose sample is not known: %1. They are kept."),
                               static_cast<std::size_t>(waiting));
    }
}

void runImport(Frame& frame, const services::Project& project, const services::ImportDataOptions& options)
{
    frame.tasks.start(
        ImportActions::tr("Importing"), TaskKind::Writes,
        [project, options](Progress& progress) { return services::importData(project, options, progress); },
        &frame.tasks, [&frame](const services::ImportDataResult& result) { tellImport(frame, result); });
}

}  // namespace

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
                                                                          tr("Data files to show"), dataFilesFilter());
                                                          if (!files.isEmpty()) {
                                                              showFiles(files);
                                                          }
                                                      },
                                                      {}});
}

void ImportActions::open(const QStringList& paths)
{
    const Asked asked{.opening = ++m_openings, .project = m_frame->session.asked()};
    inBackground(
        this, [paths] { return sortOpenedFiles(paths); },
        [this, asked](const OpenedFiles& files) { openSorted(files, asked); },
        [this](const Failure& failure) { m_frame->messages.show(failure); });
}

void ImportActions::openProject(const QString& path, const Asked& asked)
{
    const int now = m_frame->session.asked();
    const bool chosenElsewhere = now != asked.project && now != m_opened.project;
    if (chosenElsewhere || asked.opening < m_opened.opening) {
        return;  // looking at a slow share took longer than the user's next choice
    }
    m_frame->session.open(path);
    m_opened = {.opening = asked.opening, .project = m_frame->session.asked()};
}

void ImportActions::openSorted(const OpenedFiles& files, const Asked& asked)
{
    if (!files.projects.isEmpty()) {
        openProject(files.projects.front(), asked);
        return;
    }
    if (!files.data.isEmpty() && !m_frame->session.project()) {
        showFiles(files.data);
    }
    const QStringList toImport = m_frame->session.project() ? files.data : QStringList();
    if (!files.sampleLists.isEmpty()) {  // first: the data may be of their samples
        importSamples(files.sampleLists, toImport);
    } else if (!toImport.isEmpty()) {
        importData(toImport);
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

void ImportActions::importSamples(const QStringList& files, const QStringList& thenData)
{
    if (!mayWrite(*m_frame)) {
        return;
    }
    const services::Project project = *m_frame->session.project();
    auto* dialog = new ImportSamplesDialog(project, files.front(), m_window);
    connect(dialog, &ImportSamplesDialog::imported, this, [this](const QString& message) {
        m_frame->messages.show(MessageBar::Kind::Done, message);
        Q_EMIT m_frame->session.dataChanged();
    });
    connect(dialog, &QDialog::finished, this, [=, this, folder = project.folder(), rest = files.mid(1)](int result) {
        const auto& now = m_frame->session.project();
        if (!now || now->folder() != folder) {
            return;  // what is left was meant for the project that was open
        }
        if (result == QDialog::Accepted && !rest.isEmpty()) {
            importSamples(rest, thenData);
        } else if (!thenData.isEmpty()) {
            importData(thenData);
        }
    });
    dialog->open();
}

void ImportActions::importData(const QStringList& paths)
{
    ImportDataDialog* dialog = importDataFiles(*m_frame, paths, m_window);
    if (dialog != nullptr && !paths.isEmpty()) {  // they were opened: perhaps only to be looked at
        dialog->offerOnlyShow();
        connect(dialog, &ImportDataDialog::onlyShowRequested, this, &ImportActions::showFiles);
    }
}

ImportDataDialog* importDataFiles(Frame& frame, const QStringList& paths, QWidget* window)
{
    if (!mayWrite(frame)) {
        return nullptr;
    }
    const services::Project project = *frame.session.project();
    auto* dialog = new ImportDataDialog(project, paths, window);
    QObject::connect(dialog, &QDialog::accepted, &frame.tasks,
                     [&frame, dialog, project] { runImport(frame, project, dialog->options()); });
    QObject::connect(&frame.session, &ProjectSession::dataChanged, dialog, &ImportDataDialog::loadSamples);
    dialog->open();
    return dialog;
}

}  // namespace aurora::gui
