#include "gui/overview/news_box.h"
#include "support/window_tests.h"

#include <QAction>
#include <QLabel>
#include <QTest>

using namespace aurora;
using namespace aurora::gui;

/// The box "Since yesterday".
class NewsBoxTest : public QObject
{
    Q_OBJECT

    static constexpr double morning_uts = 1718863320;  // 2024-06-20 08:02 in Zurich

    /// What stands beside "Newest data".
    static QString newestData(const services::Overview& overview)
    {
        QAction runDaemon;
        NewsBox box(runDaemon);
        box.setNews(overview, morning_uts, "Europe/Zurich");
        QStringList texts;
        for (const QLabel* label : box.findChildren<QLabel*>()) {
            texts.append(label->text());
        }
        return texts.value(texts.indexOf(QStringLiteral("Newest data")) + 1);
    }

private Q_SLOTS:

    void theNewestDataIsToldByWhenItWasMeasuredAndWhenItCame()
    {
        QCOMPARE(newestData({}), QStringLiteral("none yet"));
        services::Overview overview;
        overview.newestDataSample = "240620_kigr_gen2_01";
        overview.newestData = "2024-06-20 02:03:59";
        QCOMPARE(newestData(overview), QStringLiteral("240620_kigr_gen2_01, fetched 2024-06-20 02:03"));
        overview.newestMeasured = "2024-06-19 23:58:12";
        QCOMPARE(newestData(overview),
                 QStringLiteral("240620_kigr_gen2_01, measured until 2024-06-19 23:58, fetched 2024-06-20 02:03"));
    }
};

AURORA_WINDOW_TESTS(NewsBoxTest)
#include "news_box_test.moc"
