#include "gui/backups/backups_dialog.h"

#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"
#include "gui/tables/table_model.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <memory>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{760, 420};
constexpr const char* keyColumn = "File";

struct BackupsDialogWords
{
    Q_DECLARE_TR_FUNCTIONS(BackupsDialog)
};

/// What a backup was made for, as the user calls it.
QString occasion(const std::string& what)
{
    static const QString before = QStringLiteral("before-");
    const QString name = toQString(what);
    if (name == QLatin1String("nightly")) {
        return BackupsDialogWords::tr("Nightly work");
    }
    if (name == QLatin1String("backup")) {
        return BackupsDialogWords::tr("Asked for");
    }
    if (name == QLatin1String("before-restore")) {
        return BackupsDialogWords::tr("Before a backup was restored");
    }
    if (name == QLatin1String("before-columns")) {
        return BackupsDialogWords::tr("Before columns were changed");
    }
    if (name.startsWith(QLatin1String("before-version-"))) {
        return BackupsDialogWords::tr("Before an update of the program");
    }
    return name;
}

Table rowsOf(const std::vector<services::Backup>& backups, const std::string& timeZone)
{
    Table table;
    table.columns = {
        {.name = BackupsDialogWords::tr("Made").toStdString()},
        {.name = BackupsDialogWords::tr("Occasion").toStdString()},
        {.name = BackupsDialogWords::tr("Size").toStdString()},
        {.name = keyColumn},
    };
    for (const services::Backup& backup : backups) {
        table.rows.push_back({formatTimestamp(backup.made_uts, timeZone), occasion(backup.what).toStdString(),
                              QLocale().formattedDataSize(static_cast<qint64>(backup.bytes)).toStdString(),
                              pathText(backup.file.filename())});
    }
    return table;
}

QString rowsText(const services::RestorePlan::TableRows& table)
{
    const QString name = toQString(table.name);
    if (!table.inFile) {
        return BackupsDialogWords::tr("%1: not in the backup").arg(name);
    }
    if (!table.now) {
        return BackupsDialogWords::tr("%1: not there now, rows in the backup: %2").arg(name).arg(*table.inFile);
    }
    return BackupsDialogWords::tr("%1: rows now %2, in the backup %3").arg(name).arg(*table.now).arg(*table.inFile);
}

}  // namespace

BackupsDialog::BackupsDialog(Frame& frame, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_explanation(new QLabel(this)),
      m_failure(new QLabel(this)),
      m_model(new TableModel(this)),
      m_table(new QTableView(this)),
      m_backUp(new QPushButton(tr("Back up now"), this)),
      m_restore(new QPushButton(tr("Restore…"), this))
{
    setObjectName(QStringLiteral("backups"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Backups of the database"));
    resize(firstSize);
    m_explanation->setObjectName(QStringLiteral("backupsExplanation"));
    m_explanation->setWordWrap(true);
    m_failure->setObjectName(QStringLiteral("backupsFailure"));
    m_failure->setWordWrap(true);
    m_failure->setTextFormat(Qt::PlainText);
    m_table->setObjectName(QStringLiteral("backupsTable"));
    m_table->setAccessibleName(windowTitle());
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_backUp->setObjectName(QStringLiteral("backUpNow"));
    m_restore->setObjectName(QStringLiteral("restoreBackup"));
    for (QPushButton* const button : {m_backUp, m_restore}) {
        button->setAutoDefault(false);
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    }
    connect(m_backUp, &QPushButton::clicked, this, &BackupsDialog::backUp);
    connect(m_restore, &QPushButton::clicked, this, &BackupsDialog::askToRestore);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BackupsDialog::update);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&frame.session, &ProjectSession::dataChanged, this, &BackupsDialog::load);
    closeWithProject(this, frame.session);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_failure);
    layout->addWidget(buttons);
    fail({});
    update();
    load();
}

void BackupsDialog::load()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    inBackground(
        this, [project = *project] { return services::listBackups(project); },
        [this](const std::vector<services::Backup>& backups) { show(backups); },
        [this](const Failure& failure) { fail(failure.message); });
}

/// Stays until the next attempt: what is read again meanwhile says nothing of it.
void BackupsDialog::fail(const QString& reason)
{
    m_failure->setText(reason.isEmpty() ? QString() : QStringLiteral("✕ ") + reason);
    m_failure->setVisible(!reason.isEmpty());
}

void BackupsDialog::show(std::vector<services::Backup> backups)
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    const int kept = project->config().daemon.backupsKept;
    m_explanation->setText((backups.empty() ? tr("There is none yet.") + QLatin1Char(' ') : QString()) +
                           tr("They stand in %1. The data files of samples are not part of them.")
                               .arg(nativePath(project->config().backupFolder)) +
                           QLatin1Char(' ') +
                           (kept == 0
                                ? tr("The nightly work makes none.")
                                : tr("The nightly work makes one, and keeps the last one of %1 days.").arg(kept)));
    m_backups = std::move(backups);
    auto table = std::make_shared<const TableData>(rowsOf(m_backups, project->timeZone()), keyColumn);
    if (m_model->rowCount() > 0 && sameCells(table->table(), m_model->table()->table())) {
        return;  // the selection stays
    }
    m_model->setTable(std::move(table));
    m_table->resizeColumnsToContents();
    update();
}

int BackupsDialog::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_model->sourceRow(rows.front().row()) : -1;
}

void BackupsDialog::update()
{
    const auto& project = m_frame->session.project();
    m_backUp->setEnabled(project.has_value());
    m_backUp->setToolTip(project ? tr("Write a copy of the database as it is now") : tr("Open a project first."));
    const QString readOnly = m_frame->session.whyNotWrite();
    const QString reason = !readOnly.isEmpty() ? readOnly
                           : selectedRow() < 0 ? tr("Select a backup first.")
                                               : QString();
    m_restore->setEnabled(reason.isEmpty());
    m_restore->setToolTip(reason.isEmpty() ? tr("Put the selected backup in the place of what is there") : reason);
}

void BackupsDialog::backUp()
{
    m_frame->tasks.start(
        tr("Backing up the database"), TaskKind::Writes,
        [project = *m_frame->session.project()](Progress& progress) {
            services::Report report;
            report.done.push_back(
                {pathText(services::backUpDatabase(project, progress)), "the database as it is now", {}});
            return report;
        },
        &m_frame->tasks,
        [frame = m_frame](const services::Report& report) {
            showReport(frame->messages, report,
                       tr("The database was backed up: %1.")
                           .arg(nativePath(pathFromText(report.done.front().input).filename())));
        });
}

void BackupsDialog::askToRestore()
{
    const int row = selectedRow();
    const auto& project = m_frame->session.project();
    if (row < 0 || !project) {
        return;
    }
    fail({});
    const std::filesystem::path file = m_backups[static_cast<std::size_t>(row)].file;
    inBackground(
        this, [project = *project, file] { return services::planRestore(project, file); },
        [this, project = *project](const services::RestorePlan& plan) { ask(project, plan); },
        [this](const Failure& failure) { fail(failure.message); });
}

void BackupsDialog::ask(const services::Project& project, const services::RestorePlan& plan)
{
    QStringList tables;
    for (const services::RestorePlan::TableRows& table : plan.tables) {
        tables.append(rowsText(table));
    }
    confirm(this,
            {.title = tr("Restore a backup"),
             .text = tr("%1 takes the place of the whole database. What is there now is backed up before.")
                         .arg(nativePath(plan.file.filename())),
             .objects = tables,
             .button = tr("Restore")},
            [this, project, plan] { restore(project, plan); });
}

void BackupsDialog::restore(const services::Project& project, const services::RestorePlan& plan)
{
    m_frame->tasks.start(
        tr("Restoring the database"), TaskKind::Writes,
        [project, plan](Progress& progress) { return services::restoreBackup(project, plan, progress); },
        &m_frame->tasks,
        [frame = m_frame](const services::Report& report) {
            showReport(frame->messages, report,
                       tr("The database was restored. What was there before is backed up as well."));
        });
}

}  // namespace aurora::gui
