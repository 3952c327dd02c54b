#include "gui/lab_window.h"

#include "aurora/services/batches.h"
#include "aurora/services/import_data.h"
#include "aurora/services/ro_crate.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/report/report_dialog.h"
#include "support/window_tests.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDir>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>

#include <algorithm>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// File ▸ Export…: the data of samples in files for others.
class ExportDialogTest : public LabWindowTest
{
    Q_OBJECT

    /// A recording of run_a_1, analysed.
    void importData(const QString& folder)
    {
        const services::Project project = services::openProject(toPath(folder));
        const auto file = m_folder->path() / "data" / "run_a_1" / "cell.ndax";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_1"});
        services::ImportDataOptions options;
        options.inputs.push_back(file);
        QVERIFY(services::importData(project, options, Progress::none()).report.ok());
    }

    static void tick(MainWindow& window, const char* name, bool wanted)
    {
        auto* box = shown<QCheckBox>(window, name);
        QVERIFY(box != nullptr);
        if (box->isChecked() != wanted) {
            box->click();
        }
    }

    /// Leaves nothing ticked but these.
    static void tickOnly(MainWindow& window, const QStringList& names)
    {
        for (const char* const name :
             {"seriesCsv", "seriesXlsx", "seriesHdf5", "seriesBdf", "impedance", "cycles", "metadata", "crate"})
        {
            tick(window, name, names.contains(QLatin1String(name)));
        }
    }

    static void setTarget(MainWindow& window, const QString& path)
    {
        auto* target = shown<QLineEdit>(window, "target");
        target->selectAll();
        QTest::keyClicks(target, QDir::toNativeSeparators(path));
    }

    static QString reason(MainWindow& window) { return shown<QLabel>(window, "exportReason")->text(); }

    [[nodiscard]] QString out() const { return toQString(pathText(m_folder->path() / "out")); }

    /// Whether a message has this button.
    static bool offers(const MainWindow& window, const char* text)
    {
        return QTest::qWaitFor(
            [&] {
                const auto buttons = window.findChildren<QPushButton*>();
                return std::any_of(buttons.begin(), buttons.end(), [text](const QPushButton* button) {
                    return button->isVisible() && button->text().remove(QLatin1Char('&')) == QString::fromUtf8(text);
                });
            },
            patience_ms);
    }

    [[nodiscard]] QStringList written() const { return QDir(out()).entryList(QDir::Files, QDir::Name); }

    static bool says(MainWindow& window, const char* text)
    {
        const bool said =
            QTest::qWaitFor([&] { return messages(window).contains(QString::fromUtf8(text)); }, patience_ms);
        if (!said) {
            qWarning("%s", qPrintable(messages(window)));
        }
        return said;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theSelectedSamplesAreWrittenAndEachSaysWhatCameOfIt()
    {
        const QString folder = makeProject();
        importData(folder);
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->clearSelection();
        QTRY_VERIFY(!action(*window, "Export…")->isEnabled());
        QVERIFY2(action(*window, "Export…")->toolTip().contains(QStringLiteral("Select one or more rows first.")),
                 qPrintable(action(*window, "Export…")->toolTip()));
        selectRows(table, {0, 1});  // run_a_1 has data, run_a_2 has none
        QVERIFY(trigger(*window, "Export…"));
        QCOMPARE(shown<QPushButton>(*window, "exportButton")->text(), QStringLiteral("Export 2 samples"));
        tickOnly(*window, {});
        QVERIFY(!shown<QPushButton>(*window, "exportButton")->isEnabled());
        QCOMPARE(reason(*window), QStringLiteral("Tick what is to be written."));
        tickOnly(*window, list("seriesCsv seriesBdf cycles"));
        setTarget(*window, QStringLiteral("out"));
        QVERIFY2(reason(*window).contains(QStringLiteral("the whole path")), qPrintable(reason(*window)));
        setTarget(*window, out());
        QVERIFY(click(*window, "exportButton"));
        QVERIFY(says(*window, "Samples exported: 1"));
        QVERIFY(says(*window, "Skipped: 1."));
        QCOMPARE(written(), list("run_a_1.bdf.csv run_a_1.csv run_a_1.cycles.csv"));
        QVERIFY(clickMessage(*window, "Show report…"));
        auto* report = window->findChild<ReportDialog*>();
        QVERIFY(report != nullptr);
        const QStringList said = column(report->findChild<QTableView*>(), "What happened");
        QVERIFY2(said.join(QLatin1Char('\n')).contains(QStringLiteral("There is no data of run_a_2 yet.")),
                 qPrintable(said.join(QLatin1Char('\n'))));
        QVERIFY(said.join(QLatin1Char('\n')).contains(QStringLiteral("run_a_1.cycles.csv (")));
    }

    void filesThatAreThereAreReplacedOnlyAfterAQuestion()
    {
        const QString folder = makeProject();
        importData(folder);
        QDir().mkpath(out());
        replaceFileText(toPath(out()) / "run_a_1.csv", "mine");
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Export…"));
        tickOnly(*window, list("seriesCsv"));
        setTarget(*window, out());
        QVERIFY(click(*window, "exportButton"));
        auto* question = shown<QDialog>(*window, "confirmation");
        QVERIFY(question != nullptr);
        QString said;
        for (const QLabel* label : question->findChildren<QLabel*>()) {
            said += label->text();
        }
        QVERIFY2(said.contains(QStringLiteral("run_a_1.csv")), qPrintable(said));
        question->reject();
        QVERIFY(shown<QPushButton>(*window, "exportButton") != nullptr);  // the dialog is still there
        QCOMPARE(readFile(toPath(out()) / "run_a_1.csv"), std::string("mine"));
        QVERIFY(click(*window, "exportButton"));
        QVERIFY(click(*window, "confirmButton"));
        QVERIFY(says(*window, "Samples exported: 1"));
        QVERIFY(offers(*window, "Open folder"));
        QVERIFY(readFile(toPath(out()) / "run_a_1.csv").starts_with("uts,V (V)"));
    }

    void aCrateOfABatchKeepsItsFormForTheNextTime()
    {
        const QString folder = makeProject();
        importData(folder);
        services::createBatch(services::openProject(toPath(folder)), "good cells", {"run_a_1", "run_a_2"});
        const auto window = openWindow({folder});
        QTableView* table = showPage(*window, "Batches", "batchesTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Export…"));
        tickOnly(*window, list("crate"));
        shown<QAbstractButton>(*window, "intoZip")->click();
        QVERIFY(shown<QLineEdit>(*window, "target")->text().endsWith(QStringLiteral("good_cells.ro-crate.zip")));
        setTarget(*window, out() + QStringLiteral("/mine.zip"));
        shown<QLineEdit>(*window, "crateTitle")->setText(QStringLiteral("Cells of June"));
        shown<QLineEdit>(*window, "crateDoi")->setText(QStringLiteral("zenodo"));
        QVERIFY2(reason(*window).contains(QStringLiteral("is no DOI")), qPrintable(reason(*window)));
        QVERIFY(!shown<QPushButton>(*window, "exportButton")->isEnabled());
        shown<QLineEdit>(*window, "crateDoi")->setText(QStringLiteral("10.5281/zenodo.1234567"));
        shown<QPushButton>(*window, "addAuthor")->click();
        auto* authors = shown<QTableWidget>(*window, "crateAuthors");
        authors->item(0, 0)->setText(QStringLiteral("Ada Lovelace"));
        authors->item(0, 1)->setText(QStringLiteral("Empa"));
        shown<QComboBox>(*window, "crateLicence")->setEditText(QStringLiteral("CC-BY-4.0"));
        QVERIFY2(click(*window, "exportButton"), qPrintable(reason(*window)));
        QVERIFY(says(*window, "Samples exported: 1"));
        QCOMPARE(written(), list("mine.zip"));
        QVERIFY(offers(*window, "Show report…"));  // one of them has no data
        const services::CrateDescription kept = services::crateTemplate();
        QCOMPARE(kept.title, std::string("Cells of June"));
        QCOMPARE(kept.authors.size(), std::size_t{1});
        QCOMPARE(kept.authors[0].institution, std::string("Empa"));

        QVERIFY(trigger(*window, "Export…"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QCheckBox>(*window, "crate")->isChecked(), patience_ms);
        QVERIFY(!shown<QCheckBox>(*window, "seriesCsv")->isChecked());
        QCOMPARE(shown<QLineEdit>(*window, "crateTitle")->text(), QStringLiteral("Cells of June"));
        QCOMPARE(shown<QTableWidget>(*window, "crateAuthors")->item(0, 0)->text(), QStringLiteral("Ada Lovelace"));
        QCOMPARE(shown<QComboBox>(*window, "crateLicence")->currentText(), QStringLiteral("CC-BY-4.0"));
    }

    void theProjectThatWasAskedIsExportedAlsoWhenAnotherOneIsOpenByThen()
    {
        const QString folder = makeProject();
        importData(folder);
        const QString other =
            toQString(pathText(services::initProject(m_folder->path() / "other").folder()));  // has no samples
        const auto window = openWindow({folder});
        selectRows(samplesTable(*window), {0});
        QVERIFY(trigger(*window, "Export…"));
        tickOnly(*window, list("seriesCsv"));
        setTarget(*window, out());
        window->openPaths({other});
        QTRY_VERIFY_WITH_TIMEOUT(
            window->findChild<QLabel*>(QStringLiteral("projectLabel"))->text().contains(QStringLiteral("other")),
            patience_ms);
        QVERIFY(click(*window, "exportButton"));
        QVERIFY(says(*window, "Samples exported: 1"));
        QCOMPARE(written(), list("run_a_1.csv"));
    }

    void aTypedNameOfTheZipStaysWhenOtherThingsAreTicked()
    {
        const auto window = openWindow({makeProject()});
        selectRows(samplesTable(*window), {0});
        QVERIFY(trigger(*window, "Export…"));
        tickOnly(*window, list("seriesCsv"));
        shown<QAbstractButton>(*window, "intoZip")->click();
        QVERIFY(shown<QLineEdit>(*window, "target")->text().endsWith(QStringLiteral("run_a_1.zip")));
        setTarget(*window, out() + QStringLiteral("/mine.zip"));
        tick(*window, "crate", true);
        shown<QAbstractButton>(*window, "intoFolder")->click();
        QCOMPARE(shown<QLineEdit>(*window, "target")->text(), QDir::toNativeSeparators(out()));
        shown<QAbstractButton>(*window, "intoZip")->click();
        QCOMPARE(shown<QLineEdit>(*window, "target")->text(),
                 QDir::toNativeSeparators(out() + QStringLiteral("/mine.zip")));
    }

    void aTemplateThatCannotBeReadIsSaidAsLongAsItsFormIsSeen()
    {
        const auto window = openWindow({makeProject()});
        selectRows(samplesTable(*window), {0});
        replaceFileText(m_folder->path() / "user" / "config.json", "no JSON");
        QVERIFY(trigger(*window, "Export…"));
        tickOnly(*window, list("crate"));
        setTarget(*window, out());
        QVERIFY2(reason(*window).contains(QStringLiteral("config.json")), qPrintable(reason(*window)));
        QVERIFY(shown<QPushButton>(*window, "exportButton")->isEnabled());
        tickOnly(*window, list("seriesCsv"));
        QCOMPARE(reason(*window), QString());
    }

    void onASmallScreenTheFormIsScrolledAndTheButtonsStayInSight()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(trigger(*window, "Select all"));
        QVERIFY(trigger(*window, "Export…"));
        auto* dialog = shown<QDialog>(*window, "exportDialog");
        const int before = dialog->height();
        const QRect screen = dialog->screen()->availableGeometry();
        QCOMPARE(screen.height(), 800);  // what the platform of the tests has
        tick(*window, "crate", true);
        for (int author = 0; author < 3; ++author) {
            QVERIFY(click(*window, "addAuthor"));
        }
        QTest::qWait(50);
        QVERIFY2(dialog->height() > before, "it grows as far as it can");
        QVERIFY2(screen.contains(dialog->geometry()), qPrintable(QString::number(dialog->geometry().bottom())));
        constexpr int small_px = 360;  // as if the screen ended there
        dialog->resize(dialog->width(), small_px);
        QTest::qWait(50);
        QCOMPARE(dialog->height(), small_px);
        const auto inSight = [dialog](const QWidget* part) {
            return dialog->rect().contains(QRect(part->mapTo(dialog, QPoint()), part->size()));
        };
        QVERIFY(inSight(shown<QPushButton>(*window, "exportButton")));
        auto* scroll = shown<QScrollArea>(*window, "exportScroll");
        QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
        auto* target = shown<QLineEdit>(*window, "target");
        for (QWidget* field :
             {static_cast<QWidget*>(shown<QLineEdit>(*window, "crateTitle")),
              static_cast<QWidget*>(shown<QLineEdit>(*window, "crateDoi")), static_cast<QWidget*>(target)})
        {
            scroll->ensureWidgetVisible(field);
            const QRect place(field->mapTo(scroll->viewport(), QPoint()), field->size());
            QVERIFY2(scroll->viewport()->rect().contains(place), qPrintable(field->objectName()));
            QVERIFY(inSight(shown<QPushButton>(*window, "exportButton")));
        }
        tick(*window, "crate", false);
        QTRY_COMPARE(dialog->height(), before);
    }

    void resultsPipelinesAndJobsExportTheirSamples()
    {
        const QString folder = makeProject();
        importData(folder);
        const auto window = openWindow({folder});
        QTableView* table = showPage(*window, "Results", "resultsTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Export…"));
        QCOMPARE(shown<QPushButton>(*window, "exportButton")->text(), QStringLiteral("Export 1 sample"));
        shown<QDialog>(*window, "exportDialog")->reject();
        for (const char* const page : {"Pipelines", "Jobs"}) {
            action(*window, page)->trigger();
            QTRY_VERIFY2(!action(*window, "Export…")->isEnabled(), page);  // no rows, no samples
        }
        action(*window, "Protocols")->trigger();
        QTRY_VERIFY(action(*window, "Export…")->toolTip().contains(QStringLiteral("Choose samples on the page")));
    }
};

AURORA_WINDOW_TESTS(ExportDialogTest)
#include "export_dialog_test.moc"
