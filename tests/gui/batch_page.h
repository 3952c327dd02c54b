#pragma once

#include "gui/made_curves.h"
#include "gui/window_test.h"

#include "gui/batch_plots/batch_plots_page.h"
#include "gui/charts/chart_panel.h"
#include "gui/frame/page.h"

#include <QComboBox>
#include <QMouseEvent>

namespace aurora::gui::test {

/// What a page needs of its window.
struct Stage
{
    TaskRunner tasks;
    ProjectSession session;
    CommandSet commands;
    MessageBar messages;
    Frame frame{tasks, session, commands, messages};
};

/// Six cells: two labels, a mass that differs from cell to cell, cycles from 5 to 10.
inline std::vector<services::SampleCurves> sixCells()
{
    std::vector<services::SampleCurves> cells;
    for (int i = 0; i < 6; ++i) {
        cells.push_back(cell("cell_0" + std::to_string(i + 1), 5 + i, 0.5));
        cells.back().summary["Label"] = i < 3 ? "blue" : "red";
        cells.back().summary["Anode mass (mg)"] = 20.0 + 2.0 * i;
    }
    return cells;
}

inline ChartView& chartOf(BatchPlotsPage& page, const char* name)
{
    return page.findChild<ChartPanel*>(QLatin1String(name))->view();
}

inline const PlotModel& perCycleOf(BatchPlotsPage& page)
{
    return chartOf(page, "batchPerCycle").chart().model();
}

inline void choose(BatchPlotsPage& page, const char* box, const char* entry)
{
    auto* combo = page.findChild<QComboBox*>(QLatin1String(box));
    const int index = combo->findText(QString::fromUtf8(entry));
    QVERIFY2(index >= 0, entry);
    combo->setCurrentIndex(index);
}

/// Moves the mouse over a point of the chart.
inline void hover(ChartView& view, const QPointF& value)
{
    const QPointF place = view.chart().toScene(value);
    QMouseEvent event(QEvent::MouseMove, place, view.viewport()->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

inline void open(BatchPlotsPage& page)
{
    page.resize(1200, 800);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.showCurves(sixCells());
}

}  // namespace aurora::gui::test
