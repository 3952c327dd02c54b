#include "gui/jobs/job_details.h"

#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/jobs/job_record.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{720, 480};

}  // namespace

JobDetails::JobDetails(Frame& frame, const QString& job, QWidget* parent)
    : QDialog(parent),
      m_summary(new QLabel(this)),
      m_whyNoSteps(new QLabel(this)),
      m_steps(new QTableWidget(0, 2, this)),
      m_json(new QPlainTextEdit(this)),
      m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("jobDetails"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Job %1").arg(job));
    resize(firstSize);
    for (QLabel* label : {m_summary, m_whyNoSteps}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_whyNoSteps->setObjectName(QStringLiteral("whyNoSteps"));
    m_whyNoSteps->hide();
    m_steps->setObjectName(QStringLiteral("jobSteps"));
    m_steps->setAccessibleName(tr("Steps of the payload"));
    m_steps->setHorizontalHeaderLabels({tr("Step"), tr("Current")});
    m_steps->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_steps->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_steps->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_steps->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_steps->setShowGrid(false);
    m_steps->setAlternatingRowColors(true);
    m_json->setObjectName(QStringLiteral("jobJson"));
    m_json->setAccessibleName(tr("Raw record"));
    m_json->setReadOnly(true);
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto* steps = new QWidget(m_tabs);
    auto* inSteps = new QVBoxLayout(steps);
    inSteps->setContentsMargins(8, 8, 8, 8);
    inSteps->addWidget(m_whyNoSteps);
    inSteps->addWidget(m_steps, 1);
    m_tabs->addTab(steps, tr("&Steps"));
    m_tabs->addTab(m_json, tr("&Raw record"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copyButton = buttons->addButton(tr("&Copy raw record"), QDialogButtonBox::ActionRole);
    copyButton->setObjectName(QStringLiteral("copyRecord"));
    copyButton->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(copyButton, &QPushButton::clicked, this, &JobDetails::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buttons);
    read(frame, job);
}

void JobDetails::read(Frame& frame, const QString& job)
{
    m_summary->setText(tr("Reading…"));
    inBackground(
        this, [project = *frame.session.project(), id = job.toStdString()] { return jobRecord(project, id); },
        [this](const JobRecord& record) { showRecord(record); },
        [this](const Failure& failure) { m_summary->setText(failure.message); });
}

void JobDetails::showRecord(const JobRecord& record)
{
    m_summary->setText(record.summary);
    m_json->setPlainText(record.json);
    m_whyNoSteps->setText(record.whyNoSteps);
    m_whyNoSteps->setVisible(record.steps.empty());
    m_steps->setVisible(!record.steps.empty());
    if (record.steps.empty()) {
        static_cast<QVBoxLayout*>(m_tabs->widget(0)->layout())->addStretch();
    }
    m_steps->setRowCount(static_cast<int>(record.steps.size()));
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        const JobRecord::Step& step = record.steps[static_cast<std::size_t>(row)];
        m_steps->setItem(row, 0, new QTableWidgetItem(step.words));
        auto* current = new QTableWidgetItem(step.current);
        current->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_steps->setItem(row, 1, current);
    }
}

void JobDetails::copy()
{
    QApplication::clipboard()->setText(m_json->toPlainText());
}

QString whyNotJobDetails(const QStringList& jobs)
{
    return jobs.size() == 1 ? QString() : JobDetails::tr("Select one row with a job first.");
}

}  // namespace aurora::gui
