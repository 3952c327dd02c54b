#include "gui/submit/submit_dialog.h"

#include "aurora/core/file.h"
#include "aurora/protocols/payload.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/padded_delegate.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/named_samples.h"
#include "gui/submit/capacity_input.h"
#include "gui/submit/payload_files.h"
#include "gui/submit/plan_model.h"
#include "ui_submit_dialog.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int afterTyping_ms = 200;
constexpr int planHeaderLines = 3;
constexpr int stepWidth_px = 144;
constexpr int widestResult_px = 280;

}  // namespace

SubmitDialog::SubmitDialog(Frame& frame, const QStringList& samples, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_project(*frame.session.project()),
      m_samples(utf8(samples)),
      m_ui(std::make_unique<Ui::SubmitDialog>()),
      m_model(new PlanModel(this))
{
    m_ui->setupUi(this);
    m_capacity = new CapacityInput({.areal = m_ui->areal,
                                    .specific = m_ui->specific,
                                    .nominal = m_ui->nominal,
                                    .custom = m_ui->custom,
                                    .custom_mAh = m_ui->customCapacity,
                                    .problem = m_ui->capacityProblem},
                                   this);
    setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(this, frame.session);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("submitButton"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setAutoDefault(false);
    m_ui->plan->setModel(m_model);
    m_ui->plan->setItemDelegate(new PaddedDelegate(this));
    m_ui->plan->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->plan->verticalHeader()->hide();
    m_ui->plan->horizontalHeader()->setFixedHeight(planHeaderLines * fontMetrics().lineSpacing() + 16);
    m_ui->plan->horizontalHeader()->setHighlightSections(false);
    m_ui->agree->hide();
    m_ui->waiting->hide();
    m_ui->payload->setPlaceholderText(tr("What the samples are to do"));  // none is chosen until the user does
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterTyping_ms);
    connectInputs();
    layOutTable();
    readProtocols();
    plan();
}

SubmitDialog::~SubmitDialog() = default;

void SubmitDialog::connectInputs()
{
    connect(&m_soon, &QTimer::timeout, this, &SubmitDialog::plan);
    connect(m_ui->payload, &QComboBox::currentIndexChanged, this, &SubmitDialog::inputsChanged);
    connect(m_ui->chooseFile, &QPushButton::clicked, this, &SubmitDialog::chooseFile);
    connect(m_capacity, &CapacityInput::changed, this, &SubmitDialog::inputsChanged);
    connect(m_ui->agree, &QCheckBox::toggled, this, &SubmitDialog::updateState);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &SubmitDialog::submit);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SubmitDialog::readProtocols()
{
    inBackground(
        this, [folder = m_project.config().protocolsFolder] { return payloadFiles(folder); },
        [this](const std::vector<std::filesystem::path>& files) {
            for (const std::filesystem::path& file : files) {
                m_ui->payload->addItem(toQString(pathText(file.filename())), nativePath(file));
            }
            m_hasProtocols = !files.empty();
            updateState();
        },
        [this](const Failure& failure) {
            m_failure = failure.message;
            updateState();
        });
}

void SubmitDialog::chooseFile()
{
    const QString file =
        askForFile(this, QStringLiteral("payloads"), tr("Payload"), tr("Payloads (*.json);;All files (*)"),
                   nativePath(m_project.config().protocolsFolder));
    if (file.isEmpty()) {
        return;
    }
    const QString path = nativePath(toPath(file));
    int at = m_ui->payload->findData(path);
    if (at < 0) {
        m_ui->payload->addItem(path, path);
        at = m_ui->payload->count() - 1;
    }
    m_ui->payload->setCurrentIndex(at);
}

void SubmitDialog::inputsChanged()
{
    ++m_asked;  // what is being computed is of no use any more
    m_planned.reset();
    m_failure.clear();
    m_soon.start();
    updateState();
}

void SubmitDialog::plan()
{
    const std::optional<services::CapacityChoice> choice = m_capacity->choice();
    const QString file = m_ui->payload->currentData().toString();
    const int asked = m_asked;
    inBackground(
        this,
        [project = m_project, path = toPath(file), samples = m_samples, choice] {
            Planned planned;
            if (!path.empty()) {
                planned.request.payload = protocols::parsePayload(readFile(path), pathText(path.filename()));
                planned.request.payloadName = pathText(path.stem());
            }
            planned.request.samples = samples;
            // What the payload does is known without a capacity, too: the currents are left out then.
            planned.request.capacity = choice.value_or(CapacityDefinition::Nominal);
            planned.plan = services::planSubmission(project, planned.request);
            return planned;
        },
        [this, asked, known = choice.has_value()](const Planned& planned) {
            if (asked == m_asked && known) {
                showPlan(planned);
            } else if (asked == m_asked) {
                showNoPlan(planned.plan.steps);
                updateState();
            }
        },
        [this, asked](const Failure& failure) {
            if (asked == m_asked) {
                m_failure = failure.message;
                showNoPlan({});
                updateState();
            }
        });
    updateState();
}

void SubmitDialog::showPlan(const Planned& planned)
{
    if (!planned.request.payload.is_null()) {
        m_planned = planned;
    }
    m_model->setPlan(planned.plan);
    layOutTable();
    showWaiting(planned.plan);
    QStringList questions;
    for (const services::PlannedJob& job : planned.plan.jobs) {
        for (const std::string& question : job.questions) {
            questions.append(toQString(question));
        }
    }
    questions.removeDuplicates();
    if (questions != m_questions) {
        m_questions = questions;
        showQuestions();
    }
    updateState();
}

/// The samples stay in sight; what they would be given is not known.
void SubmitDialog::showNoPlan(const std::vector<std::string>& steps)
{
    services::SubmissionPlan samplesOnly;
    samplesOnly.steps = steps;
    for (const services::PlannedJob& job : m_model->plan().jobs) {
        samplesOnly.jobs.push_back({.sampleId = job.sampleId,
                                    .pipeline = job.pipeline,
                                    .capacity_mAh = {},
                                    .cells = {},
                                    .problem = {},
                                    .questions = {}});
    }
    m_model->setPlan(std::move(samplesOnly));
    layOutTable();
    showWaiting({});
    m_questions.clear();
    showQuestions();
}

void SubmitDialog::showWaiting(const services::SubmissionPlan& plan)
{
    constexpr int mostShown = 3;  // and a fourth, which a line about it would take the place of
    QStringList lines;
    for (const services::PlannedJob& job : plan.jobs) {
        if (job.problem.empty() && !job.remark.empty()) {
            lines.append(tr("◌ %1 on %2: the job %3.")
                             .arg(toQString(job.sampleId), toQString(job.pipeline), toQString(job.remark)));
        }
    }
    m_ui->waiting->setToolTip(lines.join(QLatin1Char('\n')));
    if (lines.size() > mostShown + 1) {
        const auto others = lines.size() - mostShown;
        lines = lines.mid(0, mostShown);
        lines.append(tr("… and %1 more that wait.").arg(others));
    }
    m_ui->waiting->setText(lines.join(QLatin1Char('\n')));
    m_ui->waiting->setVisible(!lines.isEmpty());
}

void SubmitDialog::showQuestions()
{
    constexpr int mostShown = 3;
    m_ui->agree->setChecked(false);  // what was agreed to was something else
    m_ui->agree->setVisible(!m_questions.isEmpty());
    QStringList lines = m_questions.mid(0, mostShown);
    if (m_questions.size() > mostShown) {
        lines.append(tr("… and %1 more like these.").arg(m_questions.size() - mostShown));
    }
    lines.append(tr("This is meant."));
    m_ui->agree->setText(lines.join(QLatin1Char('\n')));
    m_ui->agree->setToolTip(m_questions.join(QLatin1Char('\n')));
}

void SubmitDialog::layOutTable()
{
    QTableView* table = m_ui->plan;
    table->horizontalHeader()->setVisible(m_model->columnCount() > 0);  // else it is an empty grey strip
    table->clearSpans();
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table->resizeColumnsToContents();
    const auto steps = static_cast<int>(m_model->plan().steps.size());
    // Before there are steps, what is wrong with a sample has the rest of the line, and further lines.
    const bool onlyProblems = steps == 0 && m_model->resultColumn() < 0;
    if (const int last = m_model->columnCount() - 1; onlyProblems && last >= 0) {
        table->horizontalHeader()->setSectionResizeMode(last, QHeaderView::Stretch);
    }
    table->verticalHeader()->setSectionResizeMode(onlyProblems ? QHeaderView::ResizeToContents
                                                               : QHeaderView::Interactive);
    for (int step = 0; step < steps; ++step) {
        const int column = PlanModel::firstStepColumn + step;
        table->setColumnWidth(column, stepWidth_px);
    }
    if (const int result = m_model->resultColumn(); result >= 0) {
        table->setColumnWidth(result, std::min(table->columnWidth(result), widestResult_px));
        table->resizeRowsToContents();
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->hasProblem(row) && steps > 1) {
            table->setSpan(row, PlanModel::firstStepColumn, 1, steps);
        }
    }
}

QString SubmitDialog::whyNot() const
{
    if (m_submitting) {
        return tr("The jobs are being submitted…");
    }
    if (!m_failure.isEmpty()) {
        return m_failure;
    }
    if (m_ui->payload->currentIndex() < 0) {
        return m_hasProtocols ? tr("Choose a payload.")
                              : tr("Choose the file of a payload: the protocols folder of the project has none.");
    }
    if (const QString reason = m_capacity->whyNot(); !reason.isEmpty()) {
        return reason;
    }
    if (!m_planned) {
        return tr("Working out the currents…");
    }
    if (!m_planned->plan.canBeSubmitted()) {
        int problems = 0;
        for (const services::PlannedJob& job : m_planned->plan.jobs) {
            problems += job.problem.empty() ? 0 : 1;
        }
        return tr("Samples that cannot be submitted: %1 (✕). Cure them, or select the others only.").arg(problems);
    }
    return !m_questions.isEmpty() && !m_ui->agree->isChecked()
               ? tr("Look at these numbers again, and tick that they are meant.")
               : QString();
}

void SubmitDialog::updateState()
{
    if (m_submitted) {
        return;
    }
    const QString reason = whyNot();
    m_ui->reason->setText(reason);
    QPushButton* submit = m_ui->buttons->button(QDialogButtonBox::Ok);
    submit->setText(m_samples.size() == 1 ? tr("Submit 1 job") : tr("Submit %1 jobs").arg(m_samples.size()));
    submit->setEnabled(reason.isEmpty());
    submit->setToolTip(reason);
}

void SubmitDialog::keyPressEvent(QKeyEvent* event)
{
    // Enter ends typing here. It neither sends jobs nor throws away what was chosen: buttons are for that.
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QDialog::keyPressEvent(event);
        return;
    }
    if (auto* button = qobject_cast<QPushButton*>(focusWidget())) {
        button->click();
    }
}

void SubmitDialog::submit()
{
    if (!whyNot().isEmpty() || !m_planned) {
        return;
    }
    services::SubmitRequest request = m_planned->request;
    request.comment = m_ui->comment->text().toStdString();
    request.shown = m_planned->plan.jobs;
    request.questions = m_questions.isEmpty() ? services::Questions::NotAnswered : services::Questions::Agreed;
    m_submitting = true;
    m_capacity->setEnabled(false);
    for (QWidget* input : std::initializer_list<QWidget*>{m_ui->payload, m_ui->chooseFile, m_ui->comment, m_ui->agree})
    {
        input->setEnabled(false);
    }
    updateState();
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    const Task* task =
        runOnLab(*m_frame, m_frame->session.lab(),
                 {.title = tr("Submitting jobs"),
                  .work = [request](services::Lab& lab,
                                    Progress& progress) { return services::submitJobs(lab, request, progress); },
                  .summary = tr("Jobs submitted: %1."),
                  .then =
                      [dialog = QPointer<SubmitDialog>(this)](const services::Report& report) {
                          if (dialog) {
                              dialog->showResult(report);
                          }
                      }});
    if (task != nullptr) {
        connect(task, &Task::finished, this, [this, task] {
            if (task->state() != Task::State::Done) {
                showNoResult(task->failure());
            }
        });
    }
}

void SubmitDialog::showNoResult(const Failure& failure)
{
    // Some of the jobs may be on their servers: nothing can be sent a second time from here.
    m_submitting = false;
    m_submitted = true;
    m_ui->reason->setText(tr("%1 Look at the page Jobs before you submit again.").arg(failure.message));
    m_ui->buttons->button(QDialogButtonBox::Ok)->hide();
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setFocus();
}

void SubmitDialog::showResult(const services::Report& report)
{
    m_submitting = false;
    m_submitted = true;
    m_model->setResult(report);
    m_ui->waiting->hide();  // the results say it, as the servers told it
    layOutTable();
    // Beside the sample, where it is seen without scrolling.
    m_ui->plan->horizontalHeader()->moveSection(m_model->columnCount() - 1, PlanModel::sampleColumn + 1);
    m_ui->reason->setText(tr("Submitted: %1 of %2. The column “Result” says what came of each sample.")
                              .arg(report.done.size())
                              .arg(m_samples.size()));
    m_ui->buttons->button(QDialogButtonBox::Ok)->hide();
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setFocus();
}

}  // namespace aurora::gui
