#pragma once

#include "gui/cyclers/lab_watch.h"

#include <QFrame>

class QGridLayout;

namespace aurora::gui {

class HostKeyQuestion;

/// The servers of the project, what is known of each, and a button that tests it. Closes when something else is
/// clicked.
class ServerList final : public QFrame
{
    Q_OBJECT

public:
    ServerList(Frame& frame, LabWatch& watch, HostKeyQuestion& hostKeys, QWidget* parent);

    void popUpAbove(const QWidget* widget);

private:
    void addServer(QGridLayout& grid, int row, const WatchedServer& state);

    Frame* m_frame;
    HostKeyQuestion* m_hostKeys;
};

}  // namespace aurora::gui
