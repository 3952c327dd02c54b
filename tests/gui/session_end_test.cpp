#include "gui/window_test.h"
#include "support/window_tests.h"

#include <QLineEdit>
#include <QTimer>

#include <csignal>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The program is ended from outside: by the session of the desktop, or by somebody who kills it. One test, for it
/// leaves no event loop behind.
class SessionEndTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void aProgramThatIsToldToEndKeepsPageSizeOrderAndFiltersAndEnds()
    {
#ifndef Q_OS_UNIX
        QSKIP("Windows sends no signals; its session is Qt's.");
#else
        const QString folder = makeProject();
        {
            const auto window = openWindow({folder});
            QTableView* table = samplesTable(*window);
            QVERIFY(table != nullptr);
            window->resize(1111, 777);
            table->sortByColumn(0, Qt::DescendingOrder);
            action(*window, "Filter…")->trigger();
            QTRY_VERIFY(window->findChild<QLineEdit*>(QStringLiteral("filterValue")) != nullptr);
            auto* value = window->findChild<QLineEdit*>(QStringLiteral("filterValue"));
            QTest::keyClicks(value, QStringLiteral("run_a_1"));
            QTRY_COMPARE(column(table, "Sample ID"), list("run_a_10 run_a_1"));
            action(*window, "Batches")->trigger();
            QTimer::singleShot(0, [] { std::raise(SIGTERM); });
            QTimer::singleShot(patience_ms, [] { QCoreApplication::exit(1); });
            QCOMPARE(QCoreApplication::exec(), 0);
            // It is gone without having been closed.
        }
        const auto window = openWindow({folder});
        QCOMPARE(window->height(), 777);  // the width is that of the screen of the test at most
        const auto page = [&] {
            const auto* batches = window->findChild<QWidget*>(QStringLiteral("batchesPage"));
            return batches != nullptr && batches->isVisible();
        };
        QTRY_VERIFY_WITH_TIMEOUT(page(), patience_ms);
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(column(table, "Sample ID"), list("run_a_10 run_a_1"));
#endif
    }
};

AURORA_WINDOW_TESTS(SessionEndTest)
#include "session_end_test.moc"
