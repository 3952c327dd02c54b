#include "gui/overview/unreadable_files_dialog.h"

#include "aurora/core/text.h"
#include "aurora/services/forget_files.h"
#include "aurora/services/tables.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/padded_delegate.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/import/import_actions.h"
#include "gui/report/report_message.h"
#include "gui/report/window_words.h"
#include "gui/tables/table_model.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{900, 420};
constexpr int pathColumn = 0;
constexpr int reasonColumn = 1;
constexpr int widestPath_px = 280;
constexpr int widestOther_px = 160;
constexpr const char* keyColumn = "id";

bool isEmptyColumn(const TableModel& model, int column)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!isEmpty(model.cell(row, column))) {
            return false;
        }
    }
    return true;
}

/// The columns that a person reads, in this order.
Table readFiles(const services::Project& project)
{
    const Table all = services::readTable(project, services::TableKind::Files, {{"Status", "failed"}});
    Table files;
    files.rows.resize(all.rows.size());
    for (const char* const name : {"Path", "Reason", "Server label", "Folder", "Fetched", keyColumn}) {
        const auto column = std::find_if(all.columns.begin(), all.columns.end(),
                                         [name](const Table::ColumnInfo& info) { return info.name == name; });
        if (column == all.columns.end()) {
            continue;
        }
        files.columns.push_back(*column);
        const auto place = static_cast<std::size_t>(column - all.columns.begin());
        for (std::size_t row = 0; row < all.rows.size(); ++row) {
            const CellValue& value = all.rows[row][place];
            const bool isReason = files.columns.size() == reasonColumn + 1;
            files.rows[row].push_back(isReason ? CellValue(forWindow(toText(value))) : value);
        }
    }
    return files;
}

}  // namespace

UnreadableFilesDialog::UnreadableFilesDialog(Frame& frame, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_explanation(new QLabel(this)),
      m_model(new TableModel(this)),
      m_table(new QTableView(this)),
      m_again(new QPushButton(tr("Import again…"), this)),
      m_forget(new QPushButton(tr("Forget…"), this))
{
    setObjectName(QStringLiteral("unreadableFiles"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Files that could not be read"));
    resize(firstSize);
    m_explanation->setObjectName(QStringLiteral("unreadableExplanation"));
    m_explanation->setWordWrap(true);
    explain();
    m_table->setObjectName(QStringLiteral("unreadableTable"));
    m_table->setAccessibleName(windowTitle());
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->setItemDelegate(new PaddedDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_forget->setObjectName(QStringLiteral("forgetFiles"));
    m_again->setObjectName(QStringLiteral("importAgain"));
    m_again->setAutoDefault(false);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    connect(m_again, &QPushButton::clicked, this, &UnreadableFilesDialog::importAgain);
    m_forget->setAutoDefault(false);
    buttons->addButton(m_forget, QDialogButtonBox::ActionRole);
    connect(m_forget, &QPushButton::clicked, this, &UnreadableFilesDialog::askToForget);
    auto* byKey = new QShortcut(QKeySequence(Qt::Key_Delete), m_table);
    byKey->setContext(Qt::WidgetShortcut);
    connect(byKey, &QShortcut::activated, m_forget, &QPushButton::click);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &UnreadableFilesDialog::updateForget);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&frame.session, &ProjectSession::dataChanged, this, &UnreadableFilesDialog::load);
    closeWithProject(this, frame.session);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    updateForget();
    load();
}

void UnreadableFilesDialog::load()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    inBackground(
        this, [project = *project] { return readFiles(project); }, [this](const Table& files) { showFiles(files); },
        [this](const Failure& failure) { m_explanation->setText(failure.message); });
}

void UnreadableFilesDialog::explain()
{
    m_explanation->setText(tr("These files are kept. They are read again when they change, or when they are imported "
                              "again."));
}

void UnreadableFilesDialog::showFiles(const Table& files)
{
    explain();  // in place of why they could not be read before
    auto table = std::make_shared<const TableData>(files, keyColumn);
    if (sameCells(table->table(), m_model->table()->table()) && m_model->rowCount() > 0) {
        return;  // the selection stays
    }
    m_model->setTable(std::move(table));
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(pathColumn, std::min(m_table->columnWidth(pathColumn), widestPath_px));
    m_table->horizontalHeader()->setSectionResizeMode(reasonColumn, QHeaderView::Stretch);
    for (int column = reasonColumn + 1; column < m_model->columnCount(); ++column) {
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widestOther_px));
        m_table->setColumnHidden(column, isEmptyColumn(*m_model, column));
    }
    m_table->setColumnHidden(m_model->table()->keyColumn(), m_model->columnCount() > 1);
    updateForget();
}

QStringList UnreadableFilesDialog::selectedPaths() const
{
    const auto text = [this](int row, const char* name) {
        const int column = m_model->table()->column(name);
        return column < 0 ? QString() : toQString(toText(m_model->cell(row, column)));
    };
    QStringList paths;
    for (const int row : selectedRows()) {
        const QString path = QDir(text(row, "Folder")).filePath(text(row, "Path"));
        if (!text(row, "Server label").isEmpty() || !QFileInfo::exists(path)) {
            return {};
        }
        paths.append(path);
    }
    return paths;
}

void UnreadableFilesDialog::updateAgain()
{
    const QString readOnly = m_frame->session.whyNotWrite();
    const QString reason = !readOnly.isEmpty()       ? readOnly
                           : selectedRows().empty()  ? tr("Select one or more files first.")
                           : selectedPaths().empty() ? tr("Not all of the selected files are on this PC any more.")
                                                     : QString();
    m_again->setEnabled(reason.isEmpty());
    m_again->setToolTip(reason.isEmpty()
                            ? tr("Import the selected files, and say what they do not: when they began, or "
                                 "their samples")
                            : reason);
}

void UnreadableFilesDialog::importAgain()
{
    if (const QStringList paths = selectedPaths(); !paths.isEmpty()) {
        importDataFiles(*m_frame, paths, parentWidget());
    }
}

std::vector<int> UnreadableFilesDialog::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void UnreadableFilesDialog::updateForget()
{
    updateAgain();
    const QString readOnly = m_frame->session.whyNotWrite();
    const QString reason = !readOnly.isEmpty()      ? readOnly
                           : selectedRows().empty() ? tr("Select one or more files first.")
                                                    : QString();
    m_forget->setEnabled(reason.isEmpty());
    m_forget->setToolTip(reason.isEmpty() ? tr("List the selected files no more until they change (Del)") : reason);
}

void UnreadableFilesDialog::askToForget()
{
    std::vector<std::int64_t> ids;
    QStringList paths;
    for (const int row : selectedRows()) {
        if (const auto id = parseInteger(m_model->key(row))) {
            ids.push_back(*id);
            paths.append(m_model->index(row, pathColumn).data().toString());
        }
    }
    const bool one = ids.size() == 1;
    confirm(this,
            {.title = tr("Forget files"),
             .text = one ? tr("1 file will not be listed any more. It stays where it is, and is read again only when "
                              "it changes.")
                         : tr("%1 files will not be listed any more. They stay where they are, and each is read again "
                              "only when it changes.")
                               .arg(ids.size()),
             .objects = paths,
             .button = one ? tr("Forget 1 file") : tr("Forget %1 files").arg(ids.size())},
            [this, project = *m_frame->session.project(), ids] { forget(project, ids); });
}

void UnreadableFilesDialog::forget(const services::Project& project, const std::vector<std::int64_t>& ids)
{
    m_frame->tasks.start(
        tr("Forgetting files"), TaskKind::Writes,
        [project, ids](Progress& progress) { return services::forgetFiles(project, ids, progress); }, &m_frame->tasks,
        [frame = m_frame](const services::Report& report) {
            showReport(frame->messages, report, tr("Files forgotten: %1.").arg(report.done.size()));
        });
}

}  // namespace aurora::gui
