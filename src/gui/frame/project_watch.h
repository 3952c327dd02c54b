#pragma once

#include "aurora/services/project.h"

#include <QObject>
#include <QThread>

namespace aurora::gui {

/// Looks every 2 s, on a thread of its own, whether somebody has changed the project's database: another window, the
/// daemon, or a task of this window.
class ProjectWatch final : public QObject
{
    Q_OBJECT

public:
    explicit ProjectWatch(services::Project project, QObject* parent = nullptr);
    ~ProjectWatch() override;

Q_SIGNALS:
    void changed();
    void failed(const QString& message);  ///< the database cannot be read; said once until it can again

private:
    QThread m_thread;
};

}  // namespace aurora::gui
