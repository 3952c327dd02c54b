#pragma once

#include "aurora/services/change_watch.h"

#include <QObject>
#include <QTimer>

class QThread;

namespace aurora::gui {

/// The part of a ProjectWatch that lives on the watching thread.
class ProjectWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit ProjectWatcher(const services::Project& project);

    /// Looks now and every 2 s; on the thread that it was moved to.
    void begin();

Q_SIGNALS:
    void changed();
    void failed(const QString& message);

private:
    void look();

    database::ChangeWatch m_database;
    QTimer m_ticker;
    bool m_failing = false;
};

/// Looks every 2 s, on a thread of its own, whether somebody has changed the project's database: another window, the
/// daemon, or a task of this window. A daemon's signs of life are no change.
///
/// Its end does not wait for a look that is on: one at a locked database takes 5 s, one at a drive that is gone any
/// time.
class ProjectWatch final : public QObject
{
    Q_OBJECT

public:
    explicit ProjectWatch(const services::Project& project, QObject* parent = nullptr);
    ~ProjectWatch() override;

Q_SIGNALS:
    void changed();
    void failed(const QString& message);  ///< the database cannot be read; said once until it can again

private:
    QThread* m_thread;  ///< ends by itself once it is asked to
};

}  // namespace aurora::gui
