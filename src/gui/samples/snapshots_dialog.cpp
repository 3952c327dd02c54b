#include "gui/samples/snapshots_dialog.h"

#include "aurora/services/snapshots.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"
#include "gui/samples/move_snapshots_dialog.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize preferredSize{960, 420};
constexpr std::string_view nameColumn = "Snapshot file";
constexpr std::string_view statusColumn = "Status";
const QString excludedStatus = QStringLiteral("excluded");

}  // namespace

SnapshotsDialog::SnapshotsDialog(Frame& frame, const QString& sample, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_sample(sample),
      m_model(new TableModel(this)),
      m_view(new TableView(this)),
      m_note(new QLabel(this)),
      m_exclude(new QPushButton(tr("Leave out"), this)),
      m_include(new QPushButton(tr("Take back"), this)),
      m_move(new QPushButton(tr("Move to another sample…"), this))
{
    setObjectName(QStringLiteral("snapshotsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(this, frame.session);
    setWindowTitle(tr("Snapshots of %1").arg(sample));
    resize(preferredSize);
    m_view->setObjectName(QStringLiteral("snapshots"));
    m_view->setAccessibleName(windowTitle());
    m_view->setTableModel(m_model);
    m_note->setObjectName(QStringLiteral("snapshotsNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    addButtons(layout);
    connect(m_view, &TableView::selectionChangedByAnything, this, &SnapshotsDialog::updateState);
    connect(&frame.session, &ProjectSession::dataChanged, this, &SnapshotsDialog::read);
    read();
    updateState();
}

void SnapshotsDialog::addButtons(QVBoxLayout* layout)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_exclude->setObjectName(QStringLiteral("excludeButton"));
    m_include->setObjectName(QStringLiteral("includeButton"));
    m_move->setObjectName(QStringLiteral("moveButton"));
    for (QPushButton* button : {m_exclude, m_include, m_move}) {
        buttons->addButton(button, QDialogButtonBox::ActionRole);
        button->setAutoDefault(false);
    }
    connect(m_exclude, &QPushButton::clicked, this, &SnapshotsDialog::exclude);
    connect(m_include, &QPushButton::clicked, this, &SnapshotsDialog::include);
    connect(m_move, &QPushButton::clicked, this, &SnapshotsDialog::moveAway);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void SnapshotsDialog::read()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        reject();
        return;
    }
    inBackground(
        this,
        [project = *project, id = m_sample.toStdString()] {
            return services::listSnapshots(project, {id}, Progress::none());
        },
        [this](Table table) { showTable(std::move(table)); },
        [this](const Failure& failure) {
            m_notRead = failure.message;
            updateState();
        });
}

void SnapshotsDialog::showTable(Table table)
{
    const bool first = m_model->columnCount() == 0;
    m_read = true;
    m_notRead.clear();
    m_model->setTable(std::make_shared<TableData>(std::move(table), nameColumn));
    m_view->setColumnHidden(std::max(0, m_model->table()->column("Sample ID")), true);
    if (first) {
        m_view->horizontalHeader()->moveSection(m_view->horizontalHeader()->visualIndex(m_model->table()->keyColumn()),
                                                0);
        for (const int column : m_view->shownColumns()) {
            m_view->fitColumn(column);
        }
        m_view->sortByColumn(m_model->table()->keyColumn(), Qt::AscendingOrder);
    }
    updateState();
}

QString SnapshotsDialog::note() const
{
    if (!m_notChanged.isEmpty() || !m_notRead.isEmpty()) {
        return QStringLiteral("✕ ") + (m_notChanged.isEmpty() ? m_notRead : m_notChanged);
    }
    if (!m_read) {
        return tr("Reading…");
    }
    return m_model->totalRows() == 0
               ? tr("There is no data of this sample yet. Import its files first.")
               : tr("What is left out stays where it is, and stays left out when its file is imported again.");
}

std::vector<std::string> SnapshotsDialog::selectedNames() const
{
    std::vector<std::string> names;
    for (const QString& name : selectedTexts(*m_view, nameColumn)) {
        names.push_back(name.toStdString());
    }
    return names;
}

QString SnapshotsDialog::whyNotChange() const
{
    if (m_working) {
        return tr("Working…");
    }
    const QString readOnly = m_frame->session.whyNotWrite();
    if (!readOnly.isEmpty()) {
        return readOnly;
    }
    return selectedNames().empty() ? tr("Select one or more snapshots first.") : QString();
}

QString SnapshotsDialog::whyNotStatus(bool excluded) const
{
    if (const QString reason = whyNotChange(); !reason.isEmpty()) {
        return reason;
    }
    for (const QStringList& cells : selectedCells(*m_view, {nameColumn, statusColumn})) {
        if ((cells.at(1) == excludedStatus) != excluded) {
            return excluded ? tr("%1 is not left out.").arg(cells.at(0))
                            : tr("%1 is left out already.").arg(cells.at(0));
        }
    }
    return {};
}

void SnapshotsDialog::updateButton(QPushButton* button, const QString& reason)
{
    button->setEnabled(reason.isEmpty());
    button->setToolTip(reason);
}

void SnapshotsDialog::updateState()
{
    m_note->setText(note());
    updateButton(m_exclude, whyNotStatus(false));
    updateButton(m_include, whyNotStatus(true));
    updateButton(m_move, whyNotChange());
}

void SnapshotsDialog::exclude()
{
    run(
        tr("Leaving out snapshots"),
        [id = m_sample.toStdString(), names = selectedNames()](const services::Project& project, Progress& progress) {
            return services::excludeSnapshots(project, id, names, progress);
        },
        tr("Left out of %1.").arg(m_sample));
}

void SnapshotsDialog::include()
{
    run(
        tr("Taking back snapshots"),
        [id = m_sample.toStdString(), names = selectedNames()](const services::Project& project, Progress& progress) {
            return services::includeSnapshots(project, id, names, progress);
        },
        tr("Taken back into %1.").arg(m_sample));
}

void SnapshotsDialog::moveAway()
{
    auto* dialog =
        new MoveSnapshotsDialog(*m_frame->session.project(), m_sample, selectedTexts(*m_view, nameColumn), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, names = selectedNames()] {
        const QString target = dialog->target();
        run(
            tr("Moving snapshots"),
            [from = m_sample.toStdString(), to = target.toStdString(), names](const services::Project& project,
                                                                              Progress& progress) {
                return services::moveSnapshots(project, from, names, to, progress);
            },
            tr("Moved from %1 to %2.").arg(m_sample, target));
    });
    dialog->open();
}

void SnapshotsDialog::run(const QString& title, Work work, const QString& summary)
{
    m_working = true;
    m_notChanged.clear();
    updateState();
    const Task* task = m_frame->tasks.start(
        title, TaskKind::Writes,
        [project = *m_frame->session.project(), work = std::move(work)](Progress& progress) {
            return work(project, progress);
        },
        &m_frame->tasks,
        [frame = m_frame, summary](const services::Report& report) { showReport(frame->messages, report, summary); });
    connect(task, &Task::finished, this, [this, task] {
        m_working = false;
        if (task->state() == Task::State::Failed) {
            m_notChanged = task->failure().message;
        }
        updateState();
    });
}

void openSnapshots(Frame& frame, QWidget* parent, const QString& sample)
{
    (new SnapshotsDialog(frame, sample, parent))->open();
}

}  // namespace aurora::gui
