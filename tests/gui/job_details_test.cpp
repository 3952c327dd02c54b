#include "gui/lab_window.h"

#include "aurora/database/jobs_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/batches.h"
#include "aurora/services/edit_samples.h"
#include "support/window_tests.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What the rows of the page Jobs offer beyond the cycler: details, a payload, and what is done with their samples.
class JobDetailsTest : public LabWindowTest
{
    Q_OBJECT

    /// `sim-1` was submitted with a payload for 3 mAh, of `sim-2` nobody knows what it does.
    QString makeLabWithJobs()
    {
        QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        Json payload = Json::parse(payloadFile);
        payload["sample"] = {{"name", "lab_08"}, {"capacity", 0.003}};
        database->write(
            [&] {
                database::JobsTable jobs(*database);
                jobs.upsert({{"Job ID", "sim-1"},
                             {"Sample ID", "lab_08"},
                             {"Status", "c"},
                             {"Server label", "sim"},
                             {"Payload", payload.dump()}});
                jobs.upsert({{"Job ID", "sim-2"}, {"Sample ID", "lab_09"}, {"Status", "c"}, {"Server label", "sim"}});
            },
            Progress::none());
        return folder;
    }

    QTableView* jobsWithRows(MainWindow& window)
    {
        QTableView* table = jobs(window);
        const auto read = [table] { return table->model()->rowCount() == 2; };
        return table != nullptr && QTest::qWaitFor(read, patience_ms) ? table : nullptr;
    }

    static std::string cell(const QString& folder, const char* table, const char* column, const char* key,
                            const char* value)
    {
        const services::Project project = services::openProject(toPath(folder));
        const auto found = project.openDatabase()->query(
            "SELECT \"" + std::string(column) + "\" FROM " + table + " WHERE \"" + key + "\" = ?", {value});
        return found.rows.empty() ? std::string() : toText(found.rows.front().front());
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void jobDetailsOpenThePanelWithThePayloadAsStepsAndTheRecordToCopy()
    {
        const auto window = openWindow({makeLabWithJobs()});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        auto* panel = onPage<QWidget>(*window, "jobsPage", "detailsPanel");
        QVERIFY(trigger(*window, "Details"));
        QVERIFY(!panel->isVisible());
        selectRows(table, {0, 1});
        QVERIFY(!action(*window, "Job details")->isEnabled());
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Job details"));
        QVERIFY(panel->isVisible());
        const auto* text = onPage<QTextBrowser>(*window, "jobsPage", "detailsText");
        QVERIFY(text->hasFocus());
        QTRY_VERIFY_WITH_TIMEOUT(text->toPlainText().contains(QStringLiteral("charge C/2 until 4.2 V")), patience_ms);
        QVERIFY(text->toPlainText().contains(QStringLiteral("\n1.5 mA")));  // half of 3 mAh in an hour
        QVERIFY(text->toPlainText().contains(QStringLiteral("−1.5 mA")));
        QVERIFY(!onPage<QWidget>(*window, "jobsPage", "attachPayload")->isVisible());
        QTest::mouseClick(onPage<QToolButton>(*window, "jobsPage", "recordButton"), Qt::LeftButton);
        QTest::mouseClick(onPage<QToolButton>(*window, "jobsPage", "copyRecord"), Qt::LeftButton);
        const Json record = Json::parse(QApplication::clipboard()->text().toStdString());
        QCOMPARE(record.at("Job ID").get<std::string>(), std::string("sim-1"));
        QCOMPARE(record.at("Payload").at("sample").at("capacity").get<double>(), 0.003);
    }

    void everyHeadingHasTheSameSpaceAboveIt()
    {
        const auto window = openWindow({makeLabWithJobs()});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        const auto* text = onPage<QTextBrowser>(*window, "jobsPage", "detailsText");
        for (int row = 0; row < 2; ++row) {  // the one with steps, and the one without
            selectRows(table, {row});
            QVERIFY(trigger(*window, "Job details"));
            QTRY_VERIFY_WITH_TIMEOUT(text->toPlainText().contains(column(table, "Job ID").at(row)), patience_ms);
            QStringList gaps;
            for (QTextBlock block = text->document()->begin().next(); block.isValid(); block = block.next()) {
                if (block.charFormat().fontWeight() < QFont::DemiBold || block.text().isEmpty()) {
                    continue;
                }
                const auto* layout = text->document()->documentLayout();
                const double gap =
                    layout->blockBoundingRect(block).top() - layout->blockBoundingRect(block.previous()).bottom();
                gaps.append(QStringLiteral("%1: %2").arg(block.text()).arg(gap));
                QVERIFY2(gap >= 12 && gap <= 16, qPrintable(gaps.join(QStringLiteral(", "))));
            }
            QVERIFY2(gaps.size() >= 3, qPrintable(gaps.join(QStringLiteral(", "))));
        }
    }

    void theDetailsOfTheSampleOfAJobAreOneEntryAwayAndBackLeadsToTheJob()
    {
        const auto window = openWindow({makeLabWithJobs()});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {1});
        QVERIFY(trigger(*window, "Details of the sample"));
        const auto* title = onPage<QLabel>(*window, "samplesPage", "detailsTitle");
        QTRY_COMPARE_WITH_TIMEOUT(title->text(), QStringLiteral("lab_09"), patience_ms);
        QVERIFY(title->isVisible());
        QVERIFY(trigger(*window, "Back"));
        QVERIFY(table->isVisible());
        QCOMPARE(table->selectionModel()->selectedRows().front().data().toString(), QStringLiteral("sim-2"));
    }

    void aPayloadIsAttachedToAJobThatHasNone()
    {
        const QString folder = makeLabWithJobs();
        const auto window = openWindow({folder});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {0});
        const QAction* attach = action(*window, "Attach payload…");
        QTRY_VERIFY_WITH_TIMEOUT(attach->toolTip().startsWith(QStringLiteral("sim-1 has its payload already.")),
                                 patience_ms);
        QVERIFY(!attach->isEnabled());
        selectRows(table, {1});
        auto* button = onPage<QToolButton>(*window, "jobsPage", "attachPayload");
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), patience_ms);
        QTest::mouseClick(button, Qt::LeftButton);
        auto* dialog = shown<QFileDialog>(*window, "payloadFile");
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(folder + QStringLiteral("/protocols/cycle.json"));
        dialog->close();
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("The payload is kept.")), patience_ms);
        const Json payload = Json::parse(cell(folder, "jobs", "Payload", "Job ID", "sim-2"));
        QCOMPARE(payload.at("sample").at("name").get<std::string>(), std::string("lab_09"));
        QCOMPARE(payload.at("method").size(), std::size_t{4});
    }

    void whatIsDoneWithTheSampleOfAJobSaysWhyItCannotWork()
    {
        const QString folder = makeLabWithJobs();
        const auto database = services::openProject(toPath(folder)).openDatabase();
        database->write(
            [&] {
                database::JobsTable(*database).upsert({{"Job ID", "sim-2"}, {"Sample ID", "lab_99"}});
            },
            Progress::none());
        const auto window = openWindow({folder});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {0});
        const QAction* again = action(*window, "Analyse again");
        QTRY_VERIFY_WITH_TIMEOUT(again->toolTip().startsWith(QStringLiteral("lab_08 has no data yet")), patience_ms);
        QVERIFY(action(*window, "View data")->toolTip().startsWith(QStringLiteral("lab_08 has no data yet: import")));
        for (const char* entry : {"Label…", "Add to batch…", "Details of the sample"}) {
            QVERIFY2(action(*window, entry)->isEnabled(), entry);
        }
        selectRows(table, {1});
        for (const char* entry :
             {"View data", "Label…", "Add to batch…", "Analyse again", "Edit sample…", "Details of the sample"})
        {
            const QAction* offered = action(*window, entry);
            QTRY_VERIFY_WITH_TIMEOUT(offered->toolTip().startsWith(QStringLiteral("There is no sample lab_99")),
                                     patience_ms);
            QVERIFY2(!offered->isEnabled(), entry);
        }
    }

    void samplesOfJobsAreLabelled()
    {
        const QString folder = makeLabWithJobs();
        const auto window = openWindow({folder});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {0, 1});
        QVERIFY(trigger(*window, "Label…"));
        auto* label = shown<QLineEdit>(*window, "label");
        QVERIFY(label != nullptr);
        label->setText(QStringLiteral("best of June"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>(*window, "labelButton")->isEnabled(), patience_ms);
        QVERIFY(click(*window, "labelButton"));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Samples labelled: 2.")), patience_ms);
        QCOMPARE(cell(folder, "samples", "Label", "Sample ID", "lab_09"), std::string("best of June"));
    }

    void differentLabelsAreReplacedOnlyByWhatSomebodyTyped()
    {
        const QString folder = makeLabWithJobs();
        {
            const services::Project project = services::openProject(toPath(folder));
            static_cast<void>(
                services::changeSample(project, "lab_08", {{.column = "Label", .text = "one"}}, Progress::none()));
            static_cast<void>(
                services::changeSample(project, "lab_09", {{.column = "Label", .text = "two"}}, Progress::none()));
        }
        const auto window = openWindow({folder});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {0, 1});
        QVERIFY(trigger(*window, "Label…"));
        auto* label = shown<QLineEdit>(*window, "label");
        QVERIFY(label != nullptr);
        auto* button = shown<QPushButton>(*window, "labelButton");
        QVERIFY(!button->isEnabled());  // not read yet
        QTRY_VERIFY_WITH_TIMEOUT(label->placeholderText().startsWith(QStringLiteral("they have different ones")),
                                 patience_ms);
        QVERIFY(!button->isEnabled());
        QTest::keyClick(label, Qt::Key_Return);
        QVERIFY(label->isVisible());
        QTest::keyClicks(label, QStringLiteral("x"));
        QVERIFY(button->isEnabled());
        QTest::keyClick(label, Qt::Key_Backspace);
        QCOMPARE(button->text(), QStringLiteral("Remove labels of 2 samples"));
        QTest::keyClick(label, Qt::Key_Return);
        QVERIFY(label->isVisible());
        QCOMPARE(cell(folder, "samples", "Label", "Sample ID", "lab_08"), std::string("one"));
        QTest::keyClicks(label, QStringLiteral("same"));
        QTest::keyClick(label, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Samples labelled: 2.")), patience_ms);
        QCOMPARE(cell(folder, "samples", "Label", "Sample ID", "lab_09"), std::string("same"));
    }

    void samplesOfJobsAreAddedToANewBatchAndThenToTheSameOne()
    {
        const QString folder = makeLabWithJobs();
        const auto window = openWindow({folder});
        QTableView* table = jobsWithRows(*window);
        QVERIFY(table != nullptr);
        for (const int row : {0, 1}) {
            selectRows(table, {row});
            QVERIFY(trigger(*window, "Add to batch…"));
            auto* batch = shown<QComboBox>(*window, "batch");
            QVERIFY(batch != nullptr);
            batch->setEditText(QStringLiteral("June"));
            QVERIFY(click(*window, "batchButton"));
            const auto stored = [&] {
                const auto batches = services::listBatches(services::openProject(toPath(folder)));
                return batches.size() == 1 && batches.front().samples.size() == static_cast<std::size_t>(row + 1);
            };
            QVERIFY(QTest::qWaitFor(stored, patience_ms));
        }
    }
};

AURORA_WINDOW_TESTS(JobDetailsTest)
#include "job_details_test.moc"
