#include "gui/lab_window.h"

#include "aurora/services/import_data.h"
#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "support/window_tests.h"

#include <QCheckBox>
#include <QDir>
#include <QListWidget>
#include <QPointer>
#include <QScopeGuard>
#include <QSemaphore>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Files that do not say when the experiment began: what is missing is said where it can be given, before and after.
class ImportStartTest : public LabWindowTest
{
    Q_OBJECT

    QString writeFileWithoutStart()
    {
        const std::filesystem::path folder = m_folder->path() / "run_a" / "run_a_2";
        std::filesystem::create_directories(folder);
        replaceFileText(folder / "cell.mpt", "time/s\tEwe/V\tI/mA\n0\t3.5\t1\n60\t3.6\t1\n");
        return QString::fromStdString((folder / "cell.mpt").string());
    }

    static bool isMarked(const QWidget* widget)
    {
        return widget->palette().color(QPalette::WindowText) == toneColor(Tone::Attention, widget->palette());
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void lookingAtTheFilesTakesNoThreadOfShortReadings()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        const int threads = longWorkThreads().maxThreadCount();
        const auto go = std::make_shared<QSemaphore>();
        const auto release = qScopeGuard([&] { go->release(threads); });
        for (int thread = 0; thread < threads; ++thread) {
            longWorkThreads().start([go] { go->acquire(); });
        }
        window->openPaths({writeFileWithoutStart()});
        const auto* sample = shown<QComboBox>(*window, "sample");
        QVERIFY(sample != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(sample->count(), 3, patience_ms);
        QTest::qWait(200);
        const auto* files = shown<QTableView>(*window, "files");
        QCOMPARE(files->model()->rowCount(), 0);
        QCOMPARE(shown<QLabel>(*window, "found")->text(), QStringLiteral("Looking for files…"));
        go->release(threads);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
    }

    void lookingAgainLeavesTheFieldThatIsOpen()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({writeFileWithoutStart()});
        auto* files = shown<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QComboBox>(*window, "sample")->count(), 3, patience_ms);
        shown<QCheckBox>(*window, "startKnown")->setChecked(true);
        auto* start = shown<QLineEdit>(*window, "start");
        start->setText(QStringLiteral("2024-06-20 08:02:00"));
        files->edit(files->model()->index(0, 1));
        const QPointer<QLineEdit> field = files->viewport()->findChild<QLineEdit*>();
        QVERIFY(field != nullptr);
        field->setText(QStringLiteral("run_a_1"));
        Q_EMIT start->editingFinished();  // as when the field is clicked
        QTRY_VERIFY_WITH_TIMEOUT(
            column(files, "How it was found").value(0).startsWith(QStringLiteral("by its folders")), patience_ms);
        QVERIFY(field != nullptr);
        QCOMPARE(field->text(), QStringLiteral("run_a_1"));
        QTest::keyClick(field->parentWidget(), Qt::Key_Return);  // the box has the focus, and gives the keys on
        QCOMPARE(column(files, "Sample"), list("run_a_1"));
        QVERIFY2(files->isVisible(), "Enter in the field does not import");
    }

    void theDialogAsksForTheStartBeforeItImports()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({writeFileWithoutStart()});
        const auto* files = shown<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QCOMPARE(column(files, "Sample"), list("run_a_2"));
        QCOMPARE(column(files, "How it was found").value(0),
                 QStringLiteral("▲ it does not say when it began: give the time below"));
        const auto* import = shown<QPushButton>(*window, "importButton");
        auto* known = shown<QCheckBox>(*window, "startKnown");
        QVERIFY(known != nullptr);
        QVERIFY(isMarked(known));
        QVERIFY(!import->isEnabled());
        QVERIFY2(shown<QLabel>(*window, "reason")->text().startsWith(QStringLiteral("Say when the files began")),
                 qPrintable(shown<QLabel>(*window, "reason")->text()));
        QVERIFY(
            shown<QLabel>(*window, "found")->text().contains(QStringLiteral("until you give the time they began: 1.")));
        known->setChecked(true);
        shown<QLineEdit>(*window, "start")->setText(QStringLiteral("2024-06-20 08:02:00"));
        QTRY_VERIFY_WITH_TIMEOUT(import->isEnabled(), patience_ms);
        QVERIFY(!isMarked(known));
        Q_EMIT shown<QLineEdit>(*window, "start")->editingFinished();
        QTRY_VERIFY_WITH_TIMEOUT(
            column(files, "How it was found").value(0).startsWith(QStringLiteral("by its folders")), patience_ms);
        known->setChecked(false);  // what was found with that start counts no more
        QTRY_VERIFY_WITH_TIMEOUT(!import->isEnabled(), patience_ms);
        QVERIFY(column(files, "How it was found").value(0).startsWith(QStringLiteral("▲ it does not say when")));
    }

    void aFileThatIsOpenedCanBeLookedAtOnly()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        const QString file = writeFileWithoutStart();
        window->openPaths({file});
        QVERIFY(click(*window, "onlyShow"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QWidget*>(QStringLiteral("samplePlotsPage")) != nullptr &&
                                     window->findChild<QWidget*>(QStringLiteral("samplePlotsPage"))->isVisible(),
                                 patience_ms);
        const services::Project project = services::openProject(toPath(folder));
        QVERIFY(services::readTable(project, services::TableKind::Files).rows.empty());
    }

    void whatCouldNotBeReadIsImportedAgainWithItsStart()
    {
        const QString folder = makeProject();
        const QString file = writeFileWithoutStart();
        {
            services::ImportDataOptions options;
            options.inputs = {toPath(file)};
            const services::Project project = services::openProject(toPath(folder));
            QCOMPARE(services::importData(project, options, Progress::none()).report.failed.size(), 1U);
        }
        const auto window = openWindow({folder});
        QVERIFY(click(*window, "need0-3"));
        auto* table = shown<QTableView>(*window, "unreadableTable");
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        const QString reason = column(table, "Reason").value(0);
        QVERIFY2(reason.contains(QStringLiteral("Import or assign it again, and say there when it began.")),
                 qPrintable(reason));
        QVERIFY2(!reason.contains(QStringLiteral("--start")), qPrintable(reason));
        QTRY_VERIFY_WITH_TIMEOUT(table->rowHeight(0) > 2 * table->fontMetrics().height(), patience_ms);
        QVERIFY(!shown<QPushButton>(*window, "importAgain")->isEnabled());
        table->selectRow(0);
        QVERIFY(click(*window, "importAgain"));
        const auto* paths = shown<QListWidget>(*window, "paths");
        QVERIFY(paths != nullptr);
        QCOMPARE(paths->item(0)->text(), QDir::toNativeSeparators(file));
    }
};

AURORA_WINDOW_TESTS(ImportStartTest)
#include "import_start_test.moc"
