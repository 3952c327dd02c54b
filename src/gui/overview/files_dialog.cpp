#include "gui/overview/files_dialog.h"

#include "aurora/services/fetch_data.h"
#include "aurora/services/tables.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/table_model.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{900, 420};

struct ReadFiles
{
    Table files;  ///< path, folder, server, reason, fetched, id
    QStringList samples;
};

std::vector<std::size_t> columnsOf(const Table& table, const std::vector<std::string>& names)
{
    std::vector<std::size_t> columns;
    for (const std::string& name : names) {
        const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                        [&](const Table::ColumnInfo& column) { return column.name == name; });
        columns.push_back(static_cast<std::size_t>(found - table.columns.begin()));
    }
    return columns;
}

ReadFiles readFiles(const services::Project& project, const char* status)
{
    const auto database = project.openDatabase();
    const Table all = services::readTable(*database, project, services::TableKind::Files, {{"Status", status}});
    const std::vector<std::string> names{"Path", "Folder", "Server label", "Reason", "Fetched", "id"};
    const std::vector<std::size_t> columns = columnsOf(all, names);
    ReadFiles read;
    for (const std::string& name : names) {
        read.files.columns.push_back({.name = name});
    }
    for (const auto& row : all.rows) {
        std::vector<CellValue>& cells = read.files.rows.emplace_back();
        for (const std::size_t column : columns) {
            cells.push_back(column < row.size() ? row[column] : CellValue());
        }
    }
    for (const auto& row : database->query("SELECT \"Sample ID\" FROM samples ORDER BY \"Sample ID\"").rows) {
        read.samples.append(toQString(toText(row[0])));
    }
    return read;
}

}  // namespace

FilesDialog::FilesDialog(Frame& frame, Show show, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_show(show),
      m_explanation(new QLabel(this)),
      m_model(new TableModel(this)),
      m_table(new QTableView(this)),
      m_sample(new QLineEdit(this)),
      m_reason(new QLabel(this))
{
    const bool unassigned = show == Show::Unassigned;
    setObjectName(QStringLiteral("filesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(unassigned ? tr("Files whose sample is not known") : tr("Files that could not be read"));
    resize(firstSize);
    m_explanation->setWordWrap(true);
    m_explanation->setText(
        unassigned ? tr("These files were kept, but nothing in them or in their path names a sample of the project. "
                        "Select files and name their sample: that is remembered when they change.")
                   : tr("These files were kept. They are read again when they change, or when they are imported "
                        "again."));
    m_table->setObjectName(QStringLiteral("filesTable"));
    m_table->setAccessibleName(windowTitle());
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_sample->setObjectName(QStringLiteral("assignSample"));
    m_sample->setPlaceholderText(tr("Sample ID"));
    m_sample->setAccessibleName(tr("Sample of the selected files"));
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_assign = new QPushButton(tr("&Assign"), this);
    m_assign->setObjectName(QStringLiteral("assignButton"));
    connect(m_assign, &QPushButton::clicked, this, &FilesDialog::assign);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_sample, &QLineEdit::textChanged, this, &FilesDialog::judge);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FilesDialog::judge);
    connect(&frame.session, &ProjectSession::dataChanged, this, &FilesDialog::load);
    connect(&frame.session, &ProjectSession::projectChanged, this, &QDialog::close);

    auto* line = new QHBoxLayout;
    line->addWidget(m_sample, 1);
    line->addWidget(m_assign);
    line->addWidget(m_reason, 2);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addWidget(m_table, 1);
    if (unassigned) {
        layout->addLayout(line);
    }
    m_sample->setVisible(unassigned);
    m_assign->setVisible(unassigned);
    m_reason->setVisible(unassigned);
    layout->addWidget(buttons);
    load();
}

void FilesDialog::load()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    const char* status = m_show == Show::Unassigned ? "unassigned" : "failed";
    inBackground(
        this, [project = *project, status] { return readFiles(project, status); },
        [this](const ReadFiles& read) { showFiles(read.files, read.samples); },
        [this](const Failure& failure) { m_explanation->setText(failure.message); });
}

void FilesDialog::showFiles(const Table& files, const QStringList& samples)
{
    std::vector<std::int64_t> ids;
    for (const auto& row : files.rows) {
        const auto* const id = std::get_if<std::int64_t>(&row.back());
        ids.push_back(id == nullptr ? -1 : *id);
    }
    if (samples != m_samples) {
        m_samples = samples;
        auto* completer = new QCompleter(m_samples, m_sample);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        m_sample->setCompleter(completer);
    }
    if (ids == m_ids && !ids.empty()) {
        return;  // the selection stays
    }
    m_ids = std::move(ids);
    m_model->setTable(std::make_shared<TableData>(files, std::string_view()));
    m_table->setColumnHidden(static_cast<int>(files.columns.size()) - 1, true);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    judge();
}

std::vector<std::int64_t> FilesDialog::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        const QString id = index.siblingAtColumn(m_model->columnCount() - 1).data().toString();
        ids.push_back(id.toLongLong());
    }
    return ids;
}

QString FilesDialog::whyNotAssign() const
{
    const QString readOnly = m_frame->session.whyNotWrite();
    if (!readOnly.isEmpty()) {
        return readOnly;
    }
    if (m_ids.empty()) {
        return tr("Every file has its sample.");
    }
    if (!m_table->selectionModel()->hasSelection()) {
        return tr("Select files first.");
    }
    if (m_sample->text().trimmed().isEmpty()) {
        return tr("Name their sample.");
    }
    return m_samples.contains(m_sample->text().trimmed()) ? QString() : tr("The project has no sample of this name.");
}

void FilesDialog::judge()
{
    const QString reason = whyNotAssign();
    m_assign->setEnabled(reason.isEmpty());
    m_assign->setToolTip(reason);
    m_reason->setText(reason);
}

void FilesDialog::assign()
{
    const std::vector<std::int64_t> ids = selectedIds();
    const std::string sample = m_sample->text().trimmed().toStdString();
    runOnLab(*m_frame,
             {.title = tr("Assigning files"),
              .kind = TaskKind::Writes,
              .work = [ids, sample](services::Lab& lab,
                                    Progress& progress) { return services::assignFiles(lab, ids, sample, progress); },
              .summary = tr("Files assigned: %1.")});
}

}  // namespace aurora::gui
