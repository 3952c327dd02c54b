#include "gui/cyclers/server_test_dialog.h"

#include "aurora/services/lab.h"
#include "gui/cyclers/host_key_question.h"
#include "gui/cyclers/test_report.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/padded_delegate.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/tables/table_model.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{720, 360};

QString outcomeText(cyclers::TestStep::Outcome outcome)
{
    switch (outcome) {
    case cyclers::TestStep::Outcome::Passed:
        return ServerTestDialog::tr("■ passed");
    case cyclers::TestStep::Outcome::Failed:
        return ServerTestDialog::tr("✕ failed");
    case cyclers::TestStep::Outcome::NotTried:
        break;
    }
    return ServerTestDialog::tr("○ not tried");
}

Table stepTable(const cyclers::ServerTest& result)
{
    Table table;
    table.columns = {{.name = ServerTestDialog::tr("Step").toStdString()},
                     {.name = ServerTestDialog::tr("Outcome").toStdString()},
                     {.name = ServerTestDialog::tr("What was found").toStdString()},
                     {.name = ServerTestDialog::tr("Technical cause").toStdString()}};
    for (const cyclers::TestStep& step : result.steps) {
        table.rows.push_back({step.name, outcomeText(step.outcome).toStdString(), step.message,
                              step.cause.empty() ? CellValue() : CellValue(step.cause)});
    }
    return table;
}

}  // namespace

ServerTestDialog::ServerTestDialog(Frame& frame, const QString& label, HostKeyQuestion& hostKeys, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_label(label),
      m_hostKeys(&hostKeys),
      m_summary(new QLabel(this)),
      m_model(new TableModel(this)),
      m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("serverTest"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connection to %1").arg(label));
    resize(firstSize);
    m_summary->setObjectName(QStringLiteral("testSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("testSteps"));
    m_table->setAccessibleName(tr("Steps of the test"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PaddedDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_again = buttons->addButton(tr("Test again"), QDialogButtonBox::ActionRole);
    connect(m_again, &QPushButton::clicked, this, &ServerTestDialog::test);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    closeWithProject(this, frame.session);
    test();
}

void ServerTestDialog::test()
{
    const auto& lab = m_frame->session.lab();
    if (!lab) {
        m_summary->setText(tr("The project was closed."));
        return;
    }
    m_again->setEnabled(false);
    m_summary->setText(tr("Testing…"));
    m_model->setTable(std::make_shared<TableData>(Table{}, std::string_view()));
    Task* task = m_frame->tasks.start(
        tr("Testing %1").arg(m_label), TaskKind::Cyclers,
        [lab, label = m_label.toStdString()](Progress& progress) {
            cyclers::ServerTest test = services::testServer(*lab, label, progress);
            services::Report report = reportOf(test);
            return ReportedTest<cyclers::ServerTest>{std::move(test), std::move(report)};
        },
        this, [this](const ReportedTest<cyclers::ServerTest>& result) { showResult(result.test); });
    connect(task, &Task::finished, this, [this, task] {
        m_again->setEnabled(true);
        if (task->state() != Task::State::Done) {
            m_summary->setText(task->failure().message);
        }
    });
}

void ServerTestDialog::showResult(const cyclers::ServerTest& result)
{
    m_summary->setText(result.passed() ? tr("● %1 can be used.").arg(m_label)
                                       : tr("✕ %1 cannot be used yet: look at the step that failed.").arg(m_label));
    m_model->setTable(std::make_shared<TableData>(stepTable(result), std::string_view()));
    constexpr int firstText = 2;
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        header->setSectionResizeMode(column, column < firstText ? QHeaderView::ResizeToContents : QHeaderView::Stretch);
    }
    const bool noCauses = std::all_of(result.steps.begin(), result.steps.end(),
                                      [](const cyclers::TestStep& step) { return step.cause.empty(); });
    m_table->setColumnHidden(header->count() - 1, noCauses);
    m_hostKeys->askNow(m_label);
}

}  // namespace aurora::gui
