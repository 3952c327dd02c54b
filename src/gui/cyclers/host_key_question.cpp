#include "gui/cyclers/host_key_question.h"

#include "aurora/services/update_cyclers.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <set>

namespace aurora::gui {

namespace {

/// The computer that showed the key; a jump host where it is not the server itself.
QString hostOf(const services::Lab& lab, const services::ServerState& state)
{
    if (!state.hostKeyComputer.empty()) {
        return toQString(state.hostKeyComputer);
    }
    for (const config::Server& server : lab.project().config().servers) {
        if (server.label == state.label) {
            constexpr int standardPort = 22;
            const QString host = toQString(server.access.hostname);
            return server.access.port == standardPort ? host
                                                      : QStringLiteral("%1:%2").arg(host).arg(server.access.port);
        }
    }
    return {};
}

/// As `ssh-keygen -l` prints it, so that the two can be held against each other.
QString keyText(const services::ServerState& state)
{
    const QString fingerprint = toQString(state.hostKeyFingerprint);
    return state.hostKeyType.empty() ? fingerprint
                                     : QStringLiteral("%1 (%2)").arg(fingerprint, toQString(state.hostKeyType));
}

/// Two fingerprints are compared by eye: the one here stands on one line.
void keepOnOneLine(QMessageBox& box, const QString& line)
{
    if (auto* label = box.findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel"))) {
        label->setMinimumWidth(label->fontMetrics().horizontalAdvance(line) + label->fontMetrics().averageCharWidth());
    }
}

std::string nameOf(const services::ServerState& state)
{
    return state.label + ' ' + state.hostKeyFingerprint;
}

}  // namespace

HostKeyQuestion::HostKeyQuestion(Frame& frame, LabWatch& watch, QWidget* parent)
    : QObject(parent), m_frame(&frame), m_watch(&watch), m_parent(parent)
{
    connect(&watch, &LabWatch::changed, this, &HostKeyQuestion::announce);
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] { m_announced.clear(); });
}

/// What was told of a key that is trusted by now, or no longer shown, is true no more.
void HostKeyQuestion::withdrawKnown()
{
    std::set<std::string> unknown;
    for (const services::ServerState& state : m_watch->states()) {
        unknown.insert(nameOf(state));
    }
    std::erase_if(m_announced, [&](const auto& announced) {
        const auto& [name, message] = announced;
        const bool isKnown = unknown.count(name) == 0;
        if (isKnown && message) {
            m_frame->messages.withdraw(*message);
        }
        return isKnown;
    });
}

void HostKeyQuestion::announce()
{
    withdrawKnown();
    for (const services::ServerState& state : m_watch->states()) {
        if (state.hostKeyFingerprint.empty() || m_announced.count(nameOf(state)) != 0) {
            continue;
        }
        const QString label = toQString(state.label);
        const QString computer = state.hostKeyComputer.empty() ? label : toQString(state.hostKeyComputer);
        const MessageBar::Message message{
            .kind = MessageBar::Kind::Warning,
            .text = tr("%1 shows a host key that is not known yet: %2. Nothing was sent to it.")
                        .arg(computer, keyText(state)),
            .button = tr("Trust it…"),
            .onButton = [this, label] { askNow(label); }};
        m_announced.emplace(nameOf(state), message);
        m_frame->messages.show(message);
    }
}

void HostKeyQuestion::askNow(const QString& label)
{
    m_watch->look();
    const std::vector<WatchedServer>& states = m_watch->states();
    const auto state = std::find_if(states.begin(), states.end(), [&label](const WatchedServer& one) {
        return toQString(one.label) == label && !one.hostKeyFingerprint.empty();
    });
    if (state != states.end()) {
        m_announced.try_emplace(nameOf(*state));
        ask(*state);
    }
}

void HostKeyQuestion::ask(const services::ServerState& state)
{
    auto* box =
        new QMessageBox(QMessageBox::Warning, tr("Unknown host key"),
                        tr("Is this the key of %1?")
                            .arg(toQString(state.hostKeyComputer.empty() ? state.label : state.hostKeyComputer)),
                        QMessageBox::NoButton, m_parent);
    box->setObjectName(QStringLiteral("hostKeyQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const QString key = tr("Fingerprint: %1").arg(keyText(state));
    box->setInformativeText(
        tr("Server: %1\nHost: %2\n%3\n\nAnybody could show a key. Compare the fingerprint with what the "
           "PC itself says (ssh-keygen -lf on its host key), and trust it only when both are equal.")
            .arg(toQString(state.label), hostOf(*m_frame->session.lab(), state), key));
    keepOnOneLine(*box, key);
    QPushButton* yes = box->addButton(tr("Trust this key"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("trustButton"));
    QPushButton* no = box->addButton(tr("Do not trust"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this,
            [this, servers = m_frame->session.lab(), label = state.label, fingerprint = state.hostKeyFingerprint] {
                trust(servers, label, fingerprint);
            });
    box->open();
}

void HostKeyQuestion::trust(const std::shared_ptr<services::Lab>& servers, const std::string& label,
                            const std::string& fingerprint)
{
    const QString name = toQString(label);
    runOnLab(*m_frame, servers,
             {.title = tr("Trusting %1").arg(name),
              .work =
                  [label, fingerprint](services::Lab& lab, Progress& progress) {
                      services::trustServer(lab, label, fingerprint, progress);
                      return services::updateFromCyclers(lab, {label}, progress);
                  },
              .summary = tr("The host key of %1 is trusted from now on. Servers that answered: %2.")
                             .arg(name, QStringLiteral("%1"))});
}

}  // namespace aurora::gui
