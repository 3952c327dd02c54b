#include "gui/report/report_dialog.h"

#include "gui/tables/table_text.h"
#include "ui_report_dialog.h"

#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>

#include <numeric>

namespace aurora::gui {

namespace {

Table reportTable(const services::Report& report)
{
    Table table;
    table.columns = {{.name = ReportDialog::tr("Status").toStdString()},
                     {.name = ReportDialog::tr("File or sample").toStdString()},
                     {.name = ReportDialog::tr("What happened").toStdString()},
                     {.name = ReportDialog::tr("Technical cause").toStdString()}};
    const auto add = [&table](const std::vector<services::ReportItem>& items, const QString& status) {
        for (const services::ReportItem& item : items) {
            const CellValue cause = item.cause.empty() ? CellValue() : CellValue(item.cause);
            table.rows.push_back({status.toStdString(), item.input, item.message, cause});
        }
    };
    add(report.failed, ReportDialog::tr("✕ failed"));
    add(report.skipped, ReportDialog::tr("◌ skipped"));
    add(report.done, ReportDialog::tr("■ done"));
    return table;
}

}  // namespace

ReportDialog::ReportDialog(const services::Report& report, QWidget* parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ReportDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* model = new TableModel(this);
    model->setTable(std::make_shared<TableData>(reportTable(report), std::string_view()));
    m_ui->table->setModel(model);
    m_ui->table->horizontalHeader()->setStretchLastSection(true);
    m_ui->table->resizeColumnsToContents();
    m_ui->table->verticalHeader()->hide();
    m_ui->summary->setText(tr("%1 done, %2 skipped, %3 failed")
                               .arg(report.done.size())
                               .arg(report.skipped.size())
                               .arg(report.failed.size()));
    QPushButton* copy = m_ui->buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [model] {
        std::vector<int> rows(static_cast<std::size_t>(model->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
        QApplication::clipboard()->setText(QString::fromStdString(tabSeparated(*model, rows, {0, 1, 2, 3})));
    });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

ReportDialog::~ReportDialog() = default;

}  // namespace aurora::gui
