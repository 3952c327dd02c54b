#include "gui/overview/unreadable_files_dialog.h"

#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/tables/table_model.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{900, 420};
constexpr int pathColumn = 0;
constexpr int reasonColumn = 1;

/// The columns that a person reads, in this order.
Table readFiles(const services::Project& project)
{
    const Table all = services::readTable(project, services::TableKind::Files, {{"Status", "failed"}});
    Table files;
    files.rows.resize(all.rows.size());
    for (const char* const name : {"Path", "Reason", "Server label", "Folder", "Fetched"}) {
        const auto column = std::find_if(all.columns.begin(), all.columns.end(),
                                         [name](const Table::ColumnInfo& info) { return info.name == name; });
        if (column == all.columns.end()) {
            continue;
        }
        files.columns.push_back(*column);
        const auto place = static_cast<std::size_t>(column - all.columns.begin());
        for (std::size_t row = 0; row < all.rows.size(); ++row) {
            files.rows[row].push_back(all.rows[row][place]);
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
      m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("unreadableFiles"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Files that could not be read"));
    resize(firstSize);
    m_explanation->setWordWrap(true);
    m_explanation->setText(tr("These files are kept. They are read again when they change, or when they are imported "
                              "again."));
    m_table->setObjectName(QStringLiteral("unreadableTable"));
    m_table->setAccessibleName(windowTitle());
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&frame.session, &ProjectSession::dataChanged, this, &UnreadableFilesDialog::load);
    connect(&frame.session, &ProjectSession::projectChanged, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_explanation);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
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

void UnreadableFilesDialog::showFiles(const Table& files)
{
    if (files.rows == m_model->table()->table().rows && m_model->rowCount() > 0) {
        return;  // the selection stays
    }
    m_model->setTable(std::make_shared<TableData>(files, std::string_view()));
    m_table->horizontalHeader()->setSectionResizeMode(pathColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(reasonColumn, QHeaderView::Stretch);
}

}  // namespace aurora::gui
