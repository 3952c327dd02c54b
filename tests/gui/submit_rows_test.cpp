#include "gui/lab_window.h"
#include "support/window_tests.h"

#include <QRadioButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The rows of the submit dialog: the samples stay in sight, whatever is chosen.
class SubmitRowsTest : public LabWindowTest
{
    Q_OBJECT

    const QTableView* openDialog(MainWindow& window, const std::vector<int>& rows)
    {
        QTableView* table = updatedPipelines(window);
        if (table == nullptr || !loadFirst(window, table, 4)) {  // the fourth, lab_11, has no cathode diameter
            return nullptr;
        }
        selectRows(table, rows);
        return trigger(window, "Submit jobs…") ? shown<QTableView>(window, "plan") : nullptr;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void samplesAndCapacitiesAreThereBeforeAPayloadIs()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* plan = openDialog(*window, {0, 3});
        QVERIFY(plan != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Sample"), list("lab_08 lab_11"), patience_ms);
        // 2 mAh/cm² × π × 0.7² cm² = 3.0788 mAh
        QCOMPARE(column(plan, "Capacity"), QStringList({QStringLiteral("3.079 mAh"), QString()}));
        QCOMPARE(column(plan, "Pipeline"), list("sim-simulated-1-1 sim-simulated-1-4"));
        const QString problem = column(plan, "Steps").value(1);
        QVERIFY2(problem.contains(QStringLiteral("Cathode diameter (mm)")), qPrintable(problem));
        QVERIFY2(!problem.contains(QStringLiteral("lab_11")), qPrintable(problem));  // its row says that
        // Read to its end without scrolling: on further lines, within the table.
        const int last = plan->model()->columnCount() - 1;
        QTRY_VERIFY_WITH_TIMEOUT(plan->visualRect(plan->model()->index(1, last)).right() <= plan->viewport()->width(),
                                 patience_ms);
        const int needed = plan->fontMetrics()
                               .boundingRect(QRect(0, 0, plan->columnWidth(last) - 8, 0), Qt::TextWordWrap, problem)
                               .height();
        QVERIFY(plan->rowHeight(1) >= needed);
        QVERIFY(!shown<QPushButton>(*window, "submitButton")->isEnabled());
        QCOMPARE(shown<QLabel>(*window, "reason")->text(), QStringLiteral("Choose a payload."));
    }

    void aCapacityThatIsNoneLeavesTheSamples()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* plan = openDialog(*window, {0, 1});
        QVERIFY(plan != nullptr && choosePayload(*window, "cycle.json"));
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("3.079 mAh")), patience_ms);
        shown<QRadioButton>(*window, "custom")->setChecked(true);
        shown<QLineEdit>(*window, "customCapacity")->setText(QStringLiteral("0"));
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QString()), patience_ms);
        QCOMPARE(column(plan, "Sample"), list("lab_08 lab_09"));
        shown<QLineEdit>(*window, "customCapacity")->setText(QStringLiteral("2.5"));
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("2.5 mAh")), patience_ms);
    }

    void theStepsStayWhileTheCapacityIsMisspelledAndTheFieldSaysWhy()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* plan = openDialog(*window, {0, 1});
        QVERIFY(plan != nullptr && choosePayload(*window, "cycle.json"));
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("3.079 mAh")), patience_ms);
        const auto headers = [plan] {
            QStringList all;
            for (int column = 0; column < plan->model()->columnCount(); ++column) {
                all.append(plan->model()->headerData(column, Qt::Horizontal).toString());
            }
            return all;
        };
        QTRY_VERIFY_WITH_TIMEOUT(headers().value(3).startsWith(QStringLiteral("1 ")), patience_ms);
        const QStringList before = headers();
        shown<QRadioButton>(*window, "custom")->setChecked(true);
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QString()), patience_ms);
        QCOMPARE(headers(), before);  // an empty field is not an error yet
        const auto* problem = shown<QLabel>(*window, "capacityProblem");
        QVERIFY(problem->text().isEmpty());
        shown<QLineEdit>(*window, "customCapacity")->setText(QStringLiteral("4abc"));
        QCOMPARE(problem->text(), QStringLiteral("✕ no number above 0"));
        constexpr int longerThanTyping_ms = 500;
        QTest::qWait(longerThanTyping_ms);  // it is worked out anew
        QCOMPARE(headers(), before);
        QCOMPARE(plan->model()->index(0, 3).data().toString(), QString());  // no current is known
        QVERIFY(!shown<QPushButton>(*window, "submitButton")->isEnabled());
        shown<QLineEdit>(*window, "customCapacity")->setText(QStringLiteral("4"));
        QVERIFY(problem->text().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("4 mAh")), patience_ms);
    }

    void fourThatWaitAreNamedEach()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* plan = openDialog(*window, {0, 1, 2, 3});
        QVERIFY(plan != nullptr && choosePayload(*window, "cycle.json"));
        auto* nominal = shown<QRadioButton>(*window, "nominal");
        nominal->setChecked(true);
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(4, QStringLiteral("3 mAh")), patience_ms);
        const QString waiting = shown<QLabel>(*window, "waiting")->text();
        QVERIFY2(waiting.contains(QStringLiteral("lab_11 on sim-simulated-1-4")), qPrintable(waiting));
        QVERIFY2(!waiting.contains(QStringLiteral("more that wait")), qPrintable(waiting));
    }
};

AURORA_WINDOW_TESTS(SubmitRowsTest)
#include "submit_rows_test.moc"
