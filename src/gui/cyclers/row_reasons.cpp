#include "gui/cyclers/row_reasons.h"

namespace aurora::gui {

RowReasons::RowReasons(std::function<Ask()> prepare, QObject* parent) : QObject(parent), m_prepare(std::move(prepare))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, [this] { m_question.ask(); });
}

void RowReasons::ask()
{
    ++m_asked;
    m_waiting = true;
    m_soon.start();
}

void RowReasons::forget()
{
    m_question.forget();
    ask();
}

void RowReasons::askNow()
{
    const Ask question = m_prepare();
    if (!question) {
        m_waiting = false;
        m_reasons.clear();
        Q_EMIT changed();
        return;
    }
    const auto answered = [this, asked = m_asked](Reasons reasons) {
        if (asked == m_asked) {
            m_waiting = false;
            m_reasons = std::move(reasons);
            Q_EMIT changed();
        }
    };
    m_question.read(question, answered, [answered](const Failure& failure) {
        Reasons reasons;
        for (const Command command :
             {Command::LoadSamples, Command::EjectSamples, Command::ReadyPipelines, Command::UnreadyPipelines,
              Command::SubmitJobs, Command::CancelJobs, Command::SnapshotJobs, Command::AttachPayload})
        {
            reasons.emplace(command, failure.message);
        }
        answered(std::move(reasons));
    });
}

QString RowReasons::whyNot(Command command) const
{
    return m_waiting ? tr("Looking what the selected rows allow…") : knownReason(command);
}

QString RowReasons::knownReason(Command command) const
{
    if (m_waiting) {
        return {};
    }
    const auto reason = m_reasons.find(command);
    return reason == m_reasons.end() ? QString() : reason->second;
}

}  // namespace aurora::gui
