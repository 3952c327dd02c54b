#include "gui/cyclers/load_dialog.h"

#include "gui/lab_window.h"
#include "support/window_tests.h"

#include <QAbstractItemView>
#include <QCompleter>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The dialog that says which samples are on which pipelines, alone.
class LoadDialogTest : public LabWindowTest
{
    Q_OBJECT

    struct Opened
    {
        services::Project project;
        LoadDialog* dialog;

        [[nodiscard]] QComboBox* chooser(int row) const
        {
            return dialog->findChild<QComboBox*>(QStringLiteral("sample%1").arg(row));
        }

        template <class Widget>
        [[nodiscard]] Widget* child(const char* name) const
        {
            return dialog->findChild<Widget*>(QString::fromLatin1(name));
        }
    };

    Opened open(int pipelines)
    {
        const services::Project project = services::openProject(toPath(makeLab(slow)));
        QStringList names;
        for (int pipeline = 1; pipeline <= pipelines; ++pipeline) {
            names.append(QStringLiteral("sim-simulated-1-%1").arg(pipeline));
        }
        m_parent = std::make_unique<QWidget>();
        Opened opened{project, new LoadDialog(project, names, m_parent.get())};
        opened.dialog->show();
        return opened;
    }

    std::unique_ptr<QWidget> m_parent;

private Q_SLOTS:

    void init() { beginFresh(); }

    void cleanup() { m_parent.reset(); }

    void nothingIsLoadedUntilASampleIsChosen()
    {
        const Opened opened = open(2);
        const auto* load = opened.child<QPushButton>("loadButton");
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        QVERIFY(!load->isEnabled());
        QCOMPARE(load->toolTip(), QStringLiteral("Choose a sample for at least one pipeline."));
        opened.chooser(1)->setEditText(QStringLiteral("lab_10"));
        QVERIFY(load->isEnabled());
        QCOMPARE(load->text(), QStringLiteral("Load 1 sample"));
        QCOMPARE(opened.dialog->requests().size(), std::size_t{1});
        QCOMPARE(opened.dialog->requests().front().pipeline, std::string("sim-simulated-1-2"));
    }

    void enterTakesTheOnlySampleThatIsMeantAndLoadsNothingYet()
    {
        const Opened opened = open(2);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        const auto* load = opened.child<QPushButton>("loadButton");
        QComboBox* chooser = opened.chooser(0);
        chooser->setFocus();
        QTest::keyClicks(chooser, QStringLiteral("09"));
        QVERIFY(!load->isEnabled());
        QCOMPARE(load->toolTip(), QStringLiteral("Press Enter to take lab_09, the only sample with “09” in its ID."));
        QTest::keyClick(chooser, Qt::Key_Return);
        QCOMPARE(chooser->currentText(), QStringLiteral("lab_09"));
        QVERIFY(opened.dialog->isVisible());
        QVERIFY(load->isEnabled());
    }

    void whatIsInSeveralIdsStaysAsItWasTypedAndIsMarked()
    {
        const Opened opened = open(2);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        QComboBox* chooser = opened.chooser(0);
        chooser->setEditText(QStringLiteral("lab_1"));  // lab_10, lab_11
        Q_EMIT chooser->lineEdit()->editingFinished();
        QCOMPARE(chooser->currentText(), QStringLiteral("lab_1"));
        const QPalette colors = chooser->lineEdit()->palette();
        QCOMPARE(colors.color(QPalette::Text), toneColor(Tone::Bad, colors));
        QCOMPARE(opened.child<QPushButton>("loadButton")->toolTip(),
                 QStringLiteral("“lab_1” is in the IDs of 2 samples, lab_10 and lab_11 among them: type more of it, or "
                                "choose one."));
    }

    void autoIncrementKeepsTheZerosAndStopsWhereThereIsNoSample()
    {
        const Opened opened = open(5);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        opened.chooser(0)->setEditText(QStringLiteral("lab_09"));
        QTest::mouseClick(opened.child<QPushButton>("increment"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(2)->currentText(), QStringLiteral("lab_11"), patience_ms);
        QCOMPARE(opened.chooser(1)->currentText(), QStringLiteral("lab_10"));
        QCOMPARE(opened.chooser(3)->currentText(), QString());
        QTest::mouseClick(opened.child<QPushButton>("clear"), Qt::LeftButton);
        QCOMPARE(opened.dialog->requests().size(), std::size_t{0});
    }

    void oneSampleIsNotPutOnTwoPipelines()
    {
        const Opened opened = open(2);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        opened.chooser(0)->setEditText(QStringLiteral("lab_09"));
        opened.chooser(1)->setEditText(QStringLiteral("lab_09"));
        QVERIFY(!opened.child<QPushButton>("loadButton")->isEnabled());
        QCOMPARE(opened.child<QLabel>("reason")->text(),
                 QStringLiteral("lab_09 is chosen twice: it can be on one pipeline only."));
    }

    void aPartOfTheIdFindsTheSample()
    {
        const Opened opened = open(1);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        QCompleter* completer = opened.chooser(0)->completer();
        completer->setCompletionPrefix(QStringLiteral("11"));
        QCOMPARE(completer->completionCount(), 1);
        QCOMPARE(completer->currentCompletion(), QStringLiteral("lab_11"));
    }

    void whatIsTypedWhileTheIdsAreLookedForStaysAndMovesNothing()
    {
        const Opened opened = open(5);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        opened.chooser(1)->setEditText(QStringLiteral("lab_08"));
        QTest::mouseClick(opened.child<QPushButton>("increment"), Qt::LeftButton);
        opened.chooser(0)->setEditText(QStringLiteral("lab_11"));
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(3)->currentText(), QStringLiteral("lab_10"), patience_ms);
        QCOMPARE(opened.chooser(2)->currentText(), QStringLiteral("lab_09"));
        QCOMPARE(opened.chooser(0)->currentText(), QStringLiteral("lab_11"));
    }

    void idsThatFollowSomethingElseByNowAreNotFilledIn()
    {
        const Opened opened = open(3);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        opened.chooser(0)->setEditText(QStringLiteral("lab_08"));
        QTest::mouseClick(opened.child<QPushButton>("increment"), Qt::LeftButton);
        opened.chooser(0)->setEditText(QStringLiteral("lab_10"));
        QTest::qWait(500);
        QCOMPARE(opened.chooser(1)->currentText(), QString());
    }

    void loadingIsPossibleAfterTheIdsThatFollowCouldNotBeRead()
    {
        const Opened opened = open(2);
        QTRY_COMPARE_WITH_TIMEOUT(opened.chooser(0)->count(), 4, patience_ms);
        opened.chooser(0)->setEditText(QStringLiteral("lab_08"));
        const auto database = opened.project.openDatabase();
        database->execute("ALTER TABLE samples RENAME TO away");
        QTest::mouseClick(opened.child<QPushButton>("increment"), Qt::LeftButton);
        const auto* reason = opened.child<QLabel>("reason");
        QTRY_VERIFY_WITH_TIMEOUT(!reason->text().isEmpty(), patience_ms);
        QVERIFY(opened.child<QPushButton>("loadButton")->isEnabled());
        database->execute("ALTER TABLE away RENAME TO samples");
        opened.chooser(1)->setEditText(QStringLiteral("lab_10"));
        QCOMPARE(reason->text(), QString());
        QVERIFY(opened.child<QPushButton>("loadButton")->isEnabled());
    }
};

AURORA_WINDOW_TESTS(LoadDialogTest)
#include "load_dialog_test.moc"
