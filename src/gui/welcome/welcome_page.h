#pragma once

#include "gui/frame/commands.h"

#include <QWidget>

class QVBoxLayout;

namespace aurora::gui {

/// What the window shows while no project is open: the ways to get one.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const CommandSet& commands, QWidget* parent = nullptr);

    /// Reads the list of recent projects again.
    void refresh();

Q_SIGNALS:
    void openRequested(const QString& folder);

private:
    QWidget* makeActions(const CommandSet& commands);
    QWidget* makeRecent();

    QVBoxLayout* m_recent = nullptr;
};

}  // namespace aurora::gui
