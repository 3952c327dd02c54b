#include "gui/tables/table_page.h"

#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/batch_dialog.h"
#include "gui/samples/label_dialog.h"
#include "gui/tables/sample_actions.h"
#include "gui/tables/table_columns.h"
#include "gui/tables/table_notice.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_text.h"
#include "gui/tables/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <numeric>

namespace aurora::gui {

namespace {

constexpr int searchWidth_px = 260;
constexpr double titleScale = 1.4;

std::vector<int> allRows(const TableModel& model)
{
    std::vector<int> rows(static_cast<std::size_t>(model.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

}  // namespace

TablePage::TablePage(Frame& frame, TablePageInfo info, QWidget* parent)
    : Page(frame, parent),
      m_info(std::move(info)),
      m_model(new TableModel(this)),
      m_view(new TableView(this)),
      m_columns(new TableColumns(m_view, QStringLiteral("tables/") + m_info.id, m_info.shownColumns)),
      m_search(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_stack(new QStackedWidget(this)),
      m_notice(new TableNotice(frame.commands.action(m_info.emptyCommand), this))
{
    setObjectName(m_info.id + QStringLiteral("Page"));
    m_view->setObjectName(m_info.id + QStringLiteral("Table"));
    m_view->setAccessibleName(m_info.title);
    m_view->setTableModel(m_model);
    m_notice->setTextName(m_info.id + QStringLiteral("Notice"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    connectView();
    updateState();
}

QWidget* TablePage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    auto* title = new QLabel(m_info.title, bar);
    QFont larger = title->font();
    larger.setPointSizeF(larger.pointSizeF() * titleScale);
    title->setFont(larger);
    layout->addWidget(title);
    layout->addSpacing(8);
    m_search->setObjectName(m_info.id + QStringLiteral("Search"));
    m_search->setPlaceholderText(tr("Search in all columns"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(searchWidth_px);
    layout->addWidget(m_search, 1);
    m_count->setObjectName(m_info.id + QStringLiteral("Count"));
    m_count->setMinimumWidth(1);  // never what keeps a window wide
    layout->addWidget(m_count);
    layout->addStretch();
    for (const Command command : m_info.toolbar) {
        auto* button = new QToolButton(bar);
        button->setDefaultAction(frame().commands.action(command));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    return bar;
}

void TablePage::connectView()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setSearch(text);
        updateState();
    });
    connect(m_view, &TableView::selectionChangedByAnything, this, &TablePage::updateCount);
    connect(m_view, &TableView::selectionChangedByAnything, this, [this] { rowsChanged(); });
    connect(m_view, &TableView::selectionChangedByAnything, this, &Page::commandsChanged);
    connect(m_view, &TableView::selectedRowsHidden, this, [this](int count) {
        frame().messages.show(MessageBar::Kind::Warning,
                              tr("Rows that are no longer shown were unselected: %1.").arg(count));
    });
    connect(m_view, &TableView::headerMenuRequested, m_columns, &TableColumns::choose);
    connect(m_view, &TableView::rowMenuRequested, this, &TablePage::openRowMenu);
    connect(m_notice, &TableNotice::clearSearchRequested, m_search, &QLineEdit::clear);
    connect(m_view, &TableView::rowActivated, this, [this] { perform(Command::ViewData); });
}

void TablePage::setProject(const std::optional<services::Project>& project)
{
    saveState();
    m_project = project;
    ++m_generation;
    m_loading = false;
    m_hasTable = false;
    m_failure.clear();
    m_search->clear();
    m_model->setTable(std::make_shared<TableData>(Table{}, m_info.keyColumn));
    reload();
}

void TablePage::reload()
{
    if (!m_project) {
        updateState();
        return;
    }
    if (m_loading) {
        m_readAgain = true;
        return;
    }
    m_loading = true;
    m_readAgain = false;
    updateState();
    const int generation = m_generation;
    const auto before = m_hasTable ? m_model->table() : nullptr;
    inBackground(
        this,
        [project = *m_project, info = m_info, before, adapt = adaptation()] {
            Table table = services::readTable(*project.openDatabase(), project, info.kind);
            if (adapt) {
                adapt(table);
            }
            const bool same =
                before && before->table().rows == table.rows && before->table().columns.size() == table.columns.size();
            return Loaded{same ? nullptr : std::make_shared<const TableData>(std::move(table), info.keyColumn)};
        },
        [this, generation](const Loaded& loaded) {
            if (generation == m_generation) {
                showTable(loaded.table);
            }
        },
        [this, generation](const Failure& failure) {
            if (generation == m_generation) {
                showFailure(failure.message);
            }
        });
}

void TablePage::showTable(const std::shared_ptr<const TableData>& table)
{
    m_loading = false;
    m_failure.clear();
    if (table) {
        const bool wasEmpty = m_model->totalRows() == 0;
        const bool columnsChanged = !m_hasTable || table->columnCount() != m_model->columnCount();
        m_model->setTable(table);
        m_hasTable = true;
        m_remark = remark();
        if (columnsChanged) {
            m_columns->apply();
        } else if (wasEmpty) {
            m_columns->fit();
        }
        makeIndex();
    }
    updateState();
    Q_EMIT shown();
    if (m_readAgain) {
        reload();
    }
}

void TablePage::showFailure(const QString& message)
{
    m_loading = false;
    m_failure = message;
    updateState();
}

void TablePage::makeIndex()
{
    inBackground(
        this,
        [table = m_model->table()] { return std::pair(table, std::make_shared<const TableIndex>(table->table())); },
        [this](const auto& indexed) {
            if (indexed.first == m_model->table()) {
                m_model->setIndex(indexed.second);
                updateState();
            }
        },
        [this](const Failure& failure) { frame().messages.show(failure); });
}

void TablePage::updateState()
{
    updateNotice();
    updateCount();
    Q_EMIT commandsChanged();
}

void TablePage::updateCount()
{
    if (!m_hasTable) {
        m_count->clear();
        return;
    }
    const int shown = m_model->rowCount();
    QString text = tr("%1 of %2 selected").arg(m_view->selectedCount()).arg(shown);
    if (shown < m_model->totalRows()) {
        text += tr(" (%1 hidden by the search)").arg(m_model->totalRows() - shown);
    }
    if (!m_remark.isEmpty()) {
        text += QStringLiteral(" · ") + m_remark;
    }
    m_count->setText(text);
    m_count->setToolTip(text);
}

void TablePage::updateNotice()
{
    const bool empty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (!empty) {
        return;
    }
    if (!m_failure.isEmpty()) {
        m_notice->say(m_failure);
    } else if (m_hasTable && m_model->totalRows() > 0) {
        m_notice->sayNothingFound(m_search->text());
    } else if (m_hasTable) {
        m_notice->sayEmpty(m_info.emptyText);
    } else {
        m_notice->say(m_project ? tr("Reading…") : tr("Open a project first."));
    }
}

void TablePage::showSamples(const QStringList& ids)
{
    m_search->clear();
    QItemSelection selection;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (ids.contains(toQString(m_model->key(row)))) {
            selection.select(m_model->index(row, 0), m_model->index(row, m_model->columnCount() - 1));
        }
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

QStringList TablePage::selectedSamples() const
{
    return selectedTexts(*m_view, "Sample ID");
}

QString TablePage::whyNotOnRows() const
{
    return m_view->selectionModel()->hasSelection() ? QString() : tr("Select one or more rows first.");
}

QString TablePage::whyNotOnSamples() const
{
    const QString reason = whyNotOnRows();
    return reason.isEmpty() && selectedSamples().isEmpty() ? tr("The selected rows name no sample.") : reason;
}

QString TablePage::whyNot(Command command) const
{
    if (!m_project) {
        return tr("Open a project first.");
    }
    switch (command) {
    case Command::Refresh:
    case Command::Find:
        return {};
    case Command::ChooseColumns:
        return m_hasTable ? QString() : tr("The table is not read yet.");
    case Command::SelectAll:
    case Command::ExportTable:
        return m_model->rowCount() > 0 ? QString() : tr("The table shows no rows.");
    case Command::Copy:
        return whyNotOnRows();
    case Command::ViewData:
        return whyNotOnSamples();
    case Command::AnalyseAgain:
    case Command::LabelSamples:
    case Command::AddToBatch: {
        const QString readOnly = frame().session.whyNotWrite();
        return readOnly.isEmpty() ? whyNotOnSamples() : readOnly;
    }
    default:
        return Page::whyNot(command);
    }
}

void TablePage::perform(Command command)
{
    if (!whyNot(command).isEmpty()) {
        return;
    }
    switch (command) {
    case Command::Refresh:
        reload();
        break;
    case Command::Find:
        m_search->setFocus();
        m_search->selectAll();
        break;
    case Command::ChooseColumns:
        m_columns->choose(m_view->mapToGlobal(QPoint(0, 0)));
        break;
    case Command::SelectAll:
        m_view->selectAll();
        break;
    case Command::Copy:
        copyRows();
        break;
    case Command::ExportTable:
        exportTable();
        break;
    case Command::ViewData:
        Q_EMIT viewSamplesRequested(selectedSamples());
        break;
    case Command::AnalyseAgain:
        analyseAgain(frame(), selectedSamples());
        break;
    case Command::LabelSamples:
        (new LabelDialog(frame(), selectedSamples(), this))->open();
        break;
    case Command::AddToBatch:
        (new BatchDialog(frame(), selectedSamples(), this))->open();
        break;
    default:
        break;
    }
}

void TablePage::copyRows()
{
    const std::string text = tabSeparated(*m_model, m_view->selectedRows(), m_view->shownColumns());
    QApplication::clipboard()->setText(QString::fromStdString(text));
}

void TablePage::exportTable()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export table"), m_info.id + QStringLiteral(".csv"),
                                                      tr("Comma-separated values (*.csv)"));
    if (file.isEmpty()) {
        return;
    }
    try {
        replaceFileText(toPath(file), commaSeparated(*m_model, allRows(*m_model), m_view->shownColumns()));
        frame().messages.show(
            MessageBar::Kind::Done,
            tr("Rows written: %1, to %2.").arg(m_model->rowCount()).arg(QDir::toNativeSeparators(file)));
    } catch (...) {
        frame().messages.show(describe(std::current_exception()));
    }
}

void TablePage::openRowMenu(const QPoint& globalPosition)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    for (const Command command : m_info.rowMenu) {
        menu.addAction(frame().commands.action(command));
    }
    menu.exec(globalPosition);
}

void TablePage::saveState()
{
    if (m_hasTable) {
        m_columns->save();
    }
}

}  // namespace aurora::gui
