#include "gui/charts/chart_in_use.h"

#include "gui/charts/plot_panel.h"

#include <QApplication>

#include <algorithm>
#include <utility>

namespace aurora::gui {

ChartInUse::ChartInUse(std::vector<PlotPanel*> panels, QObject* parent) : QObject(parent), m_panels(std::move(panels))
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* /*before*/, const QWidget* now) {
        for (PlotPanel* const panel : m_panels) {
            if (now != nullptr && panel->isAncestorOf(now)) {
                m_last = panel;
            }
        }
    });
}

PlotPanel* ChartInUse::panel() const
{
    if (m_last != nullptr && m_last->isVisible()) {
        return m_last;
    }
    const auto inSight =
        std::find_if(m_panels.begin(), m_panels.end(), [](const PlotPanel* panel) { return panel->isVisible(); });
    return inSight == m_panels.end() ? nullptr : *inSight;
}

bool ChartInUse::concerns(Command command)
{
    return command >= Command::ChartPicture && command <= Command::ChartSettings;
}

void ChartInUse::perform(Command command) const
{
    PlotPanel* const chart = panel();
    if (chart == nullptr) {
        return;
    }
    switch (command) {
    case Command::ChartPicture:
        return chart->exportPicture();
    case Command::ChartNumbers:
        return chart->exportNumbers();
    case Command::ChartWhole:
        return chart->showWhole();
    case Command::ChartEverything:
        return chart->showEverything();
    case Command::ChartMaximise:
        return chart->toggleMaximised();
    case Command::ChartSettings:
        return chart->toggleSettings();
    default:
        return;
    }
}

}  // namespace aurora::gui
