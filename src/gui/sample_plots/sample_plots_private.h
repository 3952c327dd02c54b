#pragma once

#include "gui/charts/chart_in_use.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/series_colours.h"
#include "gui/sample_plots/chart_settings.h"
#include "gui/sample_plots/curve_store.h"
#include "gui/sample_plots/sample_list.h"
#include "gui/sample_plots/sample_plots_page.h"

#include <QSplitter>
#include <QTabWidget>
#include <QTimer>

#include <array>
#include <utility>

namespace aurora::gui {

/// The parts of the page; what they draw stands in sample_plots_drawing.cpp.
class SamplePlotsPage::Private final : public QObject
{
public:
    explicit Private(SamplePlotsPage& page);

    void wantTicked();
    void drawAll();
    void drawInTurns();
    void drawNext();
    bool isPrepared(ChartPanel& panel, const std::vector<RowQuantity>& quantities);
    void drawTime();
    void drawPerCycle();
    void drawOneCycle();
    void drawImpedance();
    void readSampleList();
    void maximise(ChartPanel* panel, bool maximised);
    void showAllCharts();
    void loadAllRows();
    void takeClickedCycle(qsizetype series, double cycle);
    void saveState() const;
    void saveChoice() const;
    void restoreChoice();

    void forgetChoice() { m_tickedLastTime.clear(); }

    SamplePlotsPage& page;
    std::optional<services::Project> project;
    CurveStore store;
    QTimer redrawSoon;
    QTimer drawOthers;
    SeriesColours colours;
    SampleList* list;
    ChartPanel* time;
    ChartPanel* perCycle;
    ChartPanel* oneCycle;
    ChartPanel* impedance;
    ChartSettings* settings;
    ChartInUse* inUse;
    QSplitter* sides;
    QSplitter* rows;
    QSplitter* lower;
    QTabWidget* tabs;

private:
    void arrange();
    void connectAll();
    [[nodiscard]] PlotSource source() const;
    [[nodiscard]] QString subject() const;
    void show(ChartPanel& panel, PlotModel model);
    void showColours();
    void markChosen();
    void forgetCyclesOfOthers();
    void tickAsLastTime(const QStringList& names);
    [[nodiscard]] std::array<std::pair<QString, QSplitter*>, 3> splitters() const;

    quint64 m_listRequest = 0;
    std::size_t m_drawn = 0;       ///< of the charts besides that of time
    bool m_onlyImpedance = false;  ///< of what is drawn
    QStringList m_cyclesOf;        ///< the samples for which the cycles were chosen
    QStringList m_tickedLastTime;  ///< until the samples of the project are known, or others were chosen
};

}  // namespace aurora::gui
