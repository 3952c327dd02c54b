#include "gui/window_test.h"

#include "gui/frame/single_instance.h"
#include "support/window_tests.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>
#include <cmath>
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

    /// As the accessibility guidelines of the web define it.
    static double contrast(const QColor& a, const QColor& b)
    {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        const auto luminance = [&](const QColor& c) {
            return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
        };
        const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
        return (light + 0.05) / (dark + 0.05);
    }

    /// Of the pixel that stands out most from the ground of the widget.
    static double highestContrast(QWidget& widget)
    {
        const QImage picture = widget.grab().toImage();
        double highest = 1.0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                highest =
                    std::max(highest, contrast(picture.pixelColor(x, y), widget.palette().color(QPalette::Window)));
            }
        }
        return highest;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void ofWhatWasFinishedOnlyTheLastIsToldAndItGoesWithThePageOnceRead()
    {
        MessageBar bar;
        const auto texts = [&bar] {
            QStringList all;
            for (const QLabel* label : bar.findChildren<QLabel*>(QStringLiteral("messageText"))) {
                all.append(label->text());
            }
            all.sort();
            return all.join(QLatin1Char('|'));
        };
        bar.show(MessageBar::Kind::Failed, QStringLiteral("tt1 does not answer."));
        bar.show(MessageBar::Kind::Done, QStringLiteral("36 samples added."));
        bar.show(MessageBar::Kind::Done, QStringLiteral("Jobs submitted: 1."));
        QCOMPARE(texts(), QStringLiteral("Jobs submitted: 1.|tt1 does not answer."));
        bar.clearRead();
        QCOMPARE(texts(), QStringLiteral("Jobs submitted: 1.|tt1 does not answer."));  // not read yet
        QTest::qWait(4200);
        bar.clearRead();
        QCOMPARE(texts(), QStringLiteral("tt1 does not answer."));
    }

    void aMessageMovesNothingOfThePage()
    {
        const auto window = openWindow({makeProject()});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        const QPoint before = table->mapTo(window.get(), QPoint());
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        const auto messages = window->findChildren<MessageBar*>();
        QCOMPARE(messages.size(), 1);
        messages.front()->show(MessageBar::Kind::Failed, QStringLiteral("tt1 does not answer."));
        QTest::qWait(50);
        QVERIFY(messages.front()->isVisible());
        QCOMPARE(table->mapTo(window.get(), QPoint()), before);
    }

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
                said = box->informativeText().replace(QChar::Nbsp, u' ');
                box->close();
            }
        });
        action(window, "About Aurora Cycler Manager")->trigger();
        for (const char* library : {"Qt 6", "HDF5 1", "libssh 0", "SQLite 3", "simdjson ", "libzip "}) {
            QVERIFY2(said.contains(QString::fromLatin1(library)), library);
        }
    }

    void boxesWithoutATickStandOutInBothThemes()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            QCheckBox check;
            QRadioButton radio;
            QVERIFY2(highestContrast(check) >= 3.0, qPrintable(QString::number(highestContrast(check))));
            QVERIFY2(highestContrast(radio) >= 3.0, qPrintable(QString::number(highestContrast(radio))));
            const double enabled = highestContrast(check);
            check.setEnabled(false);
            QVERIFY(highestContrast(check) < enabled);
            QListWidget list;
            auto* row = new QListWidgetItem(&list);
            row->setCheckState(Qt::Unchecked);
            list.show();
            QVERIFY2(highestContrast(*list.viewport()) >= 3.0,
                     qPrintable(QString::number(highestContrast(*list.viewport()))));
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

    void aCommandOfAnotherPageNamesThatPage()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);  // which is a table
        for (const char* step : {"Add rest", "Add charge or discharge", "Add held voltage", "Add loop"}) {
            const QAction* add = action(*window, step);
            QVERIFY(!add->isEnabled());
            QCOMPARE(add->toolTip(), QStringLiteral("This works on the page Protocols."));
        }
        for (const QMenu* menu : window->menuBar()->findChildren<QMenu*>()) {
            for (const QAction* entry : menu->actions()) {
                QVERIFY2(!entry->toolTip().contains(QStringLiteral("no table on this page")),
                         qPrintable(entry->text()));
            }
        }
    }
};

AURORA_WINDOW_TESTS(FrameTest)
#include "frame_test.moc"
