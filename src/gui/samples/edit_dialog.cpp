#include "gui/samples/edit_dialog.h"

#include "aurora/core/error.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/theme.h"
#include "gui/report/report_message.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <optional>

namespace aurora::gui {

namespace {

/// What was done, or why nothing was: then the report has it too, for the list of tasks.
struct Outcome
{
    services::Report report;
    std::optional<Failure> failure;
};

Outcome attempt(const services::Project& project, const EditDialog::Work& work, const std::string& title,
                Progress& progress)
{
    try {
        return {work(project, progress), {}};
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        Outcome outcome;
        outcome.failure = describe(std::current_exception());
        outcome.report.failed.push_back(
            {title, outcome.failure->message.toStdString(), outcome.failure->cause.toStdString()});
        return outcome;
    }
}

}  // namespace

EditDialog::EditDialog(Frame& frame, const QString& title, const QString& verb, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_body(new QVBoxLayout),
      m_note(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(this, frame.session);
    connect(this, &QDialog::finished, this, [this] { m_isOpen = false; });
    setWindowTitle(title);
    m_note->setObjectName(QStringLiteral("dialogNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("okButton"));
    setVerb(verb);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &EditDialog::start);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void EditDialog::setVerb(const QString& verb)
{
    m_buttons->button(QDialogButtonBox::Ok)->setText(verb);
}

void EditDialog::setHint(const QString& hint)
{
    m_hint = hint;
    recheck();
}

void EditDialog::recheck()
{
    const QString why = m_working ? tr("Working…") : reason();
    m_note->setPalette(palette());
    m_note->setText(why.isEmpty() ? m_hint : m_hint.isEmpty() ? why : m_hint + QLatin1Char('\n') + why);
    QPushButton* button = m_buttons->button(QDialogButtonBox::Ok);
    button->setEnabled(why.isEmpty());
    button->setToolTip(why);
}

void EditDialog::start()
{
    const auto& project = m_frame->session.project();
    if (!project || m_working || !reason().isEmpty()) {
        return;
    }
    m_working = true;
    recheck();
    // A mistake is told here, where it can be mended. Whoever closed the dialog meanwhile is told as of any other task.
    const Task* task = m_frame->tasks.start(
        windowTitle(), TaskKind::Writes,
        [project = *project, work = work(), title = windowTitle().toStdString()](Progress& progress) {
            return attempt(project, work, title, progress);
        },
        &m_frame->tasks,
        [dialog = QPointer<EditDialog>(this), &messages = m_frame->messages, said = summary()](const Outcome& outcome) {
            const bool isOpen = dialog && dialog->m_isOpen;
            if (outcome.failure && isOpen) {
                dialog->m_working = false;
                dialog->showFailure(outcome.failure->message);
                return;
            }
            if (outcome.failure) {
                messages.show(*outcome.failure);
                return;
            }
            showReport(messages, outcome.report, said);
            if (isOpen) {
                dialog->accept();
            }
        });
    connect(task, &Task::finished, this, [this, task] {
        if (task->state() == Task::State::Cancelled) {
            m_working = false;
            recheck();
        }
    });
}

void EditDialog::showFailure(const QString& message)
{
    recheck();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(Tone::Bad, colours));
    m_note->setPalette(colours);
    m_note->setText(QStringLiteral("✕ ") + message);
}

}  // namespace aurora::gui
