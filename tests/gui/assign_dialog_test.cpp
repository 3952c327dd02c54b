#include "gui/lab_window.h"

#include "aurora/services/tables.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/frame/message_bar.h"
#include "gui/report/report_dialog.h"
#include "support/window_tests.h"

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Harvest now, and what becomes of files that fit no sample.
class AssignDialogTest : public LabWindowTest
{
    Q_OBJECT

    void writeCell(const char* name)
    {
        const std::filesystem::path file = m_folder->path() / "eclab" / name;
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        program.formationCycles = 1;
        simulation::writeMpr(file, simulation::simulate({}, program), program, {});
    }

    /// A lab that harvests a folder of this PC.
    QString makeHarvestedLab()
    {
        const QString folder = makeLab(slow);
        configure(
            folder,
            {{"EC-lab harvester",
              {{"Servers", {{{"label", "pc1"}, {"EC-lab folder location", pathText(m_folder->path() / "eclab")}}}}}}});
        return folder;
    }

    static QStringList samplesOfFiles(const QString& folder)
    {
        const services::Project project = services::openProject(toPath(folder));
        QStringList pairs;
        const auto found = project.openDatabase()->query(
            R"(SELECT "Path" || ' ' || "Status" || ' ' || ifnull("Sample ID", '') FROM files ORDER BY 1)");
        for (const auto& row : found.rows) {
            pairs.append(toQString(toText(row.front())));
        }
        return pairs;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void harvestNowFetchesWhatFitsASampleAndOffersToAssignTheRest()
    {
        writeCell("lab/8/a.mpr");
        writeCell("odd place/labb09x.mpr");
        const QString folder = makeHarvestedLab();
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(
            action(*window, "Assign files…")->toolTip().startsWith(QStringLiteral("Every file belongs to a sample.")),
            patience_ms);
        QVERIFY(trigger(*window, "Harvest now"));
        QTRY_VERIFY2_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Files that belong to no sample yet: 1.")),
                                  qPrintable(messages(*window)), patience_ms);
        QVERIFY2(messages(*window).contains(QStringLiteral("Files harvested: ")), qPrintable(messages(*window)));
        QVERIFY(clickMessage(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QCOMPARE(column(files, "File"), QStringList{QStringLiteral("odd place/labb09x.mpr")});
        QVERIFY(column(files, "Copy on this PC").front().endsWith(QStringLiteral("labb09x.mpr")));
        QVERIFY(!column(files, "Why no sample was found").front().isEmpty());

        auto* sample = shown<QComboBox>(*window, "sample");
        QVERIFY(sample != nullptr);
        // "labb09x" is one letter away from lab_09, and further from all others.
        QTRY_COMPARE_WITH_TIMEOUT(sample->itemText(0), QStringLiteral("lab_09"), patience_ms);
        QCOMPARE(sample->count(), 4);
        QVERIFY(!shown<QPushButton>(*window, "assignButton")->isEnabled());
        sample->setEditText(QStringLiteral("lab_9"));
        const auto* reason = shown<QLabel>(*window, "reason");
        QCOMPARE(reason->text(), QStringLiteral("The project has no sample “lab_9”."));
        QVERIFY(!shown<QPushButton>(*window, "assignButton")->isEnabled());
        QCOMPARE(column(files, "Sample"), QStringList{QStringLiteral("? lab_9")});
        QVERIFY2(!column(files, "Why no sample was found").front().contains(QStringLiteral("could not be assigned")),
                 qPrintable(column(files, "Why no sample was found").front()));
        sample->setEditText(QStringLiteral("_09"));
        Q_EMIT sample->lineEdit()->editingFinished();  // it is left: the only match is taken
        QCOMPARE(sample->currentText(), QStringLiteral("lab_09"));
        QCOMPARE(column(files, "Sample"), list("lab_09"));
        QCOMPARE(shown<QPushButton>(*window, "assignButton")->text(), QStringLiteral("Assign 1 file"));
        QVERIFY(click(*window, "assignButton"));
        QTRY_COMPARE_WITH_TIMEOUT(column(files, "Result"),
                                  QStringList{QStringLiteral("■ snapshot.labb09x.h5 of lab_09")}, patience_ms);
        QCOMPARE(samplesOfFiles(folder), QStringList({QStringLiteral("lab/8/a.mpr stored lab_08"),
                                                      QStringLiteral("odd place/labb09x.mpr stored lab_09")}));
        QTRY_VERIFY_WITH_TIMEOUT(!action(*window, "Assign files…")->isEnabled(), patience_ms);
        const QTableView* results = showPage(*window, "Results", "resultsTable");
        QTRY_COMPARE_WITH_TIMEOUT(column(results, "Sample ID"), list("lab_08 lab_09"), patience_ms);
    }

    void aFileThatDoesNotSayWhenItBeganIsAssignedWithTheTimeGivenHere()
    {
        const std::filesystem::path file = m_folder->path() / "eclab" / "x" / "spectrum.mpr";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        program.formationCycles = 1;
        program.finished = false;  // the log, which knows the start, is written at the end
        simulation::writeMpr(file, simulation::simulate({}, program), program, {});
        const QString folder = makeHarvestedLab();
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        shown<QComboBox>(*window, "sample")->setEditText(QStringLiteral("lab_10"));
        QVERIFY(click(*window, "assignButton"));
        QTRY_VERIFY_WITH_TIMEOUT(
            column(files, "Result").value(0).contains(QStringLiteral("when the experiment started is not known")),
            patience_ms);
        QVERIFY(!column(files, "Result").value(0).contains(QStringLiteral("--start")));
        auto* known = shown<QCheckBox>(*window, "startKnown");
        auto* start = shown<QLineEdit>(*window, "start");
        QVERIFY(!start->isEnabled());
        known->setChecked(true);
        start->setText(QStringLiteral("yesterday"));
        QVERIFY(!shown<QPushButton>(*window, "assignButton")->isEnabled());
        start->setText(QStringLiteral("2025-06-15 12:00:00"));
        QVERIFY(click(*window, "assignButton"));
        QTRY_COMPARE_WITH_TIMEOUT(column(files, "Result"),
                                  QStringList{QStringLiteral("■ snapshot.spectrum.h5 of lab_10")}, patience_ms);
        QCOMPARE(samplesOfFiles(folder), QStringList{QStringLiteral("x/spectrum.mpr stored lab_10")});
    }

    void theNumbersOfAHarvestAreThoseOfItsReport()
    {
        writeCell("lab/8/a.mpr");
        writeCell("x/a.mpr");
        writeCell("x/b.mpr");
        replaceFileText(m_folder->path() / "eclab" / "broken.mpr", "BIO-LOGIC MODULAR FILE");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        const auto harvested = [&](const char* message, const char* report) {
            const QString said = QString::fromUtf8(message);
            if (!trigger(*window, "Harvest now") ||
                !QTest::qWaitFor([&] { return messages(*window).contains(said); }, patience_ms) ||
                !clickMessage(*window, "Show report…"))
            {
                return false;
            }
            auto* dialog = shown<ReportDialog>(*window, "ReportDialog");
            const QString summary = dialog->findChild<QLabel*>(QStringLiteral("summary"))->text();
            delete dialog;
            window->findChild<MessageBar*>()->clear();
            const bool agree = summary.startsWith(QString::fromUtf8(report));
            if (!agree) {
                qWarning("%s", qPrintable(summary));
            }
            return agree;
        };
        QVERIFY2(harvested("Files harvested: 1. Samples analysed: 1. Skipped: 2. Failed: ",
                           "1 done, 2 skipped, 1 failed · samples: 1 analysed, 0 skipped, 0 failed"),
                 qPrintable(messages(*window)));
        QVERIFY2(harvested("Files harvested: 0. Skipped: 3.", "0 done, 3 skipped, 0 failed"),
                 qPrintable(messages(*window)));
    }

    void severalSelectedFilesGetOneSampleAndTheOthersTheirOwn()
    {
        writeCell("x/a.mpr");
        writeCell("x/b.mpr");
        writeCell("x/c.mpr");
        const QString folder = makeHarvestedLab();
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        auto* files = shown<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 3, patience_ms);
        const QStringList names = column(files, "File");
        const auto a = static_cast<int>(names.indexOf(QStringLiteral("x/a.mpr")));
        const auto b = static_cast<int>(names.indexOf(QStringLiteral("x/b.mpr")));
        const auto c = static_cast<int>(names.indexOf(QStringLiteral("x/c.mpr")));
        auto* sample = shown<QComboBox>(*window, "sample");
        selectRows(files, {a, c});
        sample->setEditText(QStringLiteral("lab_10"));
        selectRows(files, {b});
        QCOMPARE(sample->currentText(), QString());
        sample->setEditText(QStringLiteral("lab_11"));
        QCOMPARE(shown<QPushButton>(*window, "assignButton")->text(), QStringLiteral("Assign 3 files"));
        selectRows(files, {a});
        QCOMPARE(sample->currentText(), QStringLiteral("lab_10"));
        QVERIFY(click(*window, "assignButton"));
        QTRY_VERIFY_WITH_TIMEOUT(column(files, "Result").value(b).startsWith(QStringLiteral("■ ")), patience_ms);
        QCOMPARE(samplesOfFiles(folder),
                 QStringList({QStringLiteral("x/a.mpr stored lab_10"), QStringLiteral("x/b.mpr stored lab_11"),
                              QStringLiteral("x/c.mpr stored lab_10")}));
    }

    void theMessageCountsDownWhatStillWaitsAndGoesWithTheLast()
    {
        writeCell("x/a.mpr");
        writeCell("x/b.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        const auto waiting = [&] {
            const qsizetype at = messages(*window).indexOf(QStringLiteral("no sample yet: "));
            return at < 0 ? QString() : messages(*window).mid(at + 15, 2);
        };
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), QStringLiteral("2."), patience_ms);
        QVERIFY(clickMessage(*window, "Assign files…"));
        auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 2, patience_ms);
        for (const char* const left : {"1.", ""}) {
            const auto row = static_cast<int>(column(files, "Result").indexOf(QString()));  // one that waits
            selectRows(files, {row});
            shown<QComboBox>(*window, "sample")->setEditText(QStringLiteral("lab_10"));
            QVERIFY(click(*window, "assignButton"));
            QTRY_COMPARE_WITH_TIMEOUT(waiting(), QString::fromLatin1(left), patience_ms);
            QTest::qWait(300);  // the table is read again
        }
    }

    void aCellThatIsInNoTableIsMadeFromHere()
    {
        writeCell("x/a.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QVERIFY(!shown<QPushButton>(*window, "assignButton")->isEnabled());
        QVERIFY(click(*window, "newSample"));
        auto* id = shown<QLineEdit>(*window, "sampleId");
        QVERIFY(id != nullptr);
        id->setText(QStringLiteral("hand_01"));
        QVERIFY(click(*window, "okButton"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>(*window, "assignButton")->isEnabled(), patience_ms);
    }

    void theOpenDialogFollowsTheFilesAndKeepsWhatWasChosen()
    {
        writeCell("x/a.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        auto* sample = shown<QComboBox>(*window, "sample");
        sample->setEditText(QStringLiteral("lab_10"));
        writeCell("x/b.mpr");
        action(*window, "Harvest now")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 2, patience_ms);
        QCOMPARE(column(files, "File"), list("x/b.mpr x/a.mpr"));
        QCOMPARE(column(files, "Sample"), QStringList({QString(), QStringLiteral("lab_10")}));
        QCOMPARE(sample->currentText(), QStringLiteral("lab_10"));
        QVERIFY(!column(files, "Why no sample was found").front().contains(QStringLiteral("files assign")));
        QVERIFY(click(*window, "assignButton"));
        QTRY_VERIFY_WITH_TIMEOUT(column(files, "Result").back().startsWith(QStringLiteral("■ ")), patience_ms);
        QTest::qWait(300);  // the table is read again then: what came of the file still stands there
        QVERIFY(column(files, "Result").back().startsWith(QStringLiteral("■ ")));
        QCOMPARE(column(files, "Result").front(), QString());
    }

    void aFileThatIsGoneSaysSoInItsRow()
    {
        writeCell("x/a.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        std::filesystem::remove(m_folder->path() / "eclab" / "x" / "a.mpr");
        shown<QComboBox>(*window, "sample")->setEditText(QStringLiteral("lab_10"));
        QVERIFY(click(*window, "assignButton"));
        QTRY_VERIFY_WITH_TIMEOUT(column(files, "Result").front().startsWith(QStringLiteral("✕ ")), patience_ms);
        QVERIFY2(column(files, "Result").front().contains(QStringLiteral("neither on this PC nor in")),
                 qPrintable(column(files, "Result").front()));
        QVERIFY(shown<QPushButton>(*window, "assignButton")->isEnabled());
        // Both sentences are read whole, in as many lines as they need.
        QTRY_VERIFY(files->rowHeight(0) > 2 * files->fontMetrics().height());
    }

    void aLongNameIsReadWhole()
    {
        writeCell("x/250116_kigr_gen6_unknown_02_GCPL_CD8.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QVERIFY(files->columnWidth(0) > files->fontMetrics().horizontalAdvance(column(files, "File").front()));
    }

    void aNameThatIsWiderThanItsColumnTakesFurtherLines()
    {
        writeCell("x/250116_kigr_gen6_unknown_02_formation_and_cycling_of_the_second_batch_of_May_GCPL_CD8.mpr");
        const auto window = openWindow({makeHarvestedLab()});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Harvest now"));
        QVERIFY(trigger(*window, "Assign files…"));
        const auto* files = shown<QTableView>(*window, "files");
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        const QModelIndex name = files->model()->index(0, 0);
        QVERIFY(files->columnWidth(0) < files->fontMetrics().horizontalAdvance(name.data().toString()));
        QStyleOptionViewItem option;
        option.initFrom(files);
        option.rect = files->visualRect(name);
        const int needed = files->itemDelegateForColumn(0)->sizeHint(option, name).height();
        QVERIFY(needed > 2 * files->fontMetrics().height());
        QTRY_VERIFY(files->rowHeight(0) >= needed);
    }

    void snapshotEverythingNewFetchesTheJobsThatHaveDataAndAnalysesTheirSamples()
    {
        const auto window = openWindow({makeLab(fast)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 2));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Make ready"));
        QVERIFY(becomes(table, "Ready", 0, "● ready"));
        selectRows(table, {0, 1});
        QVERIFY(submitSelected(*window, ""));  // the second one waits for its pipeline
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));
        shown<QDialog>(*window, "SubmitDialog")->close();
        const QTableView* jobTable = jobs(*window);
        const auto ended = [&] {
            action(*window, "Update from cyclers")->trigger();
            return QTest::qWaitFor([&] { return column(jobTable, "Status").value(0) == QStringLiteral("■ finished"); },
                                   1000);
        };
        QVERIFY(QTest::qWaitFor(ended, 2 * patience_ms));
        QVERIFY(trigger(*window, "Snapshot everything new"));
        const QTableView* results = showPage(*window, "Results", "resultsTable");
        QTRY_COMPARE_WITH_TIMEOUT(column(results, "Sample ID"), list("lab_08"), 2 * patience_ms);
        // One job is one job, however many lines the report has about it.
        QTRY_VERIFY2_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Jobs fetched: 1. Samples analysed: 1.")),
                                  qPrintable(messages(*window)), patience_ms);
    }
};

AURORA_WINDOW_TESTS(AssignDialogTest)
#include "assign_dialog_test.moc"
