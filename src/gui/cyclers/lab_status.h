#pragma once

#include "gui/cyclers/lab_watch.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace aurora::gui {

class HostKeyQuestion;

/// The servers in the status bar: label, shape and colour each, the word and the last answer in the tooltip. A click
/// opens the list of them with a test of each. In front of them, when the tables were updated last.
class LabStatus final : public QWidget
{
    Q_OBJECT

public:
    LabStatus(Frame& frame, LabWatch& watch, HostKeyQuestion& hostKeys, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void update();
    void openList();
    [[nodiscard]] std::string timeZone() const;

    Frame* m_frame;
    LabWatch* m_watch;
    HostKeyQuestion* m_hostKeys;
    QHBoxLayout* m_layout;
    QToolButton* m_updated;
    std::vector<QToolButton*> m_servers;
};

}  // namespace aurora::gui
