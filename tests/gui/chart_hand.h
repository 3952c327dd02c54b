#pragma once

#include "gui/made_series.h"

#include "gui/charts/chart_view.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace aurora::gui::test {

inline PlotModel modelOf(std::vector<PlotSeries> series)
{
    PlotModel model;
    model.x = {QStringLiteral("Cycle"), Scale::Linear};
    model.left = {QStringLiteral("Capacity (mAh)"), Scale::Linear};
    model.series = std::move(series);
    return model;
}

/// 0 … 100 against a wave and its double.
inline PlotModel twoWaves()
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> twice;
    for (int i = 0; i <= 100; ++i) {
        x.push_back(i);
        y.push_back(std::sin(i / 10.0));
        twice.push_back(2.0 * std::sin(i / 10.0));
    }
    return modelOf({line("small", x, y), line("large", x, twice)});
}

inline void wheel(ChartView& view, const QPointF& place, int steps, Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    QWheelEvent event(place, view.viewport()->mapToGlobal(place), {}, QPoint(0, 120 * steps), Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

inline void mouse(ChartView& view, QEvent::Type type, const QPointF& place, Qt::MouseButton button,
                  Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    const bool down = type != QEvent::MouseButtonRelease;
    QMouseEvent event(type, place, view.viewport()->mapToGlobal(place),
                      type == QEvent::MouseMove ? Qt::NoButton : button, down ? Qt::MouseButtons(button) : Qt::NoButton,
                      keys);
    QApplication::sendEvent(view.viewport(), &event);
}

inline void drag(ChartView& view, const QPointF& from, const QPointF& to, Qt::MouseButton button,
                 Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    mouse(view, QEvent::MouseButtonPress, from, button, keys);
    mouse(view, QEvent::MouseMove, (from + to) / 2, button, keys);
    mouse(view, QEvent::MouseMove, to, button, keys);
    mouse(view, QEvent::MouseButtonRelease, to, button, keys);
}

inline bool near(double a, double b, double tolerance = 1e-6)
{
    return std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

inline void open(ChartView& view, PlotModel model)
{
    view.resize(800, 500);
    view.setModel(std::move(model));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

}  // namespace aurora::gui::test
