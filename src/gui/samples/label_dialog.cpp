#include "gui/samples/label_dialog.h"

#include "aurora/services/label_samples.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"
#include "gui/samples/named_samples.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int width_px = 480;

}  // namespace

LabelDialog::LabelDialog(Frame& frame, const QStringList& samples, QWidget* parent)
    : QDialog(parent), m_frame(&frame), m_samples(samples), m_label(new QLineEdit(this))
{
    setObjectName(QStringLiteral("labelDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(this, frame.session);
    setWindowTitle(tr("Label"));
    m_label->setObjectName(QStringLiteral("label"));
    m_label->setPlaceholderText(tr("no label"));
    m_label->setClearButtonEnabled(true);
    auto* which = new QLabel(tr("&Label of %1").arg(namedSamples(samples)), this);
    which->setWordWrap(true);
    which->setBuddy(m_label);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::Ok, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setObjectName(QStringLiteral("labelButton"));
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(m_label, &QLineEdit::textChanged, this, &LabelDialog::updateState);
    connect(m_label, &QLineEdit::textEdited, this, [this] {
        m_edited = true;
        updateState();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, &LabelDialog::store);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(which);
    layout->addWidget(m_label);
    layout->addWidget(buttons);
    updateState();
    resize(width_px, sizeHint().height());
    readLabels();
}

void LabelDialog::updateState()
{
    const bool removes = m_labelled && m_label->text().trimmed().isEmpty();
    const auto count = m_samples.size();
    if (removes) {
        m_ok->setText(count == 1 ? tr("Remove label of 1 sample") : tr("Remove labels of %1 samples").arg(count));
    } else {
        m_ok->setText(count == 1 ? tr("Label 1 sample") : tr("Label %1 samples").arg(count));
    }
    const QString reason = !m_read                    ? tr("Reading the labels…")
                           : m_different && !m_edited ? tr("Type the label that all of them get.")
                                                      : QString();
    m_ok->setEnabled(reason.isEmpty());
    m_ok->setToolTip(reason);
    // Enter must not take different labels away from samples: that needs a click on what says so.
    const bool byEnter = !(removes && m_different);
    m_ok->setAutoDefault(byEnter);
    m_ok->setDefault(byEnter);
}

void LabelDialog::readLabels()
{
    inBackground(
        this,
        [project = *m_frame->session.project(), samples = utf8(m_samples)] {
            return services::labelsOf(project, samples);
        },
        [this](const std::set<std::string>& labels) {
            m_read = true;
            m_different = labels.size() > 1;
            m_labelled = labels.count({}) < labels.size();
            if (labels.size() == 1 && !m_edited && m_label->text().isEmpty()) {
                m_label->setText(toQString(*labels.begin()));
                m_label->selectAll();
            } else if (labels.size() > 1) {
                m_label->setPlaceholderText(tr("they have different ones; this replaces them"));
            }
            updateState();
        },
        [this](const Failure& /*storing says what is wrong with the database*/) {
            m_read = true;
            m_different = true;  // nobody knows
            m_labelled = true;
            updateState();
        });
}

void LabelDialog::store()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_frame->tasks.start(
        tr("Labelling samples"), TaskKind::Writes,
        [project = *project, samples = utf8(m_samples), label = m_label->text().trimmed().toStdString()](
            Progress& progress) { return services::labelSamples(project, samples, label, progress); },
        &m_frame->tasks,
        [&messages = m_frame->messages](const services::Report& report) {
            showReport(messages, report, doneText(report, tr("Samples labelled: %1.")));
        });
}

}  // namespace aurora::gui
