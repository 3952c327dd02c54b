#include "gui/batch_plots/group_charts.h"
#include "gui/charts/axis_range.h"
#include "gui/charts/series_colours.h"
#include "gui/made_curves.h"

#include "aurora/core/error.h"
#include "support/window_tests.h"

#include <QTest>

#include <algorithm>
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
    void aMeanHasItsDeviationAndNumberOfSamples();
    void aGroupOfOneHasNoDeviation();
    void aMeanAloneNeedsNoRoomForItsDeviation();
    void numbersOfALegendHaveTheDigitsOfTheirQuantity();
    void withoutAValueAllSamplesAreOneGroup();
    void aSampleWithoutTheValueIsNamed();
    void samplesOfAGroupHaveOneColourAndOneStyle();
    void numbersColourByAScaleAndMissingOnesAreGrey();
    void zeroIsAValue();
    void manyNumbersAreBinnedAtRoundLimits();
    void aDivergingMapIsSymmetricAroundZero();
    void scatterTakesWordsAsCategories();
    void aValueThatNoSampleHasIsRefused();
    void aValueIsFoundWhateverItsLettersAreAndTheNearestAreNamed();
};

void GroupChartsTest::aMeanHasItsDeviationAndNumberOfSamples()
{
    const PlotModel model =
        averageChart(sourceOf(threeCells()), "Discharge capacity (mAh)", {.colourBy = "Label"}, Spread::Bars);
    QCOMPARE(model.series.size(), std::size_t{2});
    QCOMPARE(model.series[0].group, QStringLiteral("x"));
    QVERIFY(model.series[0].spread == Spread::Bars);
    // 100 and 110: mean 105, deviation √50; every cycle has 1 mAh less.
    for (std::size_t cycle = 0; cycle < 3; ++cycle) {
        QCOMPARE(model.series[0].y[cycle], 105.0 - static_cast<double>(cycle));
        QVERIFY(std::abs(model.series[0].deviation[cycle] - std::sqrt(50.0)) < 1e-9);
        QCOMPARE(model.series[0].value[cycle], 2.0);
    }
    QCOMPARE(model.left.title, QStringLiteral("Discharge capacity (mAh)"));
}

void GroupChartsTest::aGroupOfOneHasNoDeviation()
{
    const PlotModel model = averageChart(sourceOf(threeCells()), "Discharge capacity (mAh)", {.colourBy = "Label"});
    QCOMPARE(model.series.back().group, QStringLiteral("y"));
    QCOMPARE(model.series.back().y[0], 200.0);
    QVERIFY(std::isnan(model.series.back().deviation[0]));
    QCOMPARE(model.series.back().colour, seriesColour(1));
}

void GroupChartsTest::aMeanAloneNeedsNoRoomForItsDeviation()
{
    const auto upper = [](Spread spread) {
        const std::vector<services::SampleCurves> two{labelled("a", "x", "Si", 0), labelled("b", "x", "C", 10)};
        const PlotModel model = averageChart(sourceOf(two), "Discharge capacity (mAh)", {}, spread);
        return robustView(model, {true}).left.upper;
    };
    // 105 to 103 with 5 % free at the ends; 105 + √50 is 112.07.
    QVERIFY2(std::abs(upper(Spread::None) - 105.1) < 1e-9, qPrintable(QString::number(upper(Spread::None))));
    QVERIFY2(upper(Spread::Fill) > 112.07, qPrintable(QString::number(upper(Spread::Fill))));
}

void GroupChartsTest::numbersOfALegendHaveTheDigitsOfTheirQuantity()
{
    auto cells = threeCells();
    cells[0].summary["Anode balancing capacity (mAh)"] = 4.096123;
    cells[1].summary["Anode balancing capacity (mAh)"] = 4.112777;
    const auto groups = [&cells] {
        const PlotModel model =
            groupedCycleChart(sourceOf(cells), {.y = "Discharge capacity (mAh)"},
                              {.colourBy = "Anode balancing capacity (mAh)", .colours = ColourKind::Categories});
        return QStringList{model.series[0].group, model.series[1].group, model.series[0].remark};
    };
    QCOMPARE(groups().join(u'|'), QStringLiteral("4.096|4.113|Anode balancing capacity (mAh): 4.096"));
    cells[1].summary["Anode balancing capacity (mAh)"] = 4.096223;  // what tells them apart is not rounded away
    QCOMPARE(groups().mid(0, 2).join(u'|'), QStringLiteral("4.096123|4.096223"));
}

void GroupChartsTest::aSampleWithoutTheValueIsNamed()
{
    std::vector<services::SampleCurves> cells = threeCells();
    cells[0] = cell("a", 3, 0.5);  // the only one whose mass is known
    const PlotModel model = averageChart(sourceOf(cells), "Specific discharge capacity (mAh/g)", {}, Spread::Bars);
    QCOMPARE(model.series.size(), std::size_t{1});
    QCOMPARE(model.series[0].value[0], 1.0);  // n
    QCOMPARE(model.leftOut.size(), qsizetype{2});
    QVERIFY(model.leftOut[0].startsWith(QStringLiteral("b")) && model.leftOut[1].startsWith(QStringLiteral("c")));
    QVERIFY2(model.leftOut[0].contains(QStringLiteral("mass")), qPrintable(model.leftOut[0]));
}

void GroupChartsTest::withoutAValueAllSamplesAreOneGroup()
{
    const PlotModel model = averageChart(sourceOf(threeCells()), "Discharge capacity (mAh)", {});
    QCOMPARE(model.series.size(), std::size_t{1});
    QVERIFY(std::abs(model.series[0].y[0] - 410.0 / 3) < 1e-9);
}

void GroupChartsTest::samplesOfAGroupHaveOneColourAndOneStyle()
{
    const PlotModel model = groupedCycleChart(sourceOf(threeCells()), {.y = "Discharge capacity (mAh)"},
                                              {.colourBy = "Label", .styleBy = "Anode type"});
    QCOMPARE(model.series.size(), std::size_t{3});
    const auto of = [&](const char* name) -> const PlotSeries& {
        return *std::find_if(model.series.begin(), model.series.end(),
                             [name](const PlotSeries& series) { return series.name == QLatin1String(name); });
    };
    QCOMPARE(of("a").colour, of("b").colour);
    QVERIFY(of("a").colour != of("c").colour);
    QVERIFY(of("a").marker != of("b").marker);
    QCOMPARE(of("b").marker, of("c").marker);
    QCOMPARE(of("b").stroke, of("c").stroke);
    QCOMPARE(of("a").group, QStringLiteral("x, Si"));
    QVERIFY(!model.colourBar);
}

void GroupChartsTest::numbersColourByAScaleAndMissingOnesAreGrey()
{
    auto cells = threeCells();
    cells[0].summary["Anode mass (mg)"] = 10.0;
    cells[1].summary["Anode mass (mg)"] = 30.0;
    const GroupChoice choice{.colourBy = "Anode mass (mg)", .scale = {ColourMap::Cividis, MapDirection::Reversed}};
    const PlotModel model = groupedCycleChart(sourceOf(cells), {}, choice);
    QVERIFY(model.colourBar.has_value());
    QVERIFY(model.colourBar->range == (Range{10.0, 30.0}));
    QCOMPARE(model.series[0].colour, QColor(0xFE, 0xE8, 0x38));  // the light end of Cividis
    QCOMPARE(model.series[1].colour, QColor(0x00, 0x22, 0x4E));  // the dark end
    QCOMPARE(model.series[2].colour, missingColour());
    QCOMPARE(model.colourBar->missing, QStringLiteral("unknown"));
    QCOMPARE(model.series[0].remark, QStringLiteral("Anode mass (mg): 10"));
    QCOMPARE(model.series[2].remark, QStringLiteral("Anode mass (mg) unknown"));
}

void GroupChartsTest::zeroIsAValue()
{
    auto cells = threeCells();
    cells[0].summary["Additive (%)"] = 0;
    cells[1].summary["Additive (%)"] = 2;
    const PlotModel model = averageChart(sourceOf(cells), "Discharge capacity (mAh)",
                                         {.colourBy = "Additive (%)", .colours = ColourKind::Categories});
    QCOMPARE(model.series.size(), std::size_t{3});
    QCOMPARE(model.series[0].group, QStringLiteral("0"));
    QCOMPARE(model.series[0].y[0], 100.0);
    QCOMPARE(model.series[0].colour, seriesColour(0));
    QCOMPARE(model.series[2].group, QStringLiteral("Additive (%) unknown"));
    QCOMPARE(model.series[2].colour, missingColour());
}

void GroupChartsTest::manyNumbersAreBinnedAtRoundLimits()
{
    std::vector<services::SampleCurves> cells;
    for (int i = 0; i <= 10; ++i) {
        cells.push_back(labelled(std::to_string(i), "x", "C", i));
        cells.back().summary["Temperature"] = 20.0 + i;  // 20 … 30, in bins of 2
    }
    const PlotModel model =
        averageChart(sourceOf(cells), "Discharge capacity (mAh)", {.colourBy = "Temperature"}, Spread::Fill);
    QCOMPARE(model.series.size(), std::size_t{5});
    QCOMPARE(model.series[0].group, QStringLiteral("20 to 22"));
    QCOMPARE(model.series[0].y[0], 100.5);  // 20 and 21: 100 and 101 mAh
    QCOMPARE(model.series[4].group, QStringLiteral("28 to 30"));
    QCOMPARE(model.series[4].value[0], 3.0);  // 28, 29, and 30 as the end of the last
    QVERIFY(model.colourBar.has_value());
}

void GroupChartsTest::aDivergingMapIsSymmetricAroundZero()
{
    auto cells = threeCells();
    cells[0].summary["Shift"] = -1.0;
    cells[1].summary["Shift"] = 0.0;
    cells[2].summary["Shift"] = 4.0;
    const PlotModel model =
        groupedCycleChart(sourceOf(cells), {}, {.colourBy = "Shift", .scale = {.map = ColourMap::BlueRed}});
    QVERIFY(model.colourBar->range == (Range{-4.0, 4.0}));
    QCOMPARE(model.series[1].colour, QColor(0xDD, 0xDD, 0xDD));
}

void GroupChartsTest::scatterTakesWordsAsCategories()
{
    const PlotModel model = groupedScatterChart(sourceOf(threeCells()), "Label", "Capacity loss (%)", {});
    QVERIFY(model.x.scale == Scale::Category);
    QCOMPARE(model.x.categories, (QStringList{QStringLiteral("x"), QStringLiteral("y")}));
    QCOMPARE(model.series.size(), std::size_t{3});
    QCOMPARE(model.series[1].x[0], 0.0);
    QCOMPARE(model.series[2].x[0], 1.0);
    QCOMPARE(model.series[2].y[0], 97.0);
}

void GroupChartsTest::aValueThatNoSampleHasIsRefused()
{
    const PlotSource source = sourceOf(threeCells());
    QVERIFY_EXCEPTION_THROWN((void)averageChart(source, "Discharge capacity (mAh)", {.colourBy = "Colour"}),
                             UsageError);
    QVERIFY_EXCEPTION_THROWN((void)averageChart(source, "Colour", {}), UsageError);
    QVERIFY_EXCEPTION_THROWN((void)groupedCycleChart(source, {}, {.styleBy = "Colour"}), UsageError);
}

void GroupChartsTest::aValueIsFoundWhateverItsLettersAreAndTheNearestAreNamed()
{
    const PlotModel model =
        averageChart(sourceOf(threeCells()), "Discharge capacity (mAh)", {.colourBy = "anode TYPE"});
    QCOMPARE(model.series.size(), std::size_t{2});
    try {
        static_cast<void>(averageChart(sourceOf(threeCells()), "Discharge capacity (mAh)", {.colourBy = "Anode typ"}));
        QFAIL("a value that no sample has was taken");
    } catch (const UsageError& error) {
        const QString said = QString::fromUtf8(error.what());
        QVERIFY2(said.contains(QStringLiteral("Nearest to it: \"Anode type\"")), qPrintable(said));
    }
}

AURORA_WINDOW_TESTS(GroupChartsTest)
#include "group_charts_test.moc"
