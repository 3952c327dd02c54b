#include "gui/protocols_window.h"

#include "support/window_tests.h"
#include "support/without_root_rights.h"

#include <QApplication>
#include <QClipboard>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a user does with the files of protocols: makes, saves, renames and deletes them, and finds what others change.
class ProtocolFilesTest : public ProtocolsWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        beginFresh();
        QApplication::clipboard()->clear();
    }

    void aNewProtocolIsMadeByHandAndSavedForTheSubmitDialog()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        QTest::mouseClick(tool(*window, "newProtocol"), Qt::LeftButton);
        QTRY_VERIFY(
            shown<QLabel>(*window, "protocolStepsNotice")->text().contains(QStringLiteral("Add the first one")));
        QVERIFY(trigger(*window, "Add charge or discharge"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge or discharge …")});
        const int limitAt =
            tool(*window, "addStep")->window()->findChild<QWidget*>(QStringLiteral("field-limit_voltage_max"))->y();
        // An empty form is no mistake yet, but cannot be saved.
        QCOMPARE(problem(*window, "current"), QStringLiteral("needed"));
        QVERIFY(action(*window, "Save")->toolTip().startsWith(QStringLiteral("Step 1: “Current” is still missing.")));
        type(*window, "current", "C/10");
        QTest::qWait(50);
        QCOMPARE(window->findChild<QWidget*>(QStringLiteral("field-limit_voltage_max"))->y(), limitAt);
        type(*window, "limit_voltage_max", "4.9");
        typeTime(*window, "15", "", "");
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge C/10 until 4.9 V or 15 h")});
        action(*window, "Save")->trigger();
        auto* name = shown<QLineEdit>(*window, "protocolName");
        QVERIFY(name != nullptr);
        name->setText(QStringLiteral("cycle"));
        QTRY_VERIFY(
            shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("▲ Overwrites “cycle”: 4 steps")));
        QCOMPARE(shown<QPushButton>(*window, "nameButton")->text(), QStringLiteral("Overwrite"));
        name->setText(QStringLiteral("slow charge"));
        QTRY_COMPARE(shown<QLabel>(*window, "nameSays")->text(), QStringLiteral("A new file: slow charge.json"));
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("slow charge"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(files(*window),
                                  list("cycle slow_charge").replaceInStrings(QStringLiteral("_"), QStringLiteral(" ")),
                                  patience_ms);
        const Json written = Json::parse(readFile(toPath(folder) / "protocols" / "slow charge.json"));
        QCOMPARE(written["method"][0]["current"].get<std::string>(), std::string("C/10"));
        QCOMPARE(written["method"][0]["time"].get<double>(), 54000.0);
    }

    void stepsAreCopiedIntoAnotherProtocol()
    {
        const QString folder = makeLab(slow);
        replaceFileText(
            toPath(folder) / "protocols" / "other.json",
            R"({"version": "0.2", "sample": {}, "method": [{"technique": "sequential", "delay": 2, "time": 5}]})");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {1, 2, 3});
        QVERIFY(trigger(*window, "Copy"));
        QVERIFY(openProtocol(*window, "other"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("sequential for 5 s")});
        QVERIFY(trigger(*window, "Paste"));
        QCOMPARE(steps(*window).size(), 4);
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 2, twice (3 cycles)"));
        choose(*window, {0});
        QVERIFY(shown<QLabel>(*window, "unknownTechnique") != nullptr);
        QVERIFY(shown<QLabel>(*window, "keptKeys")->text().contains(QStringLiteral("delay = 2")));
        QVERIFY(trigger(*window, "Save"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("other"), patience_ms);
        const Json written = Json::parse(readFile(toPath(folder) / "protocols" / "other.json"));
        QCOMPARE(written["method"][0]["delay"].get<int>(), 2);
        QCOMPARE(written["method"][3]["goto"].get<int>(), 1);
    }

    void changesThatAreNotSavedAreAskedFor()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "other.json", payloadFile);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {0});
        typeTime(*window, "2", "", "");
        selectFile(*window, "other");
        QVERIFY(answer(*window, QMessageBox::Cancel));
        QTRY_COMPARE(title(*window), QStringLiteral("cycle · not saved"));
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
        selectFile(*window, "other");
        QVERIFY(answer(*window, QMessageBox::Save));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("other"), patience_ms);
        QCOMPARE(Json::parse(readFile(toPath(folder) / "protocols" / "cycle.json"))["method"][0]["time"].get<double>(),
                 7200.0);
    }

    void quittingOffersToSaveAndQuitsOnceItIsSaved()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {0});
        typeTime(*window, "2", "", "");
        const auto answerBy = [this](QMessageBox::StandardButton button) {
            QTimer::singleShot(300, this, [button] {
                if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                    box->button(button)->click();
                }
            });
        };
        answerBy(QMessageBox::Cancel);
        QVERIFY(!window->close());
        QCOMPARE(title(*window), QStringLiteral("cycle · not saved"));
        answerBy(QMessageBox::Save);
        window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), patience_ms);
        QCOMPARE(Json::parse(readFile(toPath(folder) / "protocols" / "cycle.json"))["method"][0]["time"].get<double>(),
                 7200.0);
    }

    void filesAreDuplicatedRenamedAndDeletedAfterAQuestion()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        QTest::mouseClick(tool(*window, "duplicateProtocol"), Qt::LeftButton);
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("cycle (2)"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(currentFile(*window), QStringLiteral("cycle (2)"), patience_ms);
        QTest::mouseClick(tool(*window, "renameProtocol"), Qt::LeftButton);
        auto* name = shown<QLineEdit>(*window, "protocolName");
        name->setText(QStringLiteral("cycle"));
        QVERIFY(!shown<QPushButton>(*window, "nameButton")->isEnabled());
        name->setText(QStringLiteral("a/b"));
        QVERIFY(shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("✕ A name may hold none of")));
        name->setText(QStringLiteral("again"));
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("again cycle"), patience_ms);
        QCOMPARE(title(*window), QStringLiteral("again"));
        QTest::mouseClick(tool(*window, "deleteProtocol"), Qt::LeftButton);
        QVERIFY(click(*window, "confirmButton"));
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("cycle"), patience_ms);
        QCOMPARE(title(*window), QString());
    }

    void aFileThatAnotherProgramChangesIsReadAgainAndOneItMakesAppears()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        replaceFileText(toPath(folder) / "protocols" / "another.json", payloadFile);
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("another cycle"), patience_ms);
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
        replaceFileText(
            toPath(folder) / "protocols" / "cycle.json",
            R"({"version": "0.2", "sample": {}, "method": [{"technique": "open_circuit_voltage", "time": 60}]})");
        QTRY_COMPARE_WITH_TIMEOUT(steps(*window), QStringList{QStringLiteral("rest for 1 min")}, patience_ms);
        QVERIFY(!title(*window).contains(QStringLiteral("not saved")));
    }

    void aProtocolOfUnicyclerIsTranslatedAndHasToBeSavedUnderAName()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "u.json", R"({
            "unicycler": {"version": "0.4.3"}, "record": {"time_s": 10}, "safety": {"max_voltage_V": 5},
            "method": [{"step": "constant_current", "rate_C": 0.1, "until_time_s": 3600, "until_voltage_V": 4.2}]})");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "u"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge C/10 until 4.2 V or 1 h")});
        QTRY_VERIFY(messages(*window).contains(QStringLiteral("max_voltage_V 5")));
        QCOMPARE(title(*window), QStringLiteral("u · not saved"));
        QVERIFY(trigger(*window, "Save"));
        QTRY_VERIFY(shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("▲ Overwrites “u”")));
    }

    void aFileThatIsNoProtocolSaysSoAndLeavesWhatIsOpen()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "notes.json", "{\"hello\": 1}");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        selectFile(*window, "notes");
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("notes.json: this is no protocol")),
                                 patience_ms);
        QCOMPARE(title(*window), QStringLiteral("cycle"));
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
    }

    void aProjectThatCannotBeWrittenIsOnlyRead()
    {
        if (!aurora::test::foldersCanBeReadOnly) {
            QSKIP(aurora::test::noReadOnlyFolders);
        }
        const QString folder = makeLab(slow);
        const aurora::test::WithoutRootRights ordinaryUser(m_folder->path());
        const std::filesystem::path database = toPath(folder) / "database";
        std::filesystem::permissions(database, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        const auto window = openWindow({folder});
        const bool opened = openProtocol(*window, "cycle");
        std::filesystem::permissions(database, std::filesystem::perms::owner_all);
        QVERIFY(opened);
        choose(*window, {1});
        QTRY_VERIFY(edit(*window, "current")->isReadOnly());
        for (const char* name :
             {"newProtocol", "duplicateProtocol", "renameProtocol", "deleteProtocol", "addStep", "removeSteps"})
        {
            QVERIFY2(!tool(*window, name)->isEnabled(), name);
            QVERIFY2(tool(*window, name)->toolTip().contains(QStringLiteral("read-only")), name);
        }
        QVERIFY(action(*window, "Copy")->isEnabled());
        QVERIFY(action(*window, "Save as…")->toolTip().contains(QStringLiteral("read-only")));
    }
};

AURORA_WINDOW_TESTS(ProtocolFilesTest)
#include "protocol_files_test.moc"
