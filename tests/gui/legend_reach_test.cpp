#include "gui/made_series.h"

#include "gui/charts/chart_panel.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QMenu>
#include <QTest>

using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

PlotModel modelOf(std::vector<PlotSeries> series)
{
    PlotModel model;
    model.x = {QStringLiteral("Cycle"), Scale::Linear};
    model.left = {QStringLiteral("Discharge capacity (mAh)"), Scale::Linear};
    model.series = std::move(series);
    return model;
}

}  // namespace

/// What a small chart has no room for can be reached.
class LegendReachTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void whatHasNoRoomInTheLegendIsOneClickAway()
    {
        std::vector<PlotSeries> series;
        for (int i = 1; i <= 9; ++i) {
            series.push_back(
                line(qPrintable(QStringLiteral("250301_demo_%1, cycles 1 to 50").arg(i)), {0, 1}, {0, 1.0 * i}));
        }
        ChartView view;
        view.resize(420, 200);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.chart().setModel(modelOf(std::move(series)));
        const auto clickMore = [&view] {
            const QPointF place = view.chart().legend().morePlace().center();
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.mapFromScene(place));
        };
        const auto entries = [&view] { return view.chart().legend().texts().size(); };
        const qsizetype closed = entries();
        QVERIFY(view.chart().legend().texts().last().endsWith(QStringLiteral("more")));
        clickMore();
        QVERIFY(entries() > closed);  // more rows than a chart usually spares
        clickMore();                  // and a list of those that have no room even so
        const auto* rest = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(rest != nullptr);
        QAction* last = nullptr;
        for (QAction* entry : rest->actions()) {
            last = entry->isCheckable() ? entry : last;
        }
        QCOMPARE(last->text(), QStringLiteral("250301_demo_9, cycles 1 to 50"));
        last->trigger();
        QVERIFY(!view.chart().isShown(QStringLiteral("250301_demo_9, cycles 1 to 50")));
        QApplication::activePopupWidget()->close();
    }

    void escapeLeavesAMaximisedChart()
    {
        ChartPanel panel(QStringLiteral("Per cycle"));
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QList<bool> asked;
        connect(&panel, &PlotPanel::maximiseRequested, this, [&asked](bool maximised) { asked.append(maximised); });
        QTest::keyClick(&panel.view(), Qt::Key_Escape);
        QVERIFY(asked.isEmpty());
        panel.toggleMaximised();
        QTest::keyClick(&panel.view(), Qt::Key_Escape);
        QCOMPARE(asked, QList<bool>({true, false}));
    }
};

AURORA_WINDOW_TESTS(LegendReachTest)
#include "legend_reach_test.moc"
