#include "gui/protocols_window.h"
#include "support/window_tests.h"

#include <QPointer>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What becomes of changes that are not saved when their project is left, their file is changed by others, or another
/// protocol is opened meanwhile.
class ProtocolLeavingTest : public ProtocolsWindowTest
{
    Q_OBJECT

    static std::filesystem::path fileIn(const QString& folder) { return toPath(folder) / "protocols" / "cycle.json"; }

    static double firstTime_s(const QString& folder)
    {
        return Json::parse(readFile(fileIn(folder)))["method"][0]["time"].get<double>();
    }

    /// The window with changes of cycle.json: 2 h of rest instead of 1 h.
    std::unique_ptr<MainWindow> withChanges(const QString& folder)
    {
        auto window = openWindow({folder});
        if (!openProtocol(*window, "cycle")) {
            return nullptr;
        }
        choose(*window, {0});
        typeTime(*window, "2", "", "");
        return title(*window) == QStringLiteral("cycle · not saved") ? std::move(window) : nullptr;
    }

    /// Another project is opened in the window.
    bool leave(MainWindow& window)
    {
        window.openPaths({nativePath(services::initProject(m_folder->path() / "other").folder())});
        return QTest::qWaitFor([&] { return window.windowTitle().startsWith(QStringLiteral("other ")); }, patience_ms);
    }

    /// Closes the window and answers its question. @return what was asked; empty: nothing was, and it is closed
    static QString askedAtQuit(MainWindow& window, QMessageBox::StandardButton button)
    {
        QString asked;
        QTimer::singleShot(100, &window, [&] {
            if (auto* box = visible<QMessageBox>(window, QStringLiteral("quitQuestion"))) {
                asked = box->text();
                box->button(button)->click();
            }
        });
        window.close();
        QTest::qWait(200);
        return asked;
    }

    static QMessageBox* question(MainWindow& window) { return shown<QMessageBox>(window, "leftQuestion"); }

private Q_SLOTS:

    void init() { beginFresh(); }

    void changesAreSavedInTheProjectThatWasLeft()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr && leave(*window));
        QVERIFY(question(*window) != nullptr);
        question(*window)->button(QMessageBox::Save)->click();
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("“cycle” was saved in the project lab.")),
                                 patience_ms);
        QCOMPARE(firstTime_s(folder), 7200.0);
    }

    void whatIsIncompleteIsNotWrittenAndCanBeGoneBackTo()
    {
        const QString folder = makeLab(slow);
        const std::string before = readFile(fileIn(folder));
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        choose(*window, {3});
        addStep(*window, "constant_current");
        QVERIFY(!action(*window, "Save")->isEnabled());
        QVERIFY(leave(*window));
        QMessageBox* box = question(*window);
        QVERIFY(box != nullptr);
        QVERIFY(!box->button(QMessageBox::Save)->isEnabled());
        QVERIFY2(box->informativeText().contains(QStringLiteral("“Current” is still missing")),
                 qPrintable(box->informativeText()));
        QVERIFY(click(*window, "goBackButton"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("cycle · not saved"), patience_ms);
        QVERIFY(window->windowTitle().startsWith(QStringLiteral("lab ")));
        QCOMPARE(steps(*window).front(), QStringLiteral("rest for 2 h"));
        QCOMPARE(steps(*window).size(), 5);
        QCOMPARE(readFile(fileIn(folder)), before);
    }

    void whatOthersHaveWrittenMeanwhileIsAskedForFirst()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr && leave(*window));
        QVERIFY(question(*window) != nullptr);
        const std::string others =
            R"({"version": "0.2", "sample": {}, "method": [{"technique": "open_circuit_voltage", "time": 60}]})";
        replaceFileText(fileIn(folder), others);
        question(*window)->button(QMessageBox::Save)->click();
        auto* second = shown<QMessageBox>(*window, "leftOverwriteQuestion");
        QVERIFY(second != nullptr);
        QCOMPARE(readFile(fileIn(folder)), others);
        second->button(QMessageBox::Cancel)->click();
        QVERIFY(question(*window) != nullptr);  // nothing is lost yet
        question(*window)->button(QMessageBox::Save)->click();
        second = shown<QMessageBox>(*window, "leftOverwriteQuestion");
        QVERIFY(second != nullptr);
        for (QAbstractButton* button : second->buttons()) {
            if (button->text() == QStringLiteral("Overwrite")) {
                button->click();
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(firstTime_s(folder), 7200.0, patience_ms);
    }

    void whatCannotBeWrittenIsAskedForAgain()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr && leave(*window));
        QVERIFY(question(*window) != nullptr);
        const std::filesystem::path protocols = toPath(folder) / "protocols";
        std::filesystem::rename(protocols, toPath(folder) / "away");
        replaceFileText(protocols, "in the way");
        question(*window)->button(QMessageBox::Save)->click();
        QTRY_VERIFY_WITH_TIMEOUT(question(*window)->informativeText().contains(QStringLiteral("protocols")),
                                 patience_ms);
        std::filesystem::remove(protocols);
        std::filesystem::rename(toPath(folder) / "away", protocols);
        question(*window)->button(QMessageBox::Save)->click();
        QTRY_COMPARE_WITH_TIMEOUT(firstTime_s(folder), 7200.0, patience_ms);
    }

    void theQuestionWhereToSaveClosesWithItsProject()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        QVERIFY(trigger(*window, "Save as…"));
        auto* name = shown<QLineEdit>(*window, "protocolName");
        QVERIFY(name != nullptr);
        const QPointer<QWidget> dialog = name->window();
        QVERIFY(leave(*window));
        QTRY_VERIFY(dialog.isNull() || !dialog->isVisible());
        QVERIFY(!std::filesystem::exists(m_folder->path() / "other" / "protocols" / "cycle.json"));
    }

    void readingOneAgainAsksBeforeTheChangesOfAnotherAreLost()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "other.json", payloadFile);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        replaceFileText(fileIn(folder), R"({"version": "0.2", "sample": {}, "method": []})");
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("and here too")), patience_ms);
        QPointer<QPushButton> again;
        for (auto* button : window->findChildren<QPushButton*>()) {
            again = button->text() == QStringLiteral("Read it again") ? button : again.data();
        }
        QVERIFY(!again.isNull());
        selectFile(*window, "other");
        QVERIFY(answer(*window, QMessageBox::Discard));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("other"), patience_ms);
        choose(*window, {0});
        typeTime(*window, "3", "", "");
        QTest::qWait(50);
        if (!again.isNull()) {  // it is about what is not open any more
            again->click();
            QTest::qWait(500);
        }
        QCOMPARE(title(*window), QStringLiteral("other · not saved"));
        QCOMPARE(steps(*window).front(), QStringLiteral("rest for 3 h"));
        QVERIFY2(!messages(*window).contains(QStringLiteral("and here too")), qPrintable(messages(*window)));
    }

    void aSaveThatEndsLateIsNotBookedOnAnotherProtocol()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        action(*window, "Save")->trigger();  // its end comes with the events that are handled next
        action(*window, "New protocol")->trigger();
        QVERIFY(answer(*window, QMessageBox::Discard));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("new protocol"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("“cycle” was saved.")), patience_ms);
        QCOMPARE(firstTime_s(folder), 7200.0);
        QCOMPARE(title(*window), QStringLiteral("new protocol"));
        QVERIFY(steps(*window).isEmpty());
    }

    void whatIsTypedWhileAnotherIsReadIsAskedForFirst()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "other.json", payloadFile);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        QTRY_VERIFY_WITH_TIMEOUT(files(*window).contains(QStringLiteral("other")), patience_ms);
        choose(*window, {0});
        selectFile(*window, "other");
        typeTime(*window, "2", "", "");  // no event is handled in between: the other one is still being read
        QVERIFY(answer(*window, QMessageBox::Cancel));
        QTest::qWait(200);
        QCOMPARE(title(*window), QStringLiteral("cycle · not saved"));
        QCOMPARE(steps(*window).front(), QStringLiteral("rest for 2 h"));
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
        action(*window, "New protocol")->trigger();
        QVERIFY(answer(*window, QMessageBox::Discard));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("new protocol"), patience_ms);
    }

    void whoGoesBackAndElsewhereThenIsAskedAgain()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr && leave(*window));
        QVERIFY(question(*window) != nullptr);
        const QString third = nativePath(services::initProject(m_folder->path() / "third").folder());
        const auto database = services::openProject(toPath(folder)).openDatabase();
        database->execute("BEGIN EXCLUSIVE");  // its project opens slowly
        QVERIFY(click(*window, "goBackButton"));
        QVERIFY(askedAtQuit(*window, QMessageBox::Cancel)
                    .contains(QStringLiteral("the changes of the protocol “cycle” of the project lab")));
        QVERIFY(window->isVisible());
        window->openPaths({third});
        QTRY_VERIFY_WITH_TIMEOUT(window->windowTitle().startsWith(QStringLiteral("third ")), patience_ms);
        QVERIFY(question(*window) != nullptr);
        database->execute("ROLLBACK");
        question(*window)->button(QMessageBox::Save)->click();
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("“cycle” was saved in the project lab.")),
                                 patience_ms);  // the file is there a moment earlier
        QCOMPARE(firstTime_s(folder), 7200.0);
        QVERIFY(askedAtQuit(*window, QMessageBox::Cancel).isEmpty());
    }

    void whatWasLeftIsSavedByTheQuestionAtTheEndToo()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr && leave(*window));
        QVERIFY(question(*window) != nullptr);
        QVERIFY(!askedAtQuit(*window, QMessageBox::Save).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), patience_ms);
        QCOMPARE(firstTime_s(folder), 7200.0);
    }

    void eachProjectHasItsOwnProtocolOpenAgain()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle") && leave(*window));
        QCOMPARE(title(*window), QString());
        window->openPaths({folder});
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("cycle"), patience_ms);
    }
};

AURORA_WINDOW_TESTS(ProtocolLeavingTest)
#include "protocol_leaving_test.moc"
