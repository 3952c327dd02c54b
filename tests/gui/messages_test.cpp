#include "gui/lab_window.h"

#include "gui/frame/message_bar.h"
#include "support/window_tests.h"
#include "support/without_root_rights.h"

#include <QPlainTextEdit>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What the message bar tells, how long, and of which project.
class MessagesTest : public LabWindowTest
{
    Q_OBJECT

    static QStringList texts(const QWidget& parent)
    {
        QStringList all;
        for (const QLabel* label : parent.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            all.append(label->text());
        }
        all.sort();
        return all;
    }

    static QStringList onScreen(const QWidget& parent)
    {
        QStringList all;
        for (const QLabel* label : parent.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            if (label->isVisible()) {
                all.append(label->text());
            }
        }
        return all;
    }

    static void close(const MessageBar& bar, const char* text)
    {
        for (const QLabel* label : bar.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            if (label->text() == QString::fromUtf8(text)) {
                label->parentWidget()->findChild<QToolButton*>()->click();
                return;
            }
        }
        qFatal("no message %s", text);
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatOfAPageGoesMakesRoomForOthers()
    {
        MessageBar bar;
        bar.setVisible(true);
        bar.show(MessageBar::Kind::Warning, QStringLiteral("tt1 does not answer."));
        for (const char* text : {"one", "two", "three"}) {
            bar.show({.kind = MessageBar::Kind::Warning, .text = QString::fromLatin1(text), .isOfPage = true});
        }
        const auto* more = bar.findChild<QLabel*>(QStringLiteral("moreMessages"));
        QVERIFY(more->isVisible() && !onScreen(bar).contains(QStringLiteral("tt1 does not answer.")));
        bar.clearRead();  // another page is shown
        QCOMPARE(onScreen(bar), QStringList{QStringLiteral("tt1 does not answer.")});
        QVERIFY(!more->isVisible());
    }

    void equalMessagesAreOneThatIsCounted()
    {
        MessageBar bar;
        const QString silent = QStringLiteral("tt1 does not answer.");
        bar.show(MessageBar::Kind::Failed, silent);
        bar.show(MessageBar::Kind::Failed, QStringLiteral("tt2 does not answer."));
        bar.show(MessageBar::Kind::Failed, silent);
        QCOMPARE(texts(bar), (QStringList{QStringLiteral("tt1 does not answer. (2 times)"),
                                          QStringLiteral("tt2 does not answer.")}));
        bar.show(MessageBar::Kind::Failed, silent);
        QCOMPARE(texts(bar).first(), QStringLiteral("tt1 does not answer. (3 times)"));
    }

    void updatingTwiceWithoutSuccessLeavesOneLine()
    {
        const QString folder = makeLab(slow);
        configure(folder, Json::object({{"Servers", Json::array({{{"label", "tt1"},
                                                                  {"hostname", "127.0.0.1"},
                                                                  {"port", 1},
                                                                  {"username", "nobody"},
                                                                  {"server_type", "tomato"},
                                                                  {"shell_type", "bash"},
                                                                  {"command_prefix", ""},
                                                                  {"tomato_scripts_path", "/opt/tomato/"},
                                                                  {"save_location", "/tmp"}}})}}));
        const auto window = openWindow({folder});
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window).size(), 1, patience_ms);
        const QString once = texts(*window).front();
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window), QStringList{once + QStringLiteral(" (2 times)")}, patience_ms);
    }

    void whatWasDoneLeavesByItselfAndWhatFailedStays()
    {
        MessageBar bar(nullptr, std::chrono::milliseconds(300));
        bar.show(MessageBar::Kind::Failed, QStringLiteral("tt1 does not answer."));
        bar.show(MessageBar::Kind::Warning, QStringLiteral("The clock of tt1 goes wrong."));
        bar.show(MessageBar::Kind::Done, QStringLiteral("36 samples added."));
        QCOMPARE(texts(bar).size(), 3);
        QTRY_COMPARE(texts(bar), (QStringList{QStringLiteral("The clock of tt1 goes wrong."),
                                              QStringLiteral("tt1 does not answer.")}));
        QTest::qWait(600);
        QCOMPARE(texts(bar).size(), 2);
    }

    void whatWasDoneStaysWhileTheKeyboardIsOnIt()
    {
        QWidget window;
        auto* bar = new MessageBar(&window, std::chrono::milliseconds(200));
        auto* elsewhere = new QLineEdit(&window);
        elsewhere->resize(600, 400);
        bar->setGeometry(0, 420, 600, 60);  // where no pointer rests
        window.resize(600, 500);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::mouseMove(elsewhere, QPoint(100, 100));
        bar->show(MessageBar::Kind::Done, QStringLiteral("36 samples added."));
        auto* close = bar->findChild<QToolButton*>();
        close->setFocusPolicy(Qt::StrongFocus);
        close->setFocus();
        QTest::qWait(700);
        QCOMPARE(texts(*bar).size(), 1);
        elsewhere->setFocus();
        QTRY_VERIFY(texts(*bar).isEmpty());
    }

    void noFailureIsPushedOutAndTheRestIsOneButtonAway()
    {
        QWidget window;
        auto* bar = new MessageBar(&window);
        bar->resize(800, 200);
        window.resize(800, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        bar->show({.kind = MessageBar::Kind::Failed,
                   .text = QStringLiteral("tt1 does not answer."),
                   .details = QStringLiteral("connection refused")});
        for (const char* warning : {"Warning 1.", "Warning 2.", "Warning 3.", "Warning 4."}) {
            bar->show(MessageBar::Kind::Warning, QString::fromUtf8(warning));
        }
        QCOMPARE(onScreen(window), (QStringList{QStringLiteral("tt1 does not answer."), QStringLiteral("Warning 3."),
                                                QStringLiteral("Warning 4.")}));
        const auto* more = bar->findChild<QLabel*>(QStringLiteral("moreMessages"));
        QVERIFY(more->isVisible());
        QCOMPARE(more->text(), QStringLiteral("and 2 more messages"));
        QTest::mouseClick(bar->findChild<QPushButton*>(QStringLiteral("allMessages")), Qt::LeftButton);
        const auto* list = window.findChild<QPlainTextEdit*>(QStringLiteral("messageListText"));
        QVERIFY(list != nullptr && list->isVisible());
        QVERIFY2(list->toPlainText().startsWith(QStringLiteral("▲ Warning 4.\n\n▲ Warning 3.\n\n▲ Warning 2.")),
                 qPrintable(list->toPlainText()));
        QVERIFY(list->toPlainText().endsWith(QStringLiteral("✕ tt1 does not answer.\nconnection refused")));
        list->window()->close();
        close(*bar, "Warning 4.");
        close(*bar, "Warning 3.");
        QCOMPARE(onScreen(window), (QStringList{QStringLiteral("tt1 does not answer."), QStringLiteral("Warning 1."),
                                                QStringLiteral("Warning 2.")}));
        QVERIFY(!more->isVisible());
    }

    void aReadOnlyProjectSaysSoInOneMessage()
    {
        if (!aurora::test::foldersCanBeReadOnly) {
            QSKIP(aurora::test::noReadOnlyFolders);
        }
        const QString folder = makeProject();
        const aurora::test::WithoutRootRights ordinaryUser(m_folder->path());
        const std::filesystem::path database = toPath(folder) / "database";
        std::filesystem::permissions(database, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        const auto window = openWindow({folder});
        const bool opened = samplesTable(*window) != nullptr;
        std::filesystem::permissions(database, std::filesystem::perms::owner_all);
        QVERIFY(opened);
        QCOMPARE(texts(*window).size(), 1);
        QVERIFY2(texts(*window).front().endsWith(QStringLiteral("the project is open read-only.")),
                 qPrintable(texts(*window).front()));
    }

    void nothingOfAProjectThatWasClosedIsLeft()
    {
        const QString folder = makeProject();
        const services::Project other = services::initProject(m_folder->path() / "other");
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        window->findChild<MessageBar*>()->show(MessageBar::Kind::Failed, QStringLiteral("tt1 does not answer."));
        table->selectRow(0);
        window->openPaths({nativePath(other.folder())});
        QTRY_VERIFY_WITH_TIMEOUT(window->windowTitle().startsWith(QStringLiteral("other")), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, patience_ms);
        QCOMPARE(texts(*window), QStringList());
        window->findChild<MessageBar*>()->show(MessageBar::Kind::Failed, QStringLiteral("tt2 does not answer."));
        action(*window, "Close project")->trigger();
        QCOMPARE(texts(*window), QStringList());
    }
};

AURORA_WINDOW_TESTS(MessagesTest)
#include "messages_test.moc"
