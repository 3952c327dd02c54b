#include "gui/charts/ticks.h"

#include <QTest>

#include <cmath>

using namespace aurora::gui;

namespace {

QStringList labels(const std::vector<Tick>& ticks)
{
    QStringList all;
    for (const Tick& tick : ticks) {
        all.append(tick.label);
    }
    return all;
}

QStringList logLabels(double from, double to, int most)
{
    return labels(ticks(Scale::Log, {std::log10(from), std::log10(to)}, most, "UTC"));
}

QStringList dateLabels(double from_uts, double to_uts, int most)
{
    return labels(ticks(Scale::Date, {from_uts, to_uts}, most, "Europe/Zurich"));
}

}  // namespace

/// Axes that show little more than one value have numbers too.
class NarrowAxesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aLogAxisOfLessThanADecadeHasNumbers()
    {
        QCOMPARE(logLabels(22, 45, 4), (QStringList{QStringLiteral("30"), QStringLiteral("40")}));
        QCOMPARE(logLabels(2.2, 4.5, 4), (QStringList{QStringLiteral("3"), QStringLiteral("4")}));
        QCOMPARE(logLabels(11, 18, 4), QStringLiteral("12 14 16 18").split(QLatin1Char(' ')));
        QCOMPARE(logLabels(55, 95, 4), QStringLiteral("60 70 80 90").split(QLatin1Char(' ')));
        QCOMPARE(logLabels(30.01, 30.05, 4), QStringLiteral("30.01 30.02 30.03 30.04 30.05").split(QLatin1Char(' ')));
        // The marks stand where the values are.
        const auto marks = ticks(Scale::Log, {std::log10(22.0), std::log10(45.0)}, 4, "UTC");
        QVERIFY(std::abs(std::pow(10.0, marks[0].value) - 30.0) < 1e-9);
        QCOMPARE(logLabels(1, 100, 4), QStringLiteral("1 2 5 10 20 50 100").split(QLatin1Char(' ')));
    }

    void aLogAxisWithRoomForFewHasTwoNumbers()
    {
        const QStringList two = logLabels(std::pow(10.0, 0.5), std::pow(10.0, 3.1), 2);
        QCOMPARE(two, QStringLiteral("10 100 1000").split(QLatin1Char(' ')));
    }

    void aDateAxisOfLessThanASecondHasTimes()
    {
        // 1718900000 is 2024-06-20 18:13:20 in Zurich.
        QCOMPARE(dateLabels(1718900000.1, 1718900000.9, 4),
                 (QStringList{QStringLiteral("2024-06-20 18:13:20.2"), QStringLiteral("18:13:20.4"),
                              QStringLiteral("18:13:20.6"), QStringLiteral("18:13:20.8")}));
        QCOMPARE(dateLabels(1718899999.7, 1718900000.3, 3),
                 (QStringList{QStringLiteral("2024-06-20 18:13:19.8"), QStringLiteral("18:13:20.0"),
                              QStringLiteral("18:13:20.2")}));
        QCOMPARE(dateLabels(1718900000.0, 1718900000.02, 2),
                 (QStringList{QStringLiteral("2024-06-20 18:13:20.00"), QStringLiteral("18:13:20.01"),
                              QStringLiteral("18:13:20.02")}));
    }
};

QTEST_APPLESS_MAIN(NarrowAxesTest)
#include "narrow_axes_test.moc"
