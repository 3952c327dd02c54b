#pragma once

#include <functional>

class QObject;

namespace aurora::gui {

/// The session of the desktop that wants to end, as its session manager lets a program see it.
class SessionEnd
{
public:
    SessionEnd() = default;
    SessionEnd(const SessionEnd&) = delete;
    SessionEnd& operator=(const SessionEnd&) = delete;
    virtual ~SessionEnd() = default;

    /// Whether the user may be asked something now; other programs wait until that is given back.
    [[nodiscard]] virtual bool mayAsk() = 0;

    /// The session shall go on.
    virtual void cancel() = 0;

    /// Nothing more is asked.
    virtual void giveBack() = 0;
};

/// Calls `commit` as soon as the session wants to end, as long as the receiver lives. Once it returns, the session may
/// end the program without a further word.
void onSessionEnd(QObject* receiver, const std::function<void(SessionEnd&)>& commit);

}  // namespace aurora::gui
