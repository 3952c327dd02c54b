#include "gui/report/report_dialog.h"

#include "gui/frame/padded_delegate.h"
#include "gui/report/window_words.h"
#include "gui/tables/table_text.h"
#include "ui_report_dialog.h"

#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>

#include <algorithm>
#include <numeric>

namespace aurora::gui {

namespace {

constexpr int inputColumn = 1;
constexpr int messageColumn = 2;
constexpr int causeColumn = 3;
constexpr int widestInput_px = 360;
constexpr int messageWidth_px = 440;
constexpr std::size_t mostWrapped = 1000;  // the height of each row is computed

bool isPath(const std::string& input)
{
    return input.find_first_of("/\\") != std::string::npos;
}

/// The folder that all the paths among the inputs are in, with its last divider; empty when there is none.
std::string commonFolder(const Table& report)
{
    std::string common;
    bool first = true;
    for (const auto& row : report.rows) {
        const std::string input = toText(row[inputColumn]);
        if (!isPath(input)) {
            continue;
        }
        const auto ends = std::mismatch(common.begin(), common.end(), input.begin(), input.end());
        common = first ? input : std::string(common.begin(), ends.first);
        first = false;
    }
    const std::size_t end = common.find_last_of("/\\");
    return end == std::string::npos ? std::string() : common.substr(0, end + 1);
}

/// The same, shorter: without the folder that all files are in, and without the name that a message begins with.
Table shortened(Table report, const std::string& folder)
{
    for (auto& row : report.rows) {
        const std::string input = toText(row[inputColumn]);
        const std::string message = forWindow(toText(row[messageColumn]));
        row[messageColumn] = message.starts_with(input + ": ") ? message.substr(input.size() + 2) : message;
        if (!folder.empty() && input.starts_with(folder) && input.size() > folder.size()) {
            row[inputColumn] = input.substr(folder.size());
        }
    }
    return report;
}

Table reportTable(const services::Report& report)
{
    Table table;
    table.columns = {{.name = "Status"},  // a column of this name has shape, word and colour
                     {.name = ReportDialog::tr("File or sample").toStdString()},
                     {.name = ReportDialog::tr("What happened").toStdString()},
                     {.name = ReportDialog::tr("Technical cause").toStdString()}};
    const auto add = [&table](const std::vector<services::ReportItem>& items, const char* status) {
        for (const services::ReportItem& item : items) {
            const CellValue cause = item.cause.empty() ? CellValue() : CellValue(item.cause);
            table.rows.push_back({std::string(status), item.input, item.message, cause});
        }
    };
    add(report.failed, "failed");
    add(report.skipped, "skipped");
    add(report.done, "done");
    return table;
}

TableModel* modelOf(Table table, QObject* parent)
{
    auto* model = new TableModel(parent);
    model->setTable(std::make_shared<TableData>(std::move(table), std::string_view()));
    return model;
}

void layOut(QTableView& view, const Table& table)
{
    view.verticalHeader()->hide();
    view.resizeColumnsToContents();
    view.setColumnWidth(inputColumn, std::min(view.columnWidth(inputColumn), widestInput_px));
    view.setColumnWidth(messageColumn, messageWidth_px);
    const bool causes = std::any_of(table.rows.begin(), table.rows.end(),
                                    [](const auto& row) { return !toText(row[causeColumn]).empty(); });
    view.setColumnHidden(causeColumn, !causes);
    view.setTextElideMode(Qt::ElideMiddle);
    view.horizontalHeader()->setStretchLastSection(true);
    if (table.rows.size() <= mostWrapped) {
        view.setWordWrap(true);
        view.setItemDelegate(new PaddedDelegate(&view));
        view.verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    }
}

/// The numbers of the message that led here; samples that were analysed afterwards are none of its things.
QString summaryOf(const services::Report& report)
{
    const services::ReportKind main = services::mainKind(report);
    const services::ReportCounts counts = services::countsOf(report, main);
    QString summary =
        ReportDialog::tr("%1 done, %2 skipped, %3 failed").arg(counts.done).arg(counts.skipped).arg(counts.failed);
    const services::ReportCounts samples = services::countsOf(report, services::ReportKind::Analysis);
    if (main != services::ReportKind::Analysis && samples.all() > 0) {
        summary += ReportDialog::tr(" · samples: %1 analysed, %2 skipped, %3 failed")
                       .arg(samples.done)
                       .arg(samples.skipped)
                       .arg(samples.failed);
    }
    return summary;
}

}  // namespace

ReportDialog::ReportDialog(const services::Report& report, QWidget* parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ReportDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    const Table whole = reportTable(report);
    const std::string folder = commonFolder(whole);
    const Table shown = shortened(whole, folder);
    m_ui->table->setModel(modelOf(shown, this));
    layOut(*m_ui->table, shown);
    QString summary = summaryOf(report);
    if (!folder.empty()) {
        summary += tr(" · files in %1").arg(QString::fromStdString(folder));
    }
    m_ui->summary->setText(summary);
    QPushButton* copy = m_ui->buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [model = modelOf(whole, this)] {
        std::vector<int> rows(static_cast<std::size_t>(model->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
        QApplication::clipboard()->setText(QString::fromStdString(tabSeparated(*model, rows, {0, 1, 2, 3})));
    });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

ReportDialog::~ReportDialog() = default;

}  // namespace aurora::gui
