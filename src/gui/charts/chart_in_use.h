#pragma once

#include "gui/frame/commands.h"

#include <QObject>

#include <vector>

namespace aurora::gui {

class PlotPanel;

/// Which of a page's charts the menu Chart acts on: the one that the user touched last, of those in sight.
class ChartInUse final : public QObject
{
    Q_OBJECT

public:
    /// @param panels  the first of them in sight is in use until another is touched
    ChartInUse(std::vector<PlotPanel*> panels, QObject* parent);

    /// Nothing while none is in sight.
    [[nodiscard]] PlotPanel* panel() const;

    /// Whether a command belongs to the menu Chart.
    [[nodiscard]] static bool concerns(Command command);

    /// Carries out a command of the menu Chart.
    void perform(Command command) const;

private:
    std::vector<PlotPanel*> m_panels;
    PlotPanel* m_last = nullptr;
};

}  // namespace aurora::gui
