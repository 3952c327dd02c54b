#include "gui/window_test.h"

#include "gui/frame/single_instance.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QTimer>

#include <thread>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What belongs to no page: one window a project, the menus, help.
class FrameTest : public WindowTest
{
    Q_OBJECT

    /// What another start of the program would do. It waits for the window's answer, so it is on another thread.
    static bool handOver(const QString& sharedConfig, const QStringList& paths)
    {
        std::atomic<bool> ended{false};
        bool taken = false;
        std::thread other([&] {
            taken = SingleInstance::handOver(sharedConfig, paths);
            ended = true;
        });
        const bool inTime = QTest::qWaitFor([&] { return ended.load(); }, patience_ms);
        other.join();
        return inTime && taken;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aSecondStartWithTheProjectHandsItsFilesToTheWindowThatIsThere()
    {
        const QString folder = makeProject();
        const QString config = folder + QStringLiteral("/shared_config.json");
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        window->showMinimized();
        QVERIFY(handOver(config, {}));
        QTRY_VERIFY_WITH_TIMEOUT(!window->isMinimized(), patience_ms);
        QVERIFY(handOver(config, {write("next.csv", nextRobotFile)}));
        QTRY_VERIFY_WITH_TIMEOUT(!window->findChildren<QDialog*>().isEmpty(), patience_ms);
        QVERIFY(window->findChildren<QDialog*>().front()->isVisible());
    }

    void anotherProjectGetsAWindowOfItsOwn()
    {
        const QString folder = makeProject();
        const services::Project second = services::initProject(m_folder->path() / "other");
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(!handOver(nativePath(second.config().file), {}));
        QVERIFY(!handOver(QString(), {}));
    }

    void theUserGuideHasChaptersAndCanBeSearched()
    {
        MainWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, patience_ms));
        QTest::keyClick(&window, Qt::Key_F1);
        auto* guide = window.findChild<QDialog*>(QStringLiteral("userGuide"));
        QVERIFY(guide != nullptr && guide->isVisible());
        const auto* chapters = guide->findChild<QListWidget*>(QStringLiteral("guideChapters"));
        QVERIFY(chapters->count() > 5);
        QCOMPARE(chapters->item(1)->text(), QStringLiteral("Look around without hardware"));
        auto* search = guide->findChild<QLineEdit*>(QStringLiteral("guideSearch"));
        QTest::keyClicks(search, QStringLiteral("Auto-increment"));
        const auto* text = guide->findChild<QTextBrowser*>(QStringLiteral("guideText"));
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("Auto-increment"));
    }

    void theDiagnosticReportIsOnTheClipboardWithVersionsAndWithoutSecrets()
    {
        const QString folder = makeProject();
        const std::filesystem::path file = toPath(folder) / "shared_config.json";
        Json config = Json::parse(readFile(file));
        config["Database password"] = "hunter2";
        replaceFileText(file, config.dump());
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        QApplication::clipboard()->clear();
        action(*window, "Copy diagnostic report")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::clipboard()->text().isEmpty(), patience_ms);
        const QString report = QApplication::clipboard()->text();
        QVERIFY(report.contains(QStringLiteral("Qt: ") + QString::fromLatin1(qVersion())));
        QVERIFY(report.contains(QStringLiteral("Rows of samples: 3")));
        QVERIFY(!report.contains(QStringLiteral("hunter2")));
    }

    void theAboutBoxNamesTheLibraries()
    {
        MainWindow window;
        window.show();
        QString said;
        QTimer::singleShot(500, this, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                said = box->informativeText();
                box->close();
            }
        });
        action(window, "About Aurora Cycler Manager")->trigger();
        for (const char* library : {"Qt 6", "HDF5 1", "libssh 0", "SQLite 3", "simdjson ", "libzip "}) {
            QVERIFY2(said.contains(QString::fromLatin1(library)), library);
        }
    }

    void everyMenuEntryHasAReasonWhereItIsDisabledAndNoShortcutIsTwice()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        QStringList shortcuts;
        for (const QMenu* menu : window->menuBar()->findChildren<QMenu*>()) {
            for (const QAction* entry : menu->actions()) {
                if (entry->isSeparator() || entry->menu() != nullptr) {
                    continue;
                }
                QVERIFY2(entry->isEnabled() || entry->toolTip().endsWith(QLatin1Char('.')) ||
                             entry->toolTip().contains(QStringLiteral(". (")),
                         qPrintable(entry->text() + QStringLiteral(": ") + entry->toolTip()));
                const QString shortcut = entry->shortcut().toString();
                QVERIFY2(shortcut.isEmpty() || !shortcuts.contains(shortcut), qPrintable(shortcut));
                shortcuts.append(shortcut);
            }
        }
    }
};

QTEST_MAIN(FrameTest)
#include "frame_test.moc"
