#pragma once

#include "gui/frame/page.h"

#include <QWidget>

namespace aurora::gui {

/// Everything of the lab that belongs to no page: the commands of the menu Cyclers, the servers and the daemon in the
/// status bar, and the question about unknown host keys.
class LabBar final : public QWidget
{
    Q_OBJECT

public:
    LabBar(Frame& frame, QWidget* window);
};

}  // namespace aurora::gui
