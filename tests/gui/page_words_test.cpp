#include "gui/lab_window.h"

#include "aurora/core/time.h"
#include "aurora/database/results_table.h"
#include "gui/frame/file_questions.h"
#include "support/window_tests.h"

#include <QDir>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What pages and dialogs say, whole and where it belongs.
class PageWordsTest : public LabWindowTest
{
    Q_OBJECT

    static bool isShown(const MainWindow& window, const char* name)
    {
        for (const auto* button : window.findChildren<QPushButton*>(QString::fromLatin1(name))) {
            if (button->isVisible()) {
                return true;
            }
        }
        return false;
    }

    static bool offersReport(const MainWindow& window)
    {
        for (const auto* button : window.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == QStringLiteral("Show report…")) {
                return true;
            }
        }
        return false;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatIsSaidOfRowsGoesWithTheirPage()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectAll();
        QTest::keyClicks(onPage<QLineEdit>(*window, "samplesPage", "samplesSearch"), QStringLiteral("run_a_1"));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("were unselected: 1")), patience_ms);
        QVERIFY(trigger(*window, "Results"));
        QTRY_VERIFY_WITH_TIMEOUT(!messages(*window).contains(QStringLiteral("were unselected")), patience_ms);
    }

    void aBatchThatWasMadeNeedsNoReport()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(showPage(*window, "Batches", "batchesTable") != nullptr);
        QVERIFY(trigger(*window, "New batch…"));
        shown<QLineEdit>(*window, "batchName")->setText(QStringLiteral("empty so far"));
        QVERIFY(click(*window, "okButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!messages(*window).isEmpty(), patience_ms);
        QVERIFY(!offersReport(*window));
    }

    void theIdOfAFlaggedCellIsWholeInTheOverview()
    {
        const QString folder = makeProject();
        {
            const services::Project project = services::openProject(toPath(folder));
            services::applySampleImport(
                project, services::planSampleImport(
                             project, toPath(write("long.csv", "Sample ID;Label\n240620_kigr_gen2_07;x\n"))));
            const std::string now = formatTimestamp(nowUts(), project.timeZone());
            const auto database = project.openDatabase();
            database->write([&] {
                database::ResultsTable(*database).upsert({{"Sample ID", "240620_kigr_gen2_07"},
                                                          {"Flag", "Cap loss"},
                                                          {"Capacity loss (%)", 23.04},
                                                          {"Last snapshot", now},
                                                          {"Last analysis", now}});
            });
        }
        const auto window = openWindow({folder});
        window->resize(1280, 800);
        const QLabel* need = nullptr;
        const auto isShown = [&] {
            for (const auto* label : window->findChildren<QLabel*>(QStringLiteral("needText"))) {
                need = label->text().startsWith(QStringLiteral("240620_kigr_gen2_07")) ? label : need;
            }
            return need != nullptr;
        };
        QVERIFY(QTest::qWaitFor(isShown, patience_ms));
        QVERIFY2(need->text().endsWith(QStringLiteral("23.0\u00a0%")), qPrintable(need->text()));
        QTest::qWait(50);
        QVERIFY2(need->width() >= need->fontMetrics().horizontalAdvance(QStringLiteral("240620_kigr_gen2_07:")),
                 qPrintable(QString::number(need->width())));
        const auto* results = shown<QWidget>(*window, "need0-3");
        QVERIFY(results->mapTo(window.get(), QPoint(results->width(), 0)).x() <= window->width());
    }

    void whatCannotBeReadBecauseNoServerIsConfiguredLeadsToThePreferences()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(pipelines(*window) != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*window, "otherwiseButton"), patience_ms);
        QVERIFY(!isShown(*window, "fillButton"));
        QVERIFY(click(*window, "otherwiseButton"));
        QVERIFY(shown<QDialog>(*window, "preferences") != nullptr);
    }

    void aProjectWithAServerIsReadFromIt()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(*window, "fillButton"), patience_ms);
        QVERIFY(!isShown(*window, "otherwiseButton"));
        QVERIFY(click(*window, "fillButton"));
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() >= 8, patience_ms);
    }

    void anEmptyListOfProtocolsOffersTheFirst()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(trigger(*window, "Protocols"));
        QVERIFY(click(*window, "emptyNew"));
        const auto* title = window->findChild<QLabel*>(QStringLiteral("protocolTitle"));
        QTRY_VERIFY_WITH_TIMEOUT(!title->text().isEmpty(), patience_ms);
    }

    void newThingsCanBeMadeFromEveryPage()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(trigger(*window, "Batch plots"));
        for (const char* entry : {"New sample…", "New batch…", "New protocol", "Import protocol…"}) {
            QTRY_VERIFY2_WITH_TIMEOUT(action(*window, entry)->isEnabled(), entry, patience_ms);
        }
        action(*window, "New batch…")->trigger();
        QVERIFY(shown<QLineEdit>(*window, "batchName") != nullptr);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("batchesPage"))->isVisible());
    }

    void aSampleWithoutDataSaysSoInsteadOfAnEmptyChart()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(
            action(*window, "View data")->toolTip().startsWith(QStringLiteral("run_a_1 has no data yet")), patience_ms);
        QVERIFY(!action(*window, "View data")->isEnabled());
        Q_EMIT table->activated(table->model()->index(0, 0));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("run_a_1 has no data yet")), patience_ms);
    }

    void theLogOfATaskSaysWhatFailedAndWhatToDo()
    {
        const auto window = openWindow({makeProject()});
        const QString file = write("elsewhere.mpt", "time/s\tEwe/V\tI/mA\n0\t3.5\t1\n60\t3.6\t1\n");
        QVERIFY(samplesTable(*window) != nullptr);
        const auto* table = showPage(*window, "Activity", "tasksTable");
        window->tasks().start(
            QStringLiteral("Importing"), TaskKind::Writes,
            [](Progress&) {
                services::Report report;
                report.done.push_back({"a.mpr", "stored", {}});
                report.failed.push_back(
                    {"PEIS.mpr",
                     "PEIS.mpr: when the experiment started is not known. Say when it began with --start "
                     "\"YYYY-MM-DD HH:MM:SS\".",
                     "no log module"});
                return report;
            },
            this, [](const services::Report&) {});
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "State").value(0), QStringLiteral("✕ failed"), patience_ms);
        const QString outcome = column(table, "What came of it").value(0);
        QVERIFY2(outcome.contains(QStringLiteral("failed: 1. PEIS.mpr: when the experiment started is not known.")),
                 qPrintable(outcome));
        QVERIFY2(!outcome.contains(QStringLiteral("--start")), qPrintable(outcome));
        QCOMPARE(column(table, "Progress").value(0), QStringLiteral("1 of 2"));
        const QString log = window->findChild<QPlainTextEdit*>(QStringLiteral("taskLog"))->toPlainText();
        QVERIFY2(log.contains(
                     QStringLiteral("✕ PEIS.mpr: when the experiment started is not known. Import or assign it again, "
                                    "and say there when it began.")),
                 qPrintable(log));
        QVERIFY(log.contains(QStringLiteral("no log module")));
        QVERIFY(log.contains(QStringLiteral("■ a.mpr: stored")));
        const int started = 3;
        QVERIFY(table->columnWidth(started) >
                table->fontMetrics().horizontalAdvance(QStringLiteral("2026-11-26 08:02:00")) + 12);
    }

    void wherePeopleWithoutAFolderOfDocumentsBegin()
    {
        const QByteArray before = qgetenv("HOME");
        const QString home = QString::fromStdString((m_folder->path() / "home").string());
        QVERIFY(QDir().mkpath(home));
        qputenv("HOME", home.toLocal8Bit());
        QCOMPARE(documentsFolder(), home);
        QCOMPARE(lastFolder(QStringLiteral("projects")), home);
        QVERIFY(QDir().mkpath(home + QStringLiteral("/Documents")));
        QCOMPARE(documentsFolder(), home + QStringLiteral("/Documents"));
        qputenv("HOME", before);
    }

    void aQuestionHasNoBlueBalloon()
    {
        QMessageBox box(QMessageBox::Question, QStringLiteral("Question"), QStringLiteral("Really?"));
        const QImage icon = box.iconPixmap().toImage();
        QVERIFY(!icon.isNull());
        for (int y = 0; y < icon.height(); ++y) {
            for (int x = 0; x < icon.width(); ++x) {
                const QColor pixel = icon.pixelColor(x, y);
                QVERIFY2(pixel.alpha() < 128 || pixel.saturation() < 90, qPrintable(pixel.name()));
            }
        }
    }

    void wordsOfAButtonDoNotTouchItsFrame()
    {
        QPushButton button(QStringLiteral("Move to another sample…"));
        const int words = button.fontMetrics().horizontalAdvance(button.text());
        QVERIFY2(button.sizeHint().width() >= words + 20, qPrintable(QString::number(button.sizeHint().width())));
    }
};

AURORA_WINDOW_TESTS(PageWordsTest)
#include "page_words_test.moc"
