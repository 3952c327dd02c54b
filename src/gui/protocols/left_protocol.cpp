#include "gui/protocols/left_protocol.h"

#include "aurora/services/protocol_files.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/written_protocol.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <utility>

namespace aurora::gui {

LeftProtocol::LeftProtocol(Frame& frame, QWidget* page, Content content, QObject* parent)
    : QObject(parent), m_frame(&frame), m_page(page), m_content(std::move(content))
{
    connect(&frame.session, &ProjectSession::openFailed, this, [this](const Failure& failure) {
        if (std::exchange(m_goesBack, false)) {
            ask(failure.message);
        }
    });
    // Another project may be asked for while this one's is being opened, or it is not opened at all.
    connect(&frame.session, &ProjectSession::openingChanged, this, [this] {
        if (m_goesBack && !m_frame->session.opening()) {
            QTimer::singleShot(0, this, &LeftProtocol::askAgain);  // first it is told why, if it failed
        }
    });
    ask();
}

void LeftProtocol::ask(const QString& problem)
{
    const QString project = toQString(m_content.project.name());
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Changes not saved"),
                        tr("“%1” of the project %2 has changes that are not saved.").arg(m_content.name, project),
                        QMessageBox::Save | QMessageBox::Discard, m_page->window());
    box->setObjectName(QStringLiteral("leftQuestion"));
    box->setTextFormat(Qt::PlainText);
    QPushButton* back = box->addButton(tr("Go back to %1").arg(project), QMessageBox::RejectRole);
    back->setObjectName(QStringLiteral("goBackButton"));
    const QString& reason = m_content.whyNotSave;
    box->button(QMessageBox::Save)->setEnabled(reason.isEmpty());
    box->button(QMessageBox::Save)->setToolTip(reason);
    if (!reason.isEmpty()) {
        box->setInformativeText(tr("It cannot be saved as it is. %1").arg(reason));
    }
    if (!problem.isEmpty()) {
        box->setInformativeText(problem);
    }
    box->setDefaultButton(back);
    if (reason.isEmpty()) {
        box->setDefaultButton(QMessageBox::Save);
    }
    box->setEscapeButton(back);
    connect(box->button(QMessageBox::Save), &QPushButton::clicked, this, [this] { write(Others::AskedFor); });
    connect(box->button(QMessageBox::Discard), &QPushButton::clicked, this, &LeftProtocol::end);
    connect(back, &QPushButton::clicked, this, &LeftProtocol::goBack);
    addQuestion(box);
}

void LeftProtocol::askAgain()
{
    if (!m_frame->session.opening() && std::exchange(m_goesBack, false)) {
        ask();
    }
}

QString LeftProtocol::words() const
{
    return tr("the changes of the protocol “%1” of the project %2")
        .arg(m_content.name, toQString(m_content.project.name()));
}

void LeftProtocol::saveThen(const std::function<void()>& then)
{
    m_then = then;
    closeQuestion();
    write(Others::AskedFor);
}

void LeftProtocol::addQuestion(QDialog* question)
{
    question->setAttribute(Qt::WA_DeleteOnClose);
    m_question = question;
    question->open();
}

void LeftProtocol::write(Others others)
{
    inBackground(
        this,
        [left = m_content, overwrites = others == Others::Overwritten] {
            const auto file = left.file.value_or(services::protocolPath(
                left.project, services::freeProtocolName(left.project, left.name.toStdString())));
            return writeProtocol(left.project, file, left.protocol,
                                 overwrites ? std::nullopt : std::optional(left.fileText));
        },
        [this](const WrittenProtocol& written) {
            if (written.changedByOthers) {
                m_then = nullptr;
                askToOverwrite();
                return;
            }
            m_frame->messages.show(
                MessageBar::Kind::Done,
                tr("“%1” was saved in the project %2.").arg(m_content.name, toQString(m_content.project.name())));
            const auto then = m_then;
            end();
            if (then) {
                then();
            }
        },
        [this](const Failure& failure) {
            m_then = nullptr;
            ask(failure.message);
        });
}

void LeftProtocol::askToOverwrite()
{
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Changed by another program"),
        tr("“%1” of the project %2 was changed by another program since it was opened here. What was changed there "
           "would be lost.")
            .arg(m_content.name, toQString(m_content.project.name())),
        QMessageBox::Cancel, m_page->window());
    box->setObjectName(QStringLiteral("leftOverwriteQuestion"));
    box->setTextFormat(Qt::PlainText);
    QPushButton* overwrite = box->addButton(tr("Overwrite"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(overwrite, &QPushButton::clicked, this, [this] { write(Others::Overwritten); });
    connect(box->button(QMessageBox::Cancel), &QPushButton::clicked, this, [this] { ask(); });
    addQuestion(box);
}

void LeftProtocol::goBack()
{
    m_goesBack = true;
    m_frame->session.open(nativePath(m_content.project.folder()));
}

void LeftProtocol::closeQuestion()
{
    if (m_question) {
        m_question->deleteLater();
        m_question->hide();
    }
}

void LeftProtocol::end()
{
    closeQuestion();
    setParent(nullptr);  // it is found no more
    deleteLater();
}

}  // namespace aurora::gui
