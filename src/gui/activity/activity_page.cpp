#include "gui/activity/activity_page.h"

#include "gui/activity/daemon_box.h"
#include "gui/activity/daemon_log.h"
#include "gui/activity/log_text.h"
#include "gui/activity/notifier.h"
#include "gui/activity/task_table.h"
#include "gui/frame/page_title.h"
#include "gui/frame/qt_text.h"
#include "gui/report/report_dialog.h"
#include "gui/report/window_words.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int margin_px = 16;
constexpr int progressWidth_px = 112;
constexpr int titleWidth_px = 220;
constexpr int cellPadding_px = 24;

}  // namespace

ActivityPage::ActivityPage(Frame& frame, QWidget* parent)
    : Page(frame, parent),
      m_daemon(new DaemonBox(frame, this)),
      m_daemonLog(new DaemonLog(frame, this)),
      m_model(new TaskTable(frame.tasks, this)),
      m_table(new QTableView(this)),
      m_empty(new QLabel(this)),
      m_title(new QLabel(this)),
      m_log(new QPlainTextEdit(this)),
      m_cancel(new QPushButton(tr("&Cancel"), this)),
      m_report(new QPushButton(tr("Show &report…"), this))
{
    setObjectName(QStringLiteral("activityPage"));
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(makeTasks());
    auto* tabs = new QTabWidget(this);
    tabs->setObjectName(QStringLiteral("activityLogs"));
    tabs->setDocumentMode(true);
    tabs->addTab(makeDetails(), tr("Selected task"));
    tabs->addTab(m_daemonLog, tr("Log of the daemon"));
    splitter->addWidget(tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* daemon = new QWidget(this);
    auto* daemonLayout = new QVBoxLayout(daemon);
    daemonLayout->setContentsMargins(margin_px, 0, margin_px, margin_px);
    daemonLayout->addWidget(m_daemon);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(daemon);
    layout->addWidget(splitter, 1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ActivityPage::keepSelection);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ActivityPage::showSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_selected = m_model->idOf(selectedRow());
        showSelected();
    });
    keepSelection();
}

QWidget* ActivityPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(margin_px, 8, margin_px, 8);
    layout->addWidget(makePageTitle(tr("Activity"), bar));
    layout->addStretch(1);
    auto* notify = new QCheckBox(tr("Desktop &notifications"), bar);
    notify->setObjectName(QStringLiteral("notifications"));
    notify->setChecked(Notifier::isEnabled());
    const QString reason = Notifier::whyNot();
    notify->setEnabled(reason.isEmpty());
    notify->setToolTip(reason.isEmpty() ? tr("Tell about newly flagged cells and ended jobs outside the window, too")
                                        : reason);
    connect(notify, &QCheckBox::toggled, this, [](bool on) { Notifier::setEnabled(on); });
    layout->addWidget(notify);
    return bar;
}

QWidget* ActivityPage::makeTasks()
{
    m_table->setObjectName(QStringLiteral("tasksTable"));
    m_table->setAccessibleName(tr("Tasks of this window"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->setItemDelegateForColumn(TaskTable::Progress, new ProgressDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(TaskTable::Title, titleWidth_px);
    m_table->setColumnWidth(TaskTable::Progress, progressWidth_px);
    m_table->setColumnWidth(TaskTable::Started,
                            m_table->fontMetrics().horizontalAdvance(QStringLiteral("2000-00-00 00:00:00")) +
                                cellPadding_px);
    m_table->setTextElideMode(Qt::ElideRight);
    m_empty->setObjectName(QStringLiteral("noTasks"));
    m_empty->setText(tr("What you start (imports, analyses, work with cyclers) is listed here, with its progress and "
                        "what came of it."));
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(margin_px, 8, margin_px, 8);
    m_empty->setWordWrap(true);
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_empty);
    layout->addWidget(m_table, 1);
    return box;
}

QWidget* ActivityPage::makeDetails()
{
    m_title->setObjectName(QStringLiteral("taskDetails"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_log->setObjectName(QStringLiteral("taskLog"));
    m_log->setAccessibleName(tr("Log of the task"));
    m_log->setReadOnly(true);
    m_cancel->setObjectName(QStringLiteral("cancelSelected"));
    m_report->setObjectName(QStringLiteral("reportOfSelected"));
    connect(m_cancel, &QPushButton::clicked, this, &ActivityPage::cancelSelected);
    connect(m_report, &QPushButton::clicked, this, &ActivityPage::showReport);
    auto* line = new QHBoxLayout;
    line->addWidget(m_title, 1);
    line->addWidget(m_cancel, 0, Qt::AlignTop);
    line->addWidget(m_report, 0, Qt::AlignTop);
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(margin_px, 8, margin_px, margin_px);
    layout->addLayout(line);
    layout->addWidget(m_log, 1);
    return box;
}

int ActivityPage::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.front().row();
}

void ActivityPage::keepSelection()
{
    m_empty->setVisible(m_model->rowCount() == 0);
    const std::int64_t wanted = m_selected;
    const int row = m_model->rowOf(wanted);
    if (row >= 0) {
        m_table->selectRow(row);
    } else if (m_model->rowCount() > 0) {
        m_table->selectRow(0);
    }
    m_selected = m_model->idOf(selectedRow());
    showSelected();
}

void ActivityPage::showSelected()
{
    const int row = m_model->rowOf(m_selected);
    const Task* task = m_model->activeTask(row);
    const TaskRecord* record = m_model->record(row);
    m_cancel->setEnabled(task != nullptr && !task->cancelRequested());
    const bool none = task == nullptr && record == nullptr;
    m_cancel->setToolTip(none                      ? tr("Select a task first.")
                         : task == nullptr         ? tr("The selected task is over.")
                         : task->cancelRequested() ? tr("The selected task is stopping already.")
                                                   : tr("What is done so far is kept."));
    m_report->setEnabled(record != nullptr && record->report);
    m_report->setToolTip(m_report->isEnabled() ? QString()
                         : none                ? tr("Select a task first.")
                                               : tr("There is no report of the selected task."));
    QString title = tr("Select a task to see its log.");
    QStringList log;
    if (task != nullptr) {
        title = tr("%1 is not over yet.").arg(task->title());
        log = task->log();
    }
    if (record != nullptr) {
        title = record->failure.message.isEmpty() ? tr("%1 is over.").arg(record->title) : record->failure.message;
        log = record->log;
        if (!record->failure.cause.isEmpty()) {
            log.append(record->failure.cause);
        }
        if (record->report) {
            log.append(reportLines(*record->report));
        }
    }
    m_title->setText(title);
    showLog(*m_log, log.join(QLatin1Char('\n')));
}

void ActivityPage::cancelSelected()
{
    if (Task* task = m_model->activeTask(m_model->rowOf(m_selected))) {
        task->cancel();
        showSelected();
    }
}

void ActivityPage::showReport()
{
    const TaskRecord* record = m_model->record(m_model->rowOf(m_selected));
    if (record != nullptr && record->report) {
        (new ReportDialog(*record->report, window()))->show();
    }
}

void ActivityPage::setProject(const std::optional<services::Project>& project)
{
    if (project) {
        m_model->setTimeZone(project->timeZone());
    }
    m_daemon->look();
    m_daemonLog->look();
    Q_EMIT shown();
}

QString ActivityPage::whyNot(Command command) const
{
    return command == Command::Refresh ? QString() : Page::whyNot(command);
}

void ActivityPage::perform(Command command)
{
    if (command == Command::Refresh) {
        m_daemon->look();
        m_daemonLog->look();
    }
}

}  // namespace aurora::gui
