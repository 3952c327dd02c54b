#include "gui/made_curves.h"

#include "gui/sample_plots/sample_charts.h"

#include "aurora/core/error.h"
#include "support/window_tests.h"

#include <QTest>

#include <cmath>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

PlotSource sourceOf(std::vector<services::SampleCurves> all)
{
    PlotSource source;
    for (services::SampleCurves& curves : all) {
        source.samples.push_back(std::make_shared<const LoadedSample>(std::move(curves)));
    }
    return source;
}

/// The first and the last y of a series as a user would read them off.
std::pair<double, double> ends(const PlotSeries& series)
{
    return {series.y[0], series.y[series.y.size() - 1]};
}

}  // namespace

/// What the charts of a sample draw, without a page.
class SampleChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeStartsWhereTheUserSays();
    void aFileWithoutStartHasNoDate();
    void perCycleDrawsTheFadeInMilliamperehoursWithoutMass();
    void unknownColumnIsAUsageError();
    void oneCycleDrawsTheRowsOfTheChosenCycles();
    void specificChargeDividesByTheMass();
    void differentialVoltageIsTheSlopeOfVoltageOverCharge();
    void impedanceSweepsAreApartAndPlottedUpwards();
    void aFileOfImpedanceAloneSaysThatItIs();
    void aMissingNumberSaysWhatItNeeds();
    void axesAreWrittenAsAPublicationWritesThem();
    void theCycleOfEveryRowIsAColumn();
    void everyColumnOfTheSeriesCanBeDrawn();
};

void SampleChartsTest::timeStartsWhereTheUserSays()
{
    const PlotSource source = sourceOf({cell("a", 10, {})});
    const auto firstX = [&](TimeOrigin origin, TimeUnit unit) {
        return timeChart(source, {.origin = origin, .unit = unit, .y = RowQuantity::Voltage, .second = {}})
            .series[0]
            .x[0];
    };
    QCOMPARE(firstX(TimeOrigin::Date, TimeUnit::Hours), start_uts);
    QCOMPARE(firstX(TimeOrigin::Start, TimeUnit::Hours), 0.0);
    // Three formation cycles of 100 minutes each.
    QCOMPARE(firstX(TimeOrigin::Cycling, TimeUnit::Minutes), -300.0);
    QCOMPARE(firstX(TimeOrigin::Cycling, TimeUnit::Hours), -5.0);
}

void SampleChartsTest::aFileWithoutStartHasNoDate()
{
    services::SampleCurves curves = cell("bare.mpr", 2, {});
    curves.startKnown = false;
    const PlotSource source = sourceOf({curves});
    const PlotModel model = timeChart(source, {.origin = TimeOrigin::Date, .unit = {}, .second = {}});
    QVERIFY(model.series.empty());
    QVERIFY(model.note.contains(QStringLiteral("does not say when it was started")));
    QCOMPARE(timeChart(source, {.unit = {}, .second = {}}).series.size(), std::size_t{1});
}

void SampleChartsTest::perCycleDrawsTheFadeInMilliamperehoursWithoutMass()
{
    const PlotModel absolute = perCycleChart(sourceOf({cell("a", 10, {})}), {});
    QCOMPARE(absolute.left.title, QStringLiteral("Discharge capacity (mAh)"));
    QCOMPARE(ends(absolute.series[0]), (std::pair{100.0, 91.0}));
    const PlotModel specific = perCycleChart(sourceOf({cell("a", 10, 0.5)}), {});
    QCOMPARE(specific.left.title, QStringLiteral("Specific discharge capacity (mAh/g)"));
    QCOMPARE(ends(specific.series[0]), (std::pair{200.0, 182.0}));
}

void SampleChartsTest::unknownColumnIsAUsageError()
{
    QVERIFY_EXCEPTION_THROWN((void)perCycleChart(sourceOf({cell("a", 2, {})}), {"Capacity", ""}), UsageError);
}

void SampleChartsTest::oneCycleDrawsTheRowsOfTheChosenCycles()
{
    const PlotModel model = oneCycleChart(sourceOf({cell("a", 10, {})}), {.cycles = {2, 5, 40}});
    QCOMPARE(model.series.size(), std::size_t{2});
    QCOMPARE(model.series[1].x.size(), std::size_t{rowsPerCycle});
    QCOMPARE(model.series[1].x[49], 96.0);  // the charge of cycle 5
    QVERIFY(model.series[1].name.contains(QStringLiteral("5")));
    // Without a choice: the first after three formation cycles.
    QCOMPARE(oneCycleChart(sourceOf({cell("a", 10, {})}), {}).series[0].x[49], 97.0);
}

void SampleChartsTest::specificChargeDividesByTheMass()
{
    const PlotModel model = oneCycleChart(sourceOf({cell("heavy", 2, 0.5), cell("unknown", 2, {})}),
                                          {.cycles = {1}, .x = RowQuantity::SpecificCharge});
    QCOMPARE(model.series.size(), std::size_t{1});
    QVERIFY(std::abs(model.series[0].x[49] - 200.0) < 1e-9);
    QCOMPARE(model.leftOut.size(), qsizetype{1});
    QVERIFY(model.leftOut[0].startsWith(QStringLiteral("unknown")));
}

void SampleChartsTest::differentialVoltageIsTheSlopeOfVoltageOverCharge()
{
    QVERIFY(rowQuantityNamed(QStringLiteral("dV/dQ (V/mAh)")) == RowQuantity::DifferentialVoltage);
    QVERIFY(rowQuantityNamed(QStringLiteral("Q (mAh/g)")) == RowQuantity::SpecificCharge);
    // The voltage of cycle 2 rises by 1 V over 99 mAh, and falls as far.
    const auto slopeAt = [](const services::SampleCurves& curves, std::size_t row) {
        const PlotModel model =
            oneCycleChart(sourceOf({curves}), {.cycles = {2}, .y = RowQuantity::DifferentialVoltage});
        return model.series.at(0).y[row];
    };
    services::SampleCurves full = cell("a", 3, {});
    QVERIFY(std::abs(slopeAt(full, 25) - 1.0 / 99) < 1e-6);
    QVERIFY(std::abs(slopeAt(full, 75) + 1.0 / 99) < 1e-6);
    services::SampleCurves thinned = full;
    thinned.detail = services::Detail::Thinned;
    QVERIFY(std::abs(slopeAt(thinned, 25) - 1.0 / 99) < 1e-12);
    thinned.differentialCapacity_mAhPerV.clear();
    QVERIFY(oneCycleChart(sourceOf({thinned}), {.y = RowQuantity::DifferentialVoltage}).series.empty());
}

void SampleChartsTest::impedanceSweepsAreApartAndPlottedUpwards()
{
    services::SampleCurves curves = cell("eis", 1, {});
    for (int sweep = 0; sweep < 2; ++sweep) {
        for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
            curves.impedance.uts.push_back(0.0);
            curves.impedance.cycle.push_back(1);
            curves.impedance.frequency_Hz.push_back(frequency);
            curves.impedance.reZ_ohm.push_back(3.0F);
            curves.impedance.imZ_ohm.push_back(-4.0F);
        }
    }
    const PlotModel nyquist = impedanceChart(sourceOf({curves}), ImpedanceKind::Nyquist, {});
    QCOMPARE(nyquist.series.size(), std::size_t{2});
    QCOMPARE(nyquist.series[0].x.size(), std::size_t{3});
    QCOMPARE(nyquist.series[0].y[0], 4.0);
    QVERIFY(nyquist.aspect == Aspect::Equal);
    const PlotModel bode = impedanceChart(sourceOf({curves}), ImpedanceKind::Bode, {1});
    QCOMPARE(bode.series.size(), std::size_t{4});
    QCOMPARE(bode.series[1].x[0], 3.0);                                 // log10 of 1000 Hz
    QVERIFY(std::abs(bode.series[1].y[0] - std::log10(5.0)) < 1e-12);   // |3 − 4i| = 5
    QVERIFY(std::abs(bode.series[0].y[0] - 53.13010235415598) < 1e-6);  // atan(4/3)
    QVERIFY(impedanceChart(sourceOf({curves}), ImpedanceKind::Nyquist, {7}).series.empty());
}

void SampleChartsTest::aFileOfImpedanceAloneSaysThatItIs()
{
    services::SampleCurves curves;
    curves.label = "geis.mpr";
    for (const float frequency : {1000.0F, 100.0F, 10.0F}) {
        curves.impedance.uts.push_back(0.0);
        curves.impedance.cycle.push_back(0);
        curves.impedance.frequency_Hz.push_back(frequency);
        curves.impedance.reZ_ohm.push_back(3.0F);
        curves.impedance.imZ_ohm.push_back(-4.0F);
    }
    const PlotSource source = sourceOf({curves});
    QCOMPARE(impedanceChart(source, ImpedanceKind::Nyquist, {}).series.at(0).name,
             QStringLiteral("geis.mpr, before cycle 1"));
    for (const PlotModel& model :
         {timeChart(source, {.unit = {}, .second = {}}), perCycleChart(source, {}), oneCycleChart(source, {})})
    {
        QVERIFY2(model.note.contains(QStringLiteral("only impedance was measured")), qPrintable(model.note));
    }
}

void SampleChartsTest::aMissingNumberSaysWhatItNeeds()
{
    const auto why = [](const char* column) { return perCycleChart(sourceOf({cell("a", 4, {})}), {column, ""}).note; };
    QVERIFY2(why("DC resistance (ohm)").contains(QStringLiteral("after a rest")),
             qPrintable(why("DC resistance (ohm)")));
    QVERIFY(!why("DC resistance (ohm)").contains(QStringLiteral("mass")));
    QVERIFY(why("Specific charge capacity (mAh/g)").contains(QStringLiteral("active material mass")));
    QVERIFY(why("Areal charge capacity (mAh/cm2)").contains(QStringLiteral("diameter")));
    services::SampleCurves begun = cell("a", 1, {});
    begun.cycles.front().dischargeCapacity_mAh.reset();
    const QString note = perCycleChart(sourceOf({begun}), {"Specific discharge capacity (mAh/g)", ""}).note;
    QVERIFY2(note.contains(QStringLiteral("no cycle is whole yet")), qPrintable(note));
}

void SampleChartsTest::axesAreWrittenAsAPublicationWritesThem()
{
    const PlotSource source = sourceOf({cell("a", 4, {})});
    const PlotModel times = perCycleChart(source, {"Start time (uts)", "Efficiency (%)"});
    QCOMPARE(times.left.title, QStringLiteral("Start time"));
    QVERIFY(times.left.scale == Scale::Date);
    QVERIFY(times.right->title.startsWith(QStringLiteral("Coulombic efficiency (%)")));
    QCOMPARE(perCycleChart(source, {"Delta V (V)", ""}).left.title, QStringLiteral("ΔV (V)"));
    QCOMPARE(perCycleChart(source, {"Areal discharge capacity (mAh/cm2)", ""}).left.title,
             QStringLiteral("Areal discharge capacity (mAh/cm²)"));
}

void SampleChartsTest::theCycleOfEveryRowIsAColumn()
{
    QVERIFY(rowQuantityNamed(QStringLiteral("cycle")) == RowQuantity::Cycle);
    const PlotModel model =
        timeChart(sourceOf({cell("a", 10, {})}), {.unit = {}, .y = RowQuantity::Cycle, .second = RowQuantity::Voltage});
    QCOMPARE(model.left.title, QStringLiteral("Cycle"));
    QVERIFY(model.right->title.startsWith(QStringLiteral("Voltage (V)")));
    QCOMPARE(ends(model.series.back()), (std::pair{1.0, 10.0}));
    QCOMPARE(model.series.back().y[rowsPerCycle], 2.0);
}

void SampleChartsTest::everyColumnOfTheSeriesCanBeDrawn()
{
    services::SampleCurves curves = cell("a", 10, 0.5);
    const std::size_t rows = curves.uts.size();
    for (std::size_t row = 0; row < rows; ++row) {
        curves.charge_mAh.push_back(row % 2 == 0 ? 0.25F : -0.25F);
        curves.technique.push_back(row < 50 ? std::int16_t{2} : std::int16_t{33});
        curves.step.push_back(static_cast<std::int32_t>(row / 50) + 1);
    }
    const auto drawn = [](const services::SampleCurves& of, RowQuantity quantity) {
        return timeChart(sourceOf({of}), {.unit = {}, .y = quantity, .second = {}});
    };
    QCOMPARE(drawn(curves, RowQuantity::ChargeOfRow).series.at(0).y[3], -0.25);
    QCOMPARE(ends(drawn(curves, RowQuantity::Technique).series.at(0)), (std::pair{2.0, 33.0}));
    QCOMPARE(ends(drawn(curves, RowQuantity::Step).series.at(0)), (std::pair{1.0, 20.0}));
    QVERIFY(rowQuantityNamed(QStringLiteral("Step")) == RowQuantity::Step);
    QVERIFY(rowQuantityNamed(QStringLiteral("dQ (mAh)")) == RowQuantity::ChargeOfRow);
    curves.detail = services::Detail::Thinned;
    curves.step.clear();
    QVERIFY(drawn(curves, RowQuantity::Step).note.contains(QStringLiteral("choose full")));
}

AURORA_WINDOW_TESTS(SampleChartsTest)
#include "sample_charts_test.moc"
