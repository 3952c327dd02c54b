#include "gui/batches/batches_page.h"

#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/batches.h"
#include "gui/batches/batch_actions.h"
#include "gui/batches/batch_form.h"
#include "gui/batches/batch_panel.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

#include <algorithm>
#include <map>

namespace aurora::gui {

namespace {

constexpr const char* nameColumn = "Batch";
constexpr const char* samplesColumn = "Sample IDs";
constexpr char sampleSeparator = '\n';  // a Sample ID can hold a comma, but no line break

TablePageInfo info()
{
    return {
        .kind = services::TableKind::Batches,
        .id = QStringLiteral("batches"),
        .title = BatchesPage::tr("Batches"),
        .keyColumn = nameColumn,
        .shownColumns = {QStringLiteral("Batch"), QStringLiteral("Number of samples"), QStringLiteral("Last analysis"),
                         QStringLiteral("Description")},
        .emptyText = BatchesPage::tr("Named sets of samples that are analysed and plotted together belong here.\n"
                                     "Make one, or select samples on the page Samples and add them to a new batch."),
        .emptyCommand = Command::NewBatch,
        .toolbar = {Command::NewBatch, Command::ChooseColumns},  // what is done with a batch stands beside its samples
        .rowMenu = {Command::ViewData, Command::AnalyseBatches, Command::ExportBatch, Command::EditBatch,
                    Command::DeleteBatches, Command::NewBatch, Command::Copy, Command::SelectAll},
        .detailsShown = false,  // what is read most, the samples, stands in the panel; Details shows the rest
    };
}

/// When the files of the batch were written; nothing while there are none.
CellValue lastAnalysis(const services::Project& project, const std::string& name)
{
    const std::filesystem::path file = services::batchFile(project, name, ".json");
    std::error_code code;
    if (!std::filesystem::exists(file, code)) {
        return {};
    }
    return formatTimestamp(modifiedUts(file), project.timeZone());
}

/// The table of batches as people read it.
void tellBatches(const services::Project& project, Table& table)
{
    std::map<std::string, services::Batch> batches;
    for (services::Batch& batch : services::listBatches(project)) {
        batches.emplace(batch.name, batch);
    }
    Table told;
    told.columns = {{.name = nameColumn},
                    {.name = "Number of samples", .type = CellType::Integer},
                    {.name = "Last analysis", .type = CellType::DateTime},
                    {.name = "Description"},  // as long as somebody likes, and also said beside the samples
                    {.name = samplesColumn}};
    for (const auto& row : table.rows) {
        const services::Batch& batch = batches[toText(row.at(0))];
        std::string samples;
        for (const std::string& sample : batch.samples) {
            samples += (samples.empty() ? std::string() : std::string(1, sampleSeparator)) + sample;
        }
        told.rows.push_back({row.at(0), static_cast<std::int64_t>(batch.samples.size()),
                             lastAnalysis(project, toText(row.at(0))), row.at(1), samples});
    }
    table = std::move(told);
}

}  // namespace

BatchesPage::BatchesPage(Frame& frame, QWidget* parent)
    : TablePage(frame, info(), parent), m_panel(new BatchPanel(frame.commands, this))
{
    addPanel(m_panel);
    connect(m_panel, &BatchPanel::selectionChanged, this, &BatchesPage::samplesChanged);
    connect(m_panel, &BatchPanel::sampleActivated, this,
            [this](const QString& id) { Q_EMIT viewSamplesRequested({id}); });
}

void BatchesPage::setProject(const std::optional<services::Project>& project)
{
    m_panel->setProject(project);
    TablePage::setProject(project);
}

void BatchesPage::reload()
{
    TablePage::reload();
    m_panel->reload();
}

TablePage::Adaptation BatchesPage::adaptation() const
{
    if (!project()) {
        return {};
    }
    return [project = *project()](Table& table) { tellBatches(project, table); };
}

void BatchesPage::rowsChanged()
{
    if (m_panel == nullptr) {
        return;
    }
    const QStringList descriptions = selectedTexts(view(), "Description");
    m_panel->showBatches(selectedBatches(), descriptions.value(0));
}

QStringList BatchesPage::selectedBatches() const
{
    return selectedTexts(view(), nameColumn);
}

QStringList BatchesPage::selectedSamples() const
{
    if (const QStringList chosen = m_panel->selectedSamples(); !chosen.isEmpty()) {
        return chosen;
    }
    QStringList samples;
    for (const QString& list : selectedTexts(view(), samplesColumn)) {
        samples.append(list.split(QLatin1Char(sampleSeparator)));
    }
    samples.removeDuplicates();
    return samples;
}

QString BatchesPage::whyNotOnBatches() const
{
    return whyNotOnRows().isEmpty() ? QString() : tr("Select a batch first.");
}

QString BatchesPage::whyNotOnOneBatch() const
{
    const QString reason = whyNotOnBatches();
    return reason.isEmpty() && selectedBatches().size() > 1 ? tr("Select a single batch.") : reason;
}

QString BatchesPage::whyNot(Command command) const
{
    const QString readOnly = frame().session.whyNotWrite();
    const auto first = [](const QString& a, const QString& b) { return a.isEmpty() ? b : a; };
    const bool empty = whyNotOnRows().isEmpty() && selectedTexts(view(), samplesColumn).isEmpty();
    switch (command) {
    case Command::NewBatch:
        return readOnly;
    case Command::EditBatch:
        return first(readOnly, whyNotOnOneBatch());
    case Command::DeleteBatches:
        return first(readOnly, whyNotOnBatches());
    case Command::AnalyseBatches:
        return first(readOnly, first(whyNotOnBatches(), empty ? tr("There are no samples in this batch.") : QString()));
    case Command::ExportBatch:
        return first(whyNotOnOneBatch(), empty ? tr("There are no samples in this batch.") : QString());
    default:
        return TablePage::whyNot(command);
    }
}

void BatchesPage::perform(Command command)
{
    if (!whyNot(command).isEmpty()) {
        return;
    }
    switch (command) {
    case Command::NewBatch:
        openForm({});
        break;
    case Command::EditBatch:
        openForm(selectedBatches().front());
        break;
    case Command::AnalyseBatches:
        analyseBatches(frame(), selectedBatches());
        break;
    case Command::ExportBatch:
        exportBatch(frame(), this, selectedBatches().front());
        break;
    case Command::DeleteBatches:
        askDelete();
        break;
    default:
        TablePage::perform(command);
        break;
    }
}

void BatchesPage::openForm(const QString& name)
{
    (new BatchForm(frame(), name, this))->open();
}

void BatchesPage::askDelete()
{
    std::vector<ShownBatch> batches;
    for (const QStringList& cells : selectedCells(view(), {nameColumn, "Number of samples"})) {
        batches.push_back({.name = cells.at(0), .samples = cells.at(1).toLongLong()});
    }
    deleteBatches(frame(), this, batches);
}

}  // namespace aurora::gui
