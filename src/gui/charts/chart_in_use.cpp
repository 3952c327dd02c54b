#include "gui/charts/chart_in_use.h"

#include <QApplication>

#include <algorithm>

namespace aurora::gui {

ChartInUse::ChartInUse(const std::vector<PlotPanel*>& panels, QObject* parent)
    : QObject(parent), m_panels(panels.begin(), panels.end())
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* /*before*/, const QWidget* now) {
        for (const QPointer<PlotPanel>& panel : m_panels) {
            if (now != nullptr && panel && panel != m_last && panel->isAncestorOf(now)) {
                m_last = panel;
                Q_EMIT changed();
            }
        }
    });
    for (PlotPanel* panel : panels) {
        connect(panel, &PlotPanel::exportsChanged, this, &ChartInUse::changed);
    }
}

PlotPanel* ChartInUse::panel() const
{
    if (m_last && m_last->isVisible()) {
        return m_last;
    }
    const auto inSight = std::find_if(m_panels.begin(), m_panels.end(),
                                      [](const QPointer<PlotPanel>& panel) { return panel && panel->isVisible(); });
    return inSight == m_panels.end() ? nullptr : inSight->data();
}

bool ChartInUse::concerns(Command command)
{
    return command >= Command::ChartPicture && command <= Command::ChartSettings;
}

QString ChartInUse::whyNot(Command command) const
{
    const PlotPanel* const chart = panel();
    if (chart == nullptr) {
        return {};
    }
    switch (command) {
    case Command::ChartPicture:
    case Command::ChartNumbers:
        return chart->whyNotExport();
    case Command::ChartSettings:
        return chart->hasSettings() ? QString() : tr("This chart has no settings.");
    default:
        return {};
    }
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
