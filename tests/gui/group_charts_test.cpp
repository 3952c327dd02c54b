#include "gui/batch_plots/group_charts.h"
#include "gui/charts/series_colours.h"
#include "gui/made_curves.h"

#include "aurora/core/error.h"

#include <QTest>

#include <cmath>
#include <string>
#include <utility>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// Cells of 100 mAh in their first cycle; a label each, and an anode.
services::SampleCurves labelled(const std::string& name, const std::string& label, const std::string& anode,
                                double more_mAh)
{
    services::SampleCurves curves = cell(name, 3, {});
    curves.summary["Label"] = label;
    curves.summary["Anode type"] = anode;
    for (CycleRow& row : curves.cycles) {
        *row.dischargeCapacity_mAh += more_mAh;
    }
    return curves;
}

/// Two cells of label x with 100 and 110 mAh in cycle 1, one of label y with 200 mAh.
std::vector<services::SampleCurves> threeCells()
{
    return {labelled("a", "x", "Si", 0), labelled("b", "x", "C", 10), labelled("c", "y", "C", 100)};
}

PlotSource sourceOf(const std::vector<services::SampleCurves>& samples)
{
    PlotSource source;
    for (const services::SampleCurves& sample : samples) {
        source.samples.push_back(std::make_shared<const LoadedSample>(sample));
    }
    return source;
}

}  // namespace

class GroupChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMeanStandsBetweenTwoLinesADeviationAway();
    void aGroupOfOneHasNoDeviation();
    void withoutAValueAllSamplesAreOneGroup();
    void samplesOfAGroupHaveOneColourAndOneStyle();
    void aValueThatNoSampleHasIsRefused();
};

void GroupChartsTest::theMeanStandsBetweenTwoLinesADeviationAway()
{
    const PlotModel model = averageChart(threeCells(), "Discharge capacity (mAh)", {.colourBy = "Label"});
    QCOMPARE(model.series.size(), std::size_t{4});
    // 100 and 110: mean 105, deviation √50; every cycle has 1 mAh less.
    for (std::size_t cycle = 0; cycle < 3; ++cycle) {
        QCOMPARE(model.series[0].y[cycle], 105.0 - static_cast<double>(cycle));
        QVERIFY(std::abs(model.series[0].y[cycle] - model.series[1].y[cycle] - std::sqrt(50.0)) < 1e-9);
        QVERIFY(std::abs(model.series[2].y[cycle] - model.series[0].y[cycle] - std::sqrt(50.0)) < 1e-9);
    }
    for (std::size_t line = 0; line < 3; ++line) {
        QCOMPARE(model.series[line].group, QStringLiteral("x"));
    }
    QCOMPARE(model.left.title, QStringLiteral("Discharge capacity (mAh)"));
}

void GroupChartsTest::aGroupOfOneHasNoDeviation()
{
    const PlotModel model = averageChart(threeCells(), "Discharge capacity (mAh)", {.colourBy = "Label"});
    QCOMPARE(model.series.back().group, QStringLiteral("y"));
    QCOMPARE(model.series.back().y[0], 200.0);
    QCOMPARE(model.series.back().colour, seriesColour(1));
}

void GroupChartsTest::withoutAValueAllSamplesAreOneGroup()
{
    const PlotModel model = averageChart(threeCells(), "Discharge capacity (mAh)", {});
    QCOMPARE(model.series.size(), std::size_t{3});
    QVERIFY(std::abs(model.series[0].y[0] - 410.0 / 3) < 1e-9);
}

void GroupChartsTest::samplesOfAGroupHaveOneColourAndOneStyle()
{
    const PlotModel model = groupedCycleChart(sourceOf(threeCells()), {.y = "Discharge capacity (mAh)"},
                                              {.colourBy = "Label", .styleBy = "Anode type"});
    QCOMPARE(model.series.size(), std::size_t{3});
    QCOMPARE(model.series[0].colour, model.series[1].colour);
    QVERIFY(model.series[0].colour != model.series[2].colour);
    QVERIFY(model.series[0].style != model.series[1].style);
    QCOMPARE(model.series[1].style, model.series[2].style);
}

void GroupChartsTest::aValueThatNoSampleHasIsRefused()
{
    QVERIFY_EXCEPTION_THROWN((void)averageChart(threeCells(), "Discharge capacity (mAh)", {.colourBy = "Colour"}),
                             UsageError);
    QVERIFY_EXCEPTION_THROWN((void)averageChart(threeCells(), "Colour", {}), UsageError);
    QVERIFY_EXCEPTION_THROWN((void)groupedCycleChart(sourceOf(threeCells()), {}, {.styleBy = "Colour"}), UsageError);
}

QTEST_MAIN(GroupChartsTest)
#include "group_charts_test.moc"
