#include "gui/protocols_window.h"

#include "gui/charts/chart_panel.h"
#include "support/window_tests.h"

#include <QClipboard>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a user does with the steps of a protocol: reads them in words, and changes them.
class ProtocolsPageTest : public ProtocolsWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        beginFresh();
        QApplication::clipboard()->clear();
    }

    void theStepsOfAProtocolStandInWords()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        QCOMPARE(steps(*window),
                 (QStringList{QStringLiteral("rest for 1 h"), QStringLiteral("charge C/2 until 4.2 V or 4 h"),
                              QStringLiteral("discharge D/2 until 3 V or 4 h"),
                              QStringLiteral("back to step 2, twice (3 cycles)")}));
        QCOMPARE(title(*window), QStringLiteral("cycle"));
    }

    void aFieldIsCheckedWhileItIsTypedAndKeepsWhatWasTyped()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {1});
        type(*window, "limit_voltage_max", "42");
        QCOMPARE(edit(*window, "limit_voltage_max")->text(), QStringLiteral("42"));
        QCOMPARE(problem(*window, "limit_voltage_max"), QStringLiteral("✕ 42 V is out of range: from −10 to 10 V."));
        QVERIFY(steps(*window).at(1).startsWith(QStringLiteral("✕ ")));
        QVERIFY(!action(*window, "Save")->isEnabled());
        type(*window, "limit_voltage_max", "4.x");
        QCOMPARE(problem(*window, "limit_voltage_max"), QStringLiteral("✕ “4.x” is no number."));
        choose(*window, {0});
        choose(*window, {1});
        QCOMPARE(edit(*window, "limit_voltage_max")->text(), QStringLiteral("4.x"));
        type(*window, "limit_voltage_max", "4,15");
        QCOMPARE(problem(*window, "limit_voltage_max"), QString());
        QCOMPARE(steps(*window).at(1), QStringLiteral("charge C/2 until 4.15 V or 4 h"));
        QVERIFY(action(*window, "Save")->isEnabled());
    }

    void theFormShowsOnlyTheFieldsOfTheTechniqueAndTimesAsHoursMinutesSeconds()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {0});
        QVERIFY(field(*window, "time") != nullptr);
        QVERIFY(field(*window, "current") == nullptr);
        QCOMPARE(timeTexts(*window), (QStringList{QStringLiteral("1"), QString(), QString()}));
        typeTime(*window, "1", "30", "5");
        QCOMPARE(steps(*window).at(0), QStringLiteral("rest for 1.5 h"));
        choose(*window, {3});
        QVERIFY(field(*window, "time") == nullptr);
        QCOMPARE(edit(*window, "n_gotos")->text(), QStringLiteral("3"));
        type(*window, "n_gotos", "100");
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 2, 99 times (100 cycles)"));
    }

    void theFormIsReadWithoutScrollingSidewaysInAWindowOfUsualSize()
    {
        const auto window = openWindow({makeLab(slow)});
        window->resize(1280, 800);
        QVERIFY(openProtocol(*window, "cycle"));
        const auto* form = window->findChild<QScrollArea*>(QStringLiteral("stepForm"));
        for (int step = 0; step < 4; ++step) {
            choose(*window, {step});
            QTest::qWait(50);
            QVERIFY2(form->horizontalScrollBar()->maximum() == 0,
                     qPrintable(QStringLiteral("step %1: %2 in %3")
                                    .arg(step)
                                    .arg(form->widget()->minimumSizeHint().width())
                                    .arg(form->viewport()->width())));
        }
    }

    void aLoopFollowsItsStepWhenStepsAreMovedAndRemovedAndUndoBringsAllBack()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        const QStringList before = steps(*window);
        choose(*window, {0});
        QTest::mouseClick(tool(*window, "removeSteps"), Qt::LeftButton);
        QCOMPARE(steps(*window).at(2), QStringLiteral("back to step 1, twice (3 cycles)"));
        choose(*window, {0});
        QVERIFY(action(*window, "Move steps up")->toolTip().startsWith(QStringLiteral("The first step cannot go")));
        QVERIFY(trigger(*window, "Move steps down"));
        QCOMPARE(steps(*window).at(2), QStringLiteral("back to step 2, twice (3 cycles)"));
        QTest::mouseClick(tool(*window, "removeSteps"), Qt::LeftButton);  // the step it goes back to
        QVERIFY(steps(*window).at(1).startsWith(QStringLiteral("✕ back to")));
        QVERIFY(!action(*window, "Save")->isEnabled());
        QVERIFY(title(*window).endsWith(QStringLiteral("not saved")));
        for (int edits = 0; edits < 3; ++edits) {
            action(*window, "Undo")->trigger();
        }
        QCOMPARE(steps(*window), before);
        QCOMPARE(title(*window), QStringLiteral("cycle"));
        QVERIFY(!action(*window, "Undo")->isEnabled());
        action(*window, "Redo")->trigger();
        QCOMPARE(steps(*window).size(), 3);
    }

    void aStepIsDraggedToAnotherPlace()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        QAbstractItemModel* model = view(*window)->model();
        const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(1, 0), model->index(1, 1)}));
        QVERIFY(model->canDropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {}));
        model->dropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {});
        QCOMPARE(steps(*window).at(2), QStringLiteral("charge C/2 until 4.2 V or 4 h"));
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 3, twice (3 cycles)"));
    }

    void whatIsKnownOfASampleIsWholeAtTheUsualSize()
    {
        const auto window = openWindow({makeLab(slow)});
        window->resize(1280, 800);
        QVERIFY(openProtocol(*window, "cycle"));
        const auto* list = window->findChild<QWidget*>(QStringLiteral("protocolSteps"));
        const int stepsAt_px = list->mapTo(window.get(), QPoint()).y();
        const QString id = QStringLiteral("240620_kigr_gen2_electrolyte_screening_of_June_2024_second_try_cell_01");
        auto* edit = shown<QLineEdit>(*window, "protocolSample");
        edit->setText(id);
        const auto* says = shown<QLabel>(*window, "protocolCapacity");
        const QString words = QStringLiteral("There is no sample %1 in the project.").arg(id);
        QTRY_COMPARE_WITH_TIMEOUT(says->text(), words, patience_ms);
        QTest::qWait(50);
        QVERIFY2(says->height() >= says->heightForWidth(says->width()), "nothing is clipped");
        QVERIFY2(says->width() >= says->fontMetrics().horizontalAdvance(words), "it stands on one line");
        QVERIFY(says->mapTo(window.get(), QPoint(says->width(), 0)).x() <= window->width());
        QCOMPARE(list->mapTo(window.get(), QPoint()).y(), stepsAt_px);
    }

    void aSampleShowsWhatItsCurrentsAre()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        auto* sample = shown<QLineEdit>(*window, "protocolSample");
        sample->setText(QStringLiteral("lab_08"));
        // 2 mAh/cm² × π × 0.7² cm² = 3.0788 mAh; C/2 of it is 1.5394 mA.
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(*window, "protocolCapacity")->text(),
                                  QStringLiteral("3.079 mAh (areal)"), patience_ms);
        QCOMPARE(cells(*window), (QStringList{QStringLiteral("1 h"), QStringLiteral("1.539 mA"),
                                              QStringLiteral("−1.539 mA"), QStringLiteral("to step 2")}));
        choose(*window, {1});
        QCOMPARE(shown<QLabel>(*window, "remark-current")->text(), QStringLiteral("= 1.539 mA"));
        sample->setText(QStringLiteral("lab_11"));  // has no cathode diameter, but a nominal capacity
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(*window, "protocolCapacity")->text(), QStringLiteral("3 mAh (nominal)"),
                                  patience_ms);
    }

    void thePreviewSaysThatItsCellIsSimulatedOrWhatIsStillMissing()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        auto* chart = window->findChild<ChartPanel*>(QStringLiteral("protocolPreview"));
        QVERIFY(chart != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(chart->view().chart().model().series.size(), std::size_t(2), patience_ms);
        QVERIFY(visibleTexts(*chart).contains(QStringLiteral("simulated cell of 3.4 mAh")));
        chart->view().showX({0.0, 1.0});
        action(*window, "Whole chart")->trigger();  // the menu Chart works here, too
        QVERIFY(!chart->view().isZoomed());
        choose(*window, {1});
        QTRY_COMPARE(chart->view().chart().model().series.size(), std::size_t(3));  // the chosen step stands out
        QVERIFY(!chart->view().chart().drawn(2).empty());
        type(*window, "current", "C/");
        QTRY_VERIFY_WITH_TIMEOUT(
            chart->view().chart().model().note.contains(QStringLiteral("Step 2: “C/” is no current")), patience_ms);
    }

    void theKeyboardAloneIsEnough()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        view(*window)->setFocus();
        view(*window)->setCurrentIndex(view(*window)->model()->index(0, 0));
        QTest::keyClick(view(*window), Qt::Key_Down);
        QTest::keyClick(view(*window), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(steps(*window).at(2), QStringLiteral("charge C/2 until 4.2 V or 4 h"));
        QTest::keyClick(view(*window), Qt::Key_Delete);
        QCOMPARE(steps(*window).size(), 3);
        for (const QLineEdit* line : window->findChildren<QLineEdit*>()) {
            QVERIFY2(!line->isVisible() || !line->accessibleName().isEmpty(), qPrintable(line->objectName()));
        }
    }
};

AURORA_WINDOW_TESTS(ProtocolsPageTest)
#include "protocols_page_test.moc"
