#include "gui/tables/table_page.h"

#include "gui/cyclers/row_reasons.h"
#include "gui/details/details_panel.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page_title.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/frame/wrap_layout.h"
#include "gui/tables/filter_chips.h"
#include "gui/tables/table_columns.h"
#include "gui/tables/table_filters.h"
#include "gui/tables/table_notice.h"
#include "gui/tables/table_reader.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int searchWidth_px = 220;
constexpr int smallestSearch_px = 120;
constexpr int detailsWidth_px = 304;

QString folderOf(const std::optional<services::Project>& project)
{
    return project ? nativePath(project->folder()) : QString();
}

}  // namespace

TablePage::TablePage(Frame& frame, TablePageInfo info, QWidget* parent)
    : Page(frame, parent),
      m_info(std::move(info)),
      m_reader(new TableReader(
          m_info.kind, m_info.keyColumn,
          [this] {
              return TableReader::Request{.shown = m_hasTable ? m_model->table() : nullptr,
                                          .adapt = adaptation(),
                                          .firstRowsFirst = !m_hasTable && opensByKey()};
          },
          this)),
      m_model(new TableModel(this)),
      m_view(new TableView(this)),
      m_chips(new FilterChips(this)),
      m_columns(new TableColumns(m_view, settingsGroup(), m_info.shownColumns)),
      m_filters(new TableFilters(m_view, m_chips, settingsGroup())),
      m_search(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_stack(new QStackedWidget(this)),
      m_notice(new TableNotice(frame.commands.action(m_info.emptyCommand),
                               m_info.otherwiseCommand ? frame.commands.action(*m_info.otherwiseCommand) : nullptr,
                               this)),
      m_splitter(new QSplitter(this)),
      m_details(new DetailsPanel(frame.commands, m_info.kind, this)),
      m_sampleReasons(new RowReasons([this] { return questionOfSamples(); }, this))
{
    setObjectName(m_info.id + QStringLiteral("Page"));
    m_view->setObjectName(m_info.id + QStringLiteral("Table"));
    m_view->setAccessibleName(m_info.title);
    m_view->setTableModel(m_model);
    m_notice->setTextName(m_info.id + QStringLiteral("Notice"));
    assemble();
    connectView();
    updateState();
}

void TablePage::assemble()
{
    auto* left = new QWidget(m_splitter);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_notice);
    column->addWidget(m_chips);
    column->addWidget(m_stack, 1);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({3 * detailsWidth_px, detailsWidth_px});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_splitter, 1);
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    m_splitter->restoreState(settings.value(settingsGroup() + QStringLiteral("/splitter")).toByteArray());
    m_details->setVisible(settings.value(settingsGroup() + QStringLiteral("/details"), m_info.detailsShown).toBool());
}

/// The details stand below it: three columns leave none of them room in a window of the usual size.
void TablePage::addPanel(QWidget* panel)
{
    m_besideTable = new QSplitter(Qt::Vertical, m_splitter);
    m_besideTable->addWidget(panel);
    m_besideTable->addWidget(m_details);
    m_besideTable->setCollapsible(0, false);
    m_besideTable->setSizes({detailsWidth_px, detailsWidth_px});
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({3 * detailsWidth_px, 2 * detailsWidth_px});
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    m_splitter->restoreState(settings.value(settingsGroup() + QStringLiteral("/withPanel")).toByteArray());
    m_besideTable->restoreState(settings.value(settingsGroup() + QStringLiteral("/panel")).toByteArray());
}

QString TablePage::settingsGroup() const
{
    return QStringLiteral("tables/") + m_info.id;
}

QWidget* TablePage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new WrapLayout(bar);  // a narrow window has two rows of it
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(0);
    QLabel* title = makePageTitle(m_info.title, bar);
    title->setContentsMargins(0, 0, 12, 0);
    layout->addWidget(title);
    m_search->setObjectName(m_info.id + QStringLiteral("Search"));
    m_search->setPlaceholderText(tr("Search in all columns"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(smallestSearch_px);
    m_search->setMaximumWidth(searchWidth_px);
    layout->addWidget(m_search);
    m_count->setObjectName(m_info.id + QStringLiteral("Count"));
    m_count->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_count);
    std::vector<Command> commands = m_info.toolbar;
    commands.insert(std::find(commands.begin(), commands.end(), Command::ChooseColumns), Command::FilterRows);
    commands.push_back(Command::ShowDetails);
    for (const Command command : commands) {
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
    connect(m_reader, &TableReader::firstRowsRead, this, &TablePage::showFirstRows);
    connect(m_reader, &TableReader::tableRead, this, &TablePage::showTable);
    connect(m_reader, &TableReader::failed, this, &TablePage::showFailure);
    const auto forget = [this] { m_selectedSamples.reset(); };
    connect(m_view, &TableView::selectionChangedByAnything, this, forget);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, forget);
    connect(m_view, &TableView::selectionChangedByAnything, this, &TablePage::updateCount);
    connect(m_view, &TableView::selectionChangedByAnything, m_sampleReasons, &RowReasons::ask);
    connect(m_sampleReasons, &RowReasons::changed, this, &Page::commandsChanged);
    connect(m_view, &TableView::selectionChangedByAnything, this, [this] { rowsChanged(); });
    connect(m_view, &TableView::selectionChangedByAnything, this, &Page::commandsChanged);
    connect(m_view, &TableView::selectedRowsHidden, this, [this](int count) {
        frame().messages.show({.kind = MessageBar::Kind::Warning,
                               .text = tr("Rows that are no longer shown were unselected: %1.").arg(count),
                               .isOfPage = true});
    });
    connect(m_view, &TableView::headerMenuRequested, this, &TablePage::openHeaderMenu);
    connect(m_view, &TableView::rowMenuRequested, this, &TablePage::openRowMenu);
    connect(m_notice, &TableNotice::clearSearchRequested, m_search, &QLineEdit::clear);
    connect(m_notice, &TableNotice::clearSearchRequested, m_filters, &TableFilters::clear);
    connect(m_filters, &TableFilters::changed, this, &TablePage::updateState);
    m_detailsSoon.setSingleShot(true);
    connect(&m_detailsSoon, &QTimer::timeout, this, &TablePage::updateDetails);
    connect(m_view, &TableView::selectionChangedByAnything, &m_detailsSoon, qOverload<>(&QTimer::start));
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, &m_detailsSoon,
            qOverload<>(&QTimer::start));
    connect(m_details, &DetailsPanel::linkActivated, this, [this](RowLink link) {
        link.details = Details::Open;  // who follows a link in details wants to read those of what it leads to
        Q_EMIT rowsRequested(link);
    });
    connect(m_view, &TableView::rowActivated, this, [this] {
        if (const QString reason = whyNot(Command::ViewData); !reason.isEmpty()) {
            frame().messages.show({.kind = MessageBar::Kind::Warning, .text = reason, .isOfPage = true});
            return;
        }
        perform(Command::ViewData);
    });
}

void TablePage::setProject(const std::optional<services::Project>& project)
{
    saveState();
    m_view->clearSelection();  // of rows that are another project's, no message tells
    m_project = project;
    for (RowReasons* reasons : findChildren<RowReasons*>(Qt::FindDirectChildrenOnly)) {
        reasons->forget();
    }
    m_reader->setProject(project);
    m_hasTable = false;
    m_failure.clear();
    m_search->clear();
    m_wantedRows.clear();
    m_model->setTable(std::make_shared<TableData>(Table{}, m_info.keyColumn));
    m_filters->restore(folderOf(m_project));
    m_details->setProject(m_project);
    reload();
}

void TablePage::reload()
{
    if (!m_project) {
        updateState();
        return;
    }
    m_reader->ask();
    updateState();
}

bool TablePage::opensByKey() const
{
    return m_filters->isEmpty() && m_search->text().isEmpty() &&
           m_columns->sortsByKey(QString::fromStdString(m_info.keyColumn));
}

void TablePage::showFirstRows(const std::shared_ptr<const TableData>& rows)
{
    m_model->setTable(rows);
    m_columns->apply();
    updateState();
}

void TablePage::showTable(const std::shared_ptr<const TableData>& table)
{
    m_failure.clear();
    if (table) {
        const bool wasEmpty = m_model->totalRows() == 0;
        // Those of the first rows have been arranged, and by now perhaps otherwise, by hand.
        const bool columnsChanged = table->columnCount() != m_model->columnCount();
        m_model->setTable(table);
        m_hasTable = true;
        if (columnsChanged) {
            m_columns->apply();
        } else if (wasEmpty) {
            m_columns->fit();
        } else {
            m_columns->widen();
        }
        makeIndex();
    }
    updateState();
    showWantedRows();
    m_detailsSoon.start();
    m_sampleReasons->ask();
    rowsChanged();  // also when the table is as it was: what may be done with its rows depends on other tables
    Q_EMIT shown();
}

void TablePage::showFailure(const QString& message)
{
    m_failure = message;
    if (m_model->totalRows() > 0) {  // there is no room for it among the rows
        frame().messages.show(MessageBar::Kind::Warning, message);
    }
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
        m_count->setText(m_model->totalRows() > 0 ? tr("Reading the other rows…") : QString());
        return;
    }
    const int shown = m_model->rowCount();
    const int total = m_model->totalRows();
    const QString selected = tr("%1 of %2 selected").arg(m_view->selectedCount()).arg(shown);
    // Below, where it takes no room from the buttons: they stay where they are while rows are filtered.
    const QString hidden = shown < total ? tr("%1\n%2 hidden").arg(selected).arg(total - shown) : selected;
    m_count->setText(hidden);
    m_count->setToolTip(shown < total ? tr("%1. Hidden by search and filters: %2.").arg(selected).arg(total - shown)
                                      : selected);
    // Room for all of the rows to be selected: the bar does not change while they are.
    const int widest = m_count->fontMetrics().horizontalAdvance(tr("%1 of %2 selected").arg(total).arg(total));
    const QMargins margins = m_count->contentsMargins();
    m_count->setMinimumWidth(0);  // what is asked below holds the minimum of before
    m_count->setMinimumWidth(std::max(widest + margins.left() + margins.right(), m_count->minimumSizeHint().width()));
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

QStringList TablePage::selectedSamples() const
{
    if (!m_selectedSamples) {
        m_selectedSamples = selectedTexts(*m_view, "Sample ID");
    }
    return *m_selectedSamples;
}

void TablePage::saveState()
{
    if (!m_hasTable) {
        return;
    }
    m_columns->save();
    m_filters->save(folderOf(m_project));
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    if (m_besideTable == nullptr) {
        settings.setValue(settingsGroup() + QStringLiteral("/splitter"), m_splitter->saveState());
    } else {
        settings.setValue(settingsGroup() + QStringLiteral("/withPanel"), m_splitter->saveState());
        settings.setValue(settingsGroup() + QStringLiteral("/panel"), m_besideTable->saveState());
    }
    settings.setValue(settingsGroup() + QStringLiteral("/details"), !m_details->isHidden());
}

}  // namespace aurora::gui
