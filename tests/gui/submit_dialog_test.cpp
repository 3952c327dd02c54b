#include "gui/lab_window.h"
#include "support/window_tests.h"

#include <QCheckBox>
#include <QHeaderView>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The submit dialog: the numbers that decide are the ones a user sees, and nothing is sent before all are right.
class SubmitDialogTest : public LabWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void everyStepShowsItsCurrentForEverySampleByTheChosenCapacity()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 2));
        selectRows(table, {0, 1});
        QVERIFY(trigger(*window, "Submit jobs…"));
        QVERIFY(choosePayload(*window, "cycle.json"));
        const auto* plan = shown<QTableView>(*window, "plan");
        QVERIFY(plan != nullptr);
        // 2 mAh/cm² × π × 0.7² cm² = 3.0788 mAh; C/2 of it is 1.5394 mA.
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("3.079 mAh")), patience_ms);
        QCOMPARE(column(plan, "Sample"), list("lab_08 lab_09"));
        QCOMPARE(column(plan, "Pipeline"), list("sim-simulated-1-1 sim-simulated-1-2"));
        // The steps come once the payload was read; samples and capacities are there before.
        QTRY_COMPARE_WITH_TIMEOUT(cell(plan, 0, 3), QStringLiteral("1 h"), patience_ms);
        QCOMPARE(cell(plan, 0, 4), QStringLiteral("1.539 mA"));
        QCOMPARE(cell(plan, 0, 5), QStringLiteral("−1.539 mA"));
        QCOMPARE(cell(plan, 0, 6), QStringLiteral("to step 2"));
        const QString charge = plan->model()->headerData(4, Qt::Horizontal).toString();
        QVERIFY2(charge.startsWith(QStringLiteral("2 charge C/\u20602")), qPrintable(charge));
        const QString waiting = shown<QLabel>(*window, "waiting")->text();
        QVERIFY2(waiting.contains(
                     QStringLiteral("lab_09 on sim-simulated-1-2: the job waits until the pipeline is made ready.")),
                 qPrintable(waiting));
        choose(*window, "nominal");
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList(2, QStringLiteral("3 mAh")), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(cell(plan, 1, 4), QStringLiteral("1.5 mA"), patience_ms);
        const auto* submit = shown<QPushButton>(*window, "submitButton");
        QVERIFY(submit->isEnabled());
        QCOMPARE(submit->text(), QStringLiteral("Submit 2 jobs"));
    }

    void theTableHasNoHeaderBeforeThereIsAPlan()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Submit jobs…"));
        const auto* plan = shown<QTableView>(*window, "plan");
        QVERIFY(plan != nullptr);  // the samples are there before a payload is
        QVERIFY(choosePayload(*window, "cycle.json"));
        QTRY_VERIFY_WITH_TIMEOUT(plan->horizontalHeader()->isVisible(), patience_ms);
        QVERIFY(plan->horizontalHeader()->height() > plan->fontMetrics().height());
    }

    void aSampleWithoutTheInputsNamesTheMissingColumnAndBlocks()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 4));  // the fourth, lab_11, has no cathode diameter
        selectRows(table, {0, 3});
        QVERIFY(trigger(*window, "Submit jobs…"));
        QVERIFY(choosePayload(*window, "cycle.json"));
        const auto* plan = shown<QTableView>(*window, "plan");
        QVERIFY(plan != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Sample"), list("lab_08 lab_11"), patience_ms);
        QVERIFY2(cell(plan, 1, 3).startsWith(QStringLiteral("✕ ")), qPrintable(cell(plan, 1, 3)));
        QVERIFY2(cell(plan, 1, 3).contains(QStringLiteral("Cathode diameter (mm)")), qPrintable(cell(plan, 1, 3)));
        const auto* submit = shown<QPushButton>(*window, "submitButton");
        QVERIFY(!submit->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(
            shown<QLabel>(*window, "reason")->text().contains(QStringLiteral("cannot be submitted: 1")), patience_ms);
        choose(*window, "nominal");
        QTRY_VERIFY_WITH_TIMEOUT(submit->isEnabled(), patience_ms);
    }

    void aTypedCapacityTakesACommaAndWhatIsNoNumberStaysAndBlocks()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Submit jobs…"));
        QVERIFY(choosePayload(*window, "cycle.json"));
        const auto* plan = shown<QTableView>(*window, "plan");
        QVERIFY(plan != nullptr);
        choose(*window, "custom");
        auto* typed = shown<QLineEdit>(*window, "customCapacity");
        const auto* submit = shown<QPushButton>(*window, "submitButton");
        QTest::keyClicks(typed, QStringLiteral("2,5"));
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList{QStringLiteral("2.5 mAh")}, patience_ms);
        QVERIFY(submit->isEnabled());
        QTest::keyClicks(typed, QStringLiteral("x"));
        QVERIFY(!submit->isEnabled());
        QCOMPARE(typed->text(), QStringLiteral("2,5x"));
        QVERIFY(shown<QLabel>(*window, "reason")->text().contains(QStringLiteral("“2,5x”")));
    }

    void above50mAhItAsksOnceMoreAndAnotherNumberAsksAnew()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Submit jobs…"));
        QVERIFY(choosePayload(*window, "cycle.json"));
        QVERIFY(shown<QTableView>(*window, "plan") != nullptr);
        choose(*window, "custom");
        auto* typed = shown<QLineEdit>(*window, "customCapacity");
        const auto* submit = shown<QPushButton>(*window, "submitButton");
        typed->setText(QStringLiteral("51"));
        auto* agree = shown<QCheckBox>(*window, "agree");
        QVERIFY(agree != nullptr);
        QVERIFY2(agree->text().contains(QStringLiteral("51 mAh")), qPrintable(agree->text()));
        QVERIFY(!submit->isEnabled());
        agree->setChecked(true);
        QVERIFY(submit->isEnabled());
        typed->setText(QStringLiteral("510"));
        QTRY_VERIFY_WITH_TIMEOUT(agree->text().contains(QStringLiteral("510 mAh")), patience_ms);
        QVERIFY(!agree->isChecked());
        QVERIFY(!submit->isEnabled());
        typed->setText(QStringLiteral("50"));  // the diameters say 3.079 mAh: no slip of the unit, and still odd
        QTRY_VERIFY_WITH_TIMEOUT(agree->text().contains(QStringLiteral("3.079")), patience_ms);
        typed->setText(QStringLiteral("8"));
        QTRY_VERIFY_WITH_TIMEOUT(submit->isEnabled(), patience_ms);
        QVERIFY(!agree->isVisible());
    }

    void aRowThatChangedSinceItWasShownIsNotSubmitted()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Submit jobs…"));
        QVERIFY(choosePayload(*window, "cycle.json"));
        choose(*window, "nominal");
        const auto* plan = shown<QTableView>(*window, "plan");
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList{QStringLiteral("3 mAh")}, patience_ms);
        {
            const services::Project project = services::openProject(toPath(folder));
            const auto database = project.openDatabase();
            database->write([&] {
                database->execute("UPDATE samples SET \"C-rate definition capacity (mAh)\" = 4 "
                                  "WHERE \"Sample ID\" = 'lab_08'");
            });
        }
        QVERIFY(click(*window, "submitButton"));
        QTRY_VERIFY_WITH_TIMEOUT(column(plan, "Result").value(0).startsWith(QStringLiteral("✕ ")), patience_ms);
        const QString result = column(plan, "Result").value(0);
        QVERIFY2(result.contains(QStringLiteral("3 mAh was shown, and it is 4 mAh now")), qPrintable(result));
    }

    void aPayloadThatIsWrongNamesItsMistake()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "broken.json",
                        R"({"version": "0.2", "sample": {"name": "$NAME"}, "method": [], "tomatoo": {}})");
        const auto window = openWindow({folder});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Submit jobs…"));
        const auto* reason = shown<QLabel>(*window, "reason");
        QVERIFY(reason != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(reason->text(), QStringLiteral("Choose a payload."), patience_ms);
        QVERIFY(choosePayload(*window, "broken.json"));
        QTRY_VERIFY_WITH_TIMEOUT(reason->text().contains(QStringLiteral("broken.json")), patience_ms);
        QVERIFY2(reason->text().contains(QStringLiteral("tomatoo")), qPrintable(reason->text()));
        QVERIFY(!shown<QPushButton>(*window, "submitButton")->isEnabled());
    }

private:
    static QString cell(const QTableView* table, int row, int column)
    {
        return table->model()->index(row, column).data().toString();
    }

    static void choose(MainWindow& window, const char* mode)
    {
        auto* button = shown<QWidget>(window, mode);
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    }
};

AURORA_WINDOW_TESTS(SubmitDialogTest)
#include "submit_dialog_test.moc"
