#pragma once

#include "gui/charts/plot_panel.h"
#include "gui/frame/commands.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace aurora::gui {

/// Which of a page's charts the menu Chart acts on: the one that the user touched last, of those in sight.
class ChartInUse final : public QObject
{
    Q_OBJECT

public:
    /// @param panels  the first of them in sight is in use until another is touched
    ChartInUse(const std::vector<PlotPanel*>& panels, QObject* parent);

    /// Nothing while none is in sight.
    [[nodiscard]] PlotPanel* panel() const;

    /// Whether a command belongs to the menu Chart.
    [[nodiscard]] static bool concerns(Command command);

    /// Why such a command cannot work now; empty when it can.
    [[nodiscard]] QString whyNot(Command command) const;

    /// Carries out a command of the menu Chart.
    void perform(Command command) const;

Q_SIGNALS:
    void changed();  ///< another chart is in use, or whyNot answers differently

private:
    std::vector<QPointer<PlotPanel>> m_panels;  ///< some may be gone while their page is taken down
    QPointer<PlotPanel> m_last;
};

}  // namespace aurora::gui
