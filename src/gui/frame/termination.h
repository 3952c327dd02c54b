#pragma once

#include <QObject>

#include <memory>

namespace aurora::gui {

/// Tells that the program was asked to end from outside: by SIGTERM (also by a session that ends without a session
/// manager), SIGINT or SIGHUP. Without it they would kill the program before it has kept anything. Windows asks through
/// its session alone, which Qt tells (QGuiApplication::commitDataRequest).
///
/// Signals belong to the whole program: of several at once the first one hears them.
class Termination final : public QObject
{
    Q_OBJECT

public:
    explicit Termination(QObject* parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    /// On the thread of this object, out of the signal's handler: everything may be done.
    void requested();

private:
    class Listener;

    std::unique_ptr<Listener> m_listener;
};

}  // namespace aurora::gui
