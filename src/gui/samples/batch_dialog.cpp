#include "gui/samples/batch_dialog.h"

#include "aurora/services/batches.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"
#include "gui/samples/named_samples.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int width_px = 480;

}  // namespace

BatchDialog::BatchDialog(Frame& frame, const QStringList& samples, QWidget* parent)
    : QDialog(parent), m_frame(&frame), m_samples(samples), m_batch(new QComboBox(this)), m_reason(new QLabel(this))
{
    setObjectName(QStringLiteral("batchDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(this, frame.session);
    setWindowTitle(tr("Add to batch"));
    m_batch->setObjectName(QStringLiteral("batch"));
    m_batch->setEditable(true);
    m_batch->setInsertPolicy(QComboBox::NoInsert);
    m_batch->completer()->setFilterMode(Qt::MatchContains);
    m_batch->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_batch->lineEdit()->setPlaceholderText(tr("An existing batch, or the name of a new one"));
    m_reason->setObjectName(QStringLiteral("batchReason"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    auto* which = new QLabel(tr("&Batch for %1").arg(namedSamples(samples)), this);
    which->setWordWrap(true);
    which->setBuddy(m_batch);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::Ok, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setObjectName(QStringLiteral("batchButton"));
    connect(m_batch, &QComboBox::currentTextChanged, this, &BatchDialog::updateState);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, &BatchDialog::store);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(which);
    layout->addWidget(m_batch);
    layout->addWidget(m_reason);
    layout->addWidget(buttons);
    readBatches();
    updateState();
    resize(width_px, sizeHint().height());
}

void BatchDialog::readBatches()
{
    inBackground(
        this, [project = *m_frame->session.project()] { return services::listBatches(project); },
        [this](const std::vector<services::Batch>& batches) {
            m_read = true;
            for (const services::Batch& batch : batches) {
                m_batches.append(toQString(batch.name));
            }
            const QString typed = m_batch->currentText();
            m_batch->addItems(m_batches);
            m_batch->setCurrentIndex(-1);
            m_batch->setEditText(typed);
            updateState();
        },
        [this](const Failure& failure) {
            m_failure = failure.message;
            updateState();
        });
}

QString BatchDialog::name() const
{
    return m_batch->currentText().trimmed();
}

bool BatchDialog::isNew() const
{
    return !m_batches.contains(name());
}

void BatchDialog::updateState()
{
    QString reason;
    if (!m_failure.isEmpty()) {
        reason = m_failure;  // without the names nobody knows which batch would be a new one
    } else if (!m_read) {
        reason = tr("Reading the batches…");
    } else if (name().isEmpty()) {
        reason = tr("Choose a batch, or type the name of a new one.");
    } else if (const std::string why = services::whyNoBatchName(name().toStdString()); isNew() && !why.empty()) {
        reason = tr("“%1” cannot be the name of a batch: it %2.").arg(name(), toQString(why));
    }
    m_reason->setText(reason.isEmpty() && isNew() ? tr("A new batch is made.") : reason);
    const auto count = m_samples.size();
    m_ok->setText(count == 1 ? tr("Add 1 sample") : tr("Add %1 samples").arg(count));
    m_ok->setEnabled(reason.isEmpty());
    m_ok->setToolTip(reason);
}

void BatchDialog::store()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_frame->tasks.start(
        tr("Adding to the batch %1").arg(name()), TaskKind::Writes,
        [project = *project, samples = utf8(m_samples), batch = name().toStdString(),
         fresh = isNew()](Progress& /*done in a moment*/) {
            return fresh ? services::createBatch(project, batch, samples)
                         : services::addToBatch(project, batch, samples);
        },
        &m_frame->tasks,
        [&messages = m_frame->messages, batch = name(), fresh = isNew(),
         count = m_samples.size()](const services::Report& report) {
            const QString text = fresh ? tr("The batch “%1” was made. Samples in it: %2.").arg(batch).arg(count)
                                       : tr("Samples added to “%1”: %2.").arg(batch).arg(report.done.size());
            showReport(messages, report, text);
        });
}

}  // namespace aurora::gui
