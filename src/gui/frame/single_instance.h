#pragma once

#include <QObject>
#include <QStringList>

class QLocalServer;

namespace aurora::gui {

/// One window a project: a second start hands what it was to open to the window that is there, and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(QObject* parent = nullptr);

    /// From now on this window is the one of the project. Another one that has it already keeps it.
    /// @param sharedConfig  file of the project; empty: a window without a project
    void claim(const QString& sharedConfig);

    /// Asks the window of a project to come to the front and to open the paths.
    /// @return false when there is no such window, or it does not answer
    [[nodiscard]] static bool handOver(const QString& sharedConfig, const QStringList& paths);

Q_SIGNALS:
    /// Another start of the program wants this window; the paths may be none.
    void requested(const QStringList& paths);

private:
    void answer();

    QLocalServer* m_server;
};

}  // namespace aurora::gui
