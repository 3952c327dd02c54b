// What a table page does with its rows: the commands of the menus.

#include "gui/tables/table_page.h"

#include "aurora/services/what_can_be_done.h"
#include "gui/cyclers/row_reasons.h"
#include "gui/details/details_panel.h"
#include "gui/export/export_actions.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/save_question.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/written_file.h"
#include "gui/samples/batch_dialog.h"
#include "gui/samples/label_dialog.h"
#include "gui/samples/named_samples.h"
#include "gui/samples/sample_form.h"
#include "gui/samples/snapshots_dialog.h"
#include "gui/tables/sample_actions.h"
#include "gui/tables/table_columns.h"
#include "gui/tables/table_export.h"
#include "gui/tables/table_filters.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_text.h"
#include "gui/tables/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace aurora::gui {

namespace {

std::vector<int> allRows(const TableModel& model)
{
    std::vector<int> rows(static_cast<std::size_t>(model.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

constexpr std::string_view jobColumn = "Job ID";

}  // namespace

QString TablePage::whyNotOnRows() const
{
    return m_view->selectionModel()->hasSelection() ? QString() : tr("Select one or more rows first.");
}

std::function<std::map<Command, QString>()> TablePage::questionOfSamples() const
{
    const QStringList samples = m_project ? selectedSamples() : QStringList();
    if (samples.isEmpty()) {
        return {};
    }
    return [project = *m_project, samples] {
        const services::SampleReasons found = services::whyNotOnSamples(project, utf8(samples));
        return std::map<Command, QString>{{Command::ViewData, toQString(found.view)},
                                          {Command::ExportSamples, toQString(found.use)},
                                          {Command::AnalyseAgain, toQString(found.analyse)}};
    };
}

void TablePage::samplesChanged()
{
    m_sampleReasons->ask();
    Q_EMIT commandsChanged();
}

QString TablePage::whyNotOnSamples() const
{
    if (const QString reason = whyNotOnRows(); !reason.isEmpty()) {
        return reason;
    }
    return selectedSamples().isEmpty() ? tr("The selected rows name no sample.")
                                       : m_sampleReasons->knownReason(Command::ExportSamples);
}

QString TablePage::whyNotChangeSamples() const
{
    const QString readOnly = frame().session.whyNotWrite();
    return readOnly.isEmpty() ? whyNotOnSamples() : readOnly;
}

QString TablePage::whyNotOnOneSample() const
{
    const QString reason = whyNotOnSamples();
    return reason.isEmpty() && selectedSamples().size() > 1 ? tr("Select a single sample.") : reason;
}

QString TablePage::whyNotOnOneJob() const
{
    if (m_hasTable && m_model->table()->column(jobColumn) < 0) {
        return Page::whyNot(Command::JobDetails);
    }
    const bool one = m_view->selectedCount() == 1 && !selectedTexts(*m_view, jobColumn).isEmpty();
    return one ? QString() : tr("Select a single row with a job.");
}

QString TablePage::whyNot(Command command) const
{
    if (!m_project) {
        return tr("Open a project first.");
    }
    switch (command) {
    case Command::Refresh:
    case Command::Find:
    case Command::ShowDetails:
        return {};
    case Command::FilterRows:
    case Command::ChooseColumns:
        return m_hasTable ? QString() : tr("The table is not read yet.");
    case Command::SelectAll:
    case Command::ExportTable:
        if (m_model->rowCount() > 0) {
            return m_hasTable ? QString() : tr("The table is not read yet.");
        }
        return tr("The table shows no rows.");
    case Command::Copy:
        return whyNotOnRows();
    case Command::ViewData: {
        const QString reason = whyNotOnSamples();
        return reason.isEmpty() ? m_sampleReasons->knownReason(command) : reason;
    }
    case Command::ExportSamples:
        return whyNotOnSamples();
    case Command::SampleSnapshots:
    case Command::SampleDetails:
        return whyNotOnOneSample();
    case Command::JobDetails:
        return whyNotOnOneJob();
    case Command::EditSample: {
        const QString readOnly = frame().session.whyNotWrite();
        return readOnly.isEmpty() ? whyNotOnOneSample() : readOnly;
    }
    case Command::LabelSamples:
    case Command::AddToBatch:
        return whyNotChangeSamples();
    case Command::AnalyseAgain: {
        const QString reason = whyNotChangeSamples();
        return reason.isEmpty() ? m_sampleReasons->knownReason(command) : reason;
    }
    case Command::NewSample:
        return frame().session.whyNotWrite();
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
    case Command::FilterRows:
        openFilter();
        break;
    case Command::ChooseColumns:
        m_columns->choose(belowButton(command).value_or(m_view->mapToGlobal(QPoint(0, 0))));
        break;
    case Command::ShowDetails:
        setDetailsShown(!detailsAreOpen());
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
    case Command::JobDetails:
        Q_EMIT rowsRequested(
            {.kind = services::TableKind::Jobs, .keys = selectedTexts(*m_view, jobColumn), .details = Details::Open});
        break;
    default:
        performOnSamples(command);
        break;
    }
}

void TablePage::performOnSamples(Command command)
{
    const QStringList samples = selectedSamples();
    switch (command) {
    case Command::ViewData:
        Q_EMIT viewSamplesRequested(samples);
        break;
    case Command::AnalyseAgain:
        analyseAgain(frame(), samples);
        break;
    case Command::LabelSamples:
        (new LabelDialog(frame(), samples, this))->open();
        break;
    case Command::AddToBatch:
        (new BatchDialog(frame(), samples, this))->open();
        break;
    case Command::NewSample:
        openNewSample(frame(), this);
        break;
    case Command::EditSample:
        openSample(frame(), this, samples.front());
        break;
    case Command::SampleSnapshots:
        openSnapshots(frame(), this, samples.front());
        break;
    case Command::ExportSamples: {
        const bool ofBatches = m_info.kind == services::TableKind::Batches;
        const QStringList batches = ofBatches ? selectedTexts(*m_view, m_info.keyColumn.c_str()) : QStringList();
        exportSamples(frame(), this, samples, batches.size() == 1 ? batches.front() : QString());
        break;
    }
    case Command::SampleDetails:
        Q_EMIT rowsRequested(
            {.kind = services::TableKind::Samples, .keys = {samples.front()}, .details = Details::Open});
        break;
    default:
        break;
    }
}

/// Where something that a button of the bar opens begins; nothing while the button is not in sight.
std::optional<QPoint> TablePage::belowButton(Command command) const
{
    for (const auto* button : findChildren<QToolButton*>()) {
        if (button->defaultAction() == frame().commands.action(command) && button->isVisible()) {
            return button->mapToGlobal(QPoint(0, button->height()));
        }
    }
    return std::nullopt;
}

void TablePage::openFilter()
{
    const QModelIndex current = m_view->currentIndex();
    const int key = m_model->table()->keyColumn();
    const int column = current.isValid() ? current.column() : key;
    const int left = column == key ? 0 : std::max(0, m_view->columnViewportPosition(column));
    const QPoint atColumn = m_view->mapToGlobal(QPoint(left, m_view->horizontalHeader()->height()));
    m_filters->openForm(column, belowButton(Command::FilterRows).value_or(atColumn));
}

void TablePage::openHeaderMenu(const QPoint& globalPosition)
{
    const QHeaderView* header = m_view->horizontalHeader();
    const int column = m_view->headerColumnAt(globalPosition);
    if (column < 0) {
        m_columns->choose(globalPosition);
        return;
    }
    const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QMenu menu(this);
    menu.addAction(tr("Filter by “%1”…").arg(name), this, [&] {
        m_filters->openForm(column, QPoint(globalPosition.x(), header->mapToGlobal(QPoint(0, header->height())).y()));
    });
    QAction* hide = menu.addAction(tr("Hide this column"), this, [&] { m_columns->setShown(column, false); });
    hide->setEnabled(!m_columns->isKey(column));
    menu.addAction(tr("Columns…"), this, [&] { m_columns->choose(globalPosition); });
    menu.exec(globalPosition);
}

void TablePage::copyRows()
{
    const std::string text = tabSeparated(*m_model, m_view->selectedRows(), m_view->shownColumns());
    QApplication::clipboard()->setText(QString::fromStdString(text));
}

void TablePage::exportTable()
{
    const QString name = QStringLiteral("%1 %2.xlsx").arg(toQString(m_project->name()), m_info.id);
    const QString file =
        askWhereToSave(this, tr("Export table"), name, tr("Excel workbook (*.xlsx);;Comma-separated values (*.csv)"));
    if (file.isEmpty()) {
        return;
    }
    frame().tasks.start(
        tr("Exporting the table %1").arg(m_info.title), TaskKind::Reads,
        [path = toPath(file), title = m_info.title.toStdString(),
         table = shownTable(*m_model, allRows(*m_model), m_view->shownColumns())](Progress& progress) {
            return writeTable(path, table, title, progress);
        },
        this,
        [this, file](std::size_t rows) {
            const QString text = tr("Rows written: %1, to %2.").arg(rows).arg(QDir::toNativeSeparators(file));
            frame().messages.show(writtenMessage(text, file));
        });
}

void TablePage::openRowMenu(const QPoint& globalPosition)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    for (const Command command : m_info.rowMenu) {
        menu.addAction(frame().commands.action(command));
    }
    menu.addSeparator();
    for (const Command command : sampleCommands) {
        if (std::find(m_info.rowMenu.begin(), m_info.rowMenu.end(), command) == m_info.rowMenu.end()) {
            menu.addAction(frame().commands.action(command));
        }
    }
    if (m_details->isHidden()) {
        menu.addAction(frame().commands.action(Command::ShowDetails));
    }
    menu.exec(globalPosition);
}

}  // namespace aurora::gui
