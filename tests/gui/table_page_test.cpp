#include "gui/lab_window.h"

#include "aurora/database/database.h"
#include "aurora/services/batches.h"
#include "gui/tables/table_view.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QClipboard>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Filters, chips and details as a user meets them on a page.
class TablePageTest : public LabWindowTest
{
    Q_OBJECT

    static QString details(MainWindow& window, const char* page = "samplesPage")
    {
        const auto* text = onPage<QTextBrowser>(window, page, "detailsText");
        return text == nullptr ? QString() : text->toPlainText().replace(QChar::Nbsp, QLatin1Char(' '));
    }

    static bool detailsSay(MainWindow& window, const char* words, const char* page = "samplesPage")
    {
        const bool said =
            QTest::qWaitFor([&] { return details(window, page).contains(QString::fromUtf8(words)); }, patience_ms);
        if (!said) {
            qWarning("%s", qPrintable(details(window, page)));
        }
        return said;
    }

    static QStringList chips(MainWindow& window)
    {
        QStringList texts;
        for (const QToolButton* chip : window.findChildren<QToolButton*>(QStringLiteral("filterChip"))) {
            if (chip->isVisible()) {
                texts.append(chip->text());
            }
        }
        return texts;
    }

    /// Opens the form on a column by the menu. @return the form's test chooser
    static QComboBox* openForm(MainWindow& window, const char* column)
    {
        if (!trigger(window, "Filter…")) {
            return nullptr;
        }
        auto* columns = shown<QComboBox>(window, "filterColumn");
        columns->setCurrentText(QString::fromUtf8(column));
        return shown<QComboBox>(window, "filterTest");
    }

    static void activateLink(QTextBrowser* browser, const QString& key)
    {
        const QRegularExpression link(QStringLiteral("href=\"(row:[^\"]*key=%1)\"").arg(key));
        const QRegularExpressionMatch match = link.match(browser->toHtml());
        QVERIFY2(match.hasMatch(), qPrintable(browser->toHtml()));
        Q_EMIT browser->anchorClicked(QUrl(match.captured(1)));
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aFilterActsWhileTypingAndStandsAsAChipUntilItIsRemoved()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectAll();
        QComboBox* test = openForm(*window, "Cathode type");
        QVERIFY(test != nullptr);
        QCOMPARE(test->currentText(), QStringLiteral("contains"));
        QTest::keyClicks(shown<QLineEdit>(*window, "filterValue"), QStringLiteral("lfp"));
        QCOMPARE(column(table, "Sample ID"), list("run_a_1 run_a_10"));
        QCOMPARE(chips(*window), QStringList(QStringLiteral("Cathode type contains “lfp”")));
        QVERIFY(messages(*window).contains(QStringLiteral("no longer shown were unselected: 1")));
        QVERIFY(onPage<QLabel>(*window, "samplesPage", "samplesCount")
                    ->text()
                    .startsWith(QStringLiteral("2 of 2 selected\n1 hidden")));
        shown<QWidget>(*window, "filterForm")->close();

        QTest::mouseClick(shown<QToolButton>(*window, "removeChip"), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), 3);
        QVERIFY(chips(*window).isEmpty());
    }

    void detailsAreOfNoRowThatNobodyChose()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(1);
        QVERIFY(detailsSay(*window, "two"));
        auto* search = onPage<QLineEdit>(*window, "samplesPage", "samplesSearch");
        search->setText(QStringLiteral("LFP"));
        QTRY_VERIFY_WITH_TIMEOUT(!details(*window).contains(QStringLiteral("LFP")) &&
                                     !details(*window).contains(QStringLiteral("two")),
                                 patience_ms);
    }

    void theAssemblyHistoryIsReadAsStepsAtTheEndOfTheDetails()
    {
        const QString project = makeProject();
        {
            const services::Project opened = services::openProject(toPath(project));
            const auto database = opened.openDatabase();
            const std::string history =
                R"([{"Step": "Anode", "Description": "Place anode face up", "Timestamp": "2024-06-20 08:46:57 +0200"}])";
            database->write(
                [&] {
                    database->execute(R"(UPDATE samples SET "Assembly history" = ? WHERE "Sample ID" = 'run_a_2')",
                                      {history});
                },
                Progress::none());
        }
        const auto window = openWindow({project});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(1);
        QVERIFY(detailsSay(*window, "2024-06-20 08:46:57"));
        const QString text = details(*window);
        QVERIFY(text.contains(QStringLiteral("Place anode face up")) && !text.contains(QStringLiteral("{")));
        QVERIFY(text.indexOf(QStringLiteral("Assembly history")) > text.indexOf(QStringLiteral("21.25")));
    }

    void buttonsStayWhereTheyAreWhileRowsAreFiltered()
    {
        const auto window = openWindow({makeProject()});
        window->resize(1280, 800);
        QVERIFY(samplesTable(*window) != nullptr);
        QToolButton* import = nullptr;
        for (QToolButton* button :
             window->findChild<QWidget*>(QStringLiteral("samplesPage"))->findChildren<QToolButton*>()) {
            import =
                button->defaultAction() == action(*window, "Import samples…") && button->isVisible() ? button : import;
        }
        QVERIFY(import != nullptr);
        QTest::qWait(100);
        const QPoint before = import->mapTo(window.get(), QPoint(0, 0));
        onPage<QLineEdit>(*window, "samplesPage", "samplesSearch")->setText(QStringLiteral("NMC"));
        const auto* count = onPage<QLabel>(*window, "samplesPage", "samplesCount");
        QTRY_COMPARE_WITH_TIMEOUT(count->text(), QStringLiteral("0 of 1 selected\n2 hidden"), patience_ms);
        QTest::qWait(100);
        QCOMPARE(import->mapTo(window.get(), QPoint(0, 0)).x(), before.x());
        QVERIFY(std::abs(import->mapTo(window.get(), QPoint(0, 0)).y() - before.y()) < 8);
    }

    void aNumberThatIsNoneIsMarkedAndChangesNothing()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QComboBox* test = openForm(*window, "Anode mass (mg)");
        test->setCurrentText(QStringLiteral("is greater than"));
        QTest::keyClicks(shown<QLineEdit>(*window, "filterValue"), QStringLiteral("2x"));
        QCOMPARE(shown<QLabel>(*window, "filterNote")->text(), QStringLiteral("✕ “2x” is not a number."));
        // "2" was a number, and was used: run_a_2 (21.25) and run_a_10 (22.5) pass.
        QCOMPARE(table->model()->rowCount(), 2);
        shown<QLineEdit>(*window, "filterValue")->setText(QStringLiteral("22,4"));
        QCOMPARE(column(table, "Sample ID"), list("run_a_10"));
    }

    void filtersComeBackNextTime()
    {
        const QString folder = makeProject();
        {
            const auto window = openWindow({folder});
            QVERIFY(samplesTable(*window) != nullptr);
            openForm(*window, "Label")->setCurrentText(QStringLiteral("starts with"));
            QTest::keyClicks(shown<QLineEdit>(*window, "filterValue"), QStringLiteral("t"));
            shown<QWidget>(*window, "filterForm")->close();
            window->close();
        }
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(column(table, "Sample ID"), list("run_a_2 run_a_10"));
        QCOMPARE(chips(*window), QStringList(QStringLiteral("Label starts with “t”")));
    }

    void detailsGroupTheFieldsOfTheCurrentRowWithUnits()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        table->selectRow(1);  // run_a_2
        QVERIFY(detailsSay(*window, "21.25 mg"));
        const QString text = details(*window);
        QVERIFY2(text.indexOf(QStringLiteral("Anode mass")) > text.indexOf(QStringLiteral("Anode\n")),
                 qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("Anode mass (mg)")));
        auto* record = onPage<QToolButton>(*window, "samplesPage", "recordButton");
        QTest::mouseClick(record, Qt::LeftButton);
        QTest::mouseClick(onPage<QToolButton>(*window, "samplesPage", "copyRecord"), Qt::LeftButton);
        const Json copied = Json::parse(QApplication::clipboard()->text().toStdString());
        QCOMPARE(copied["Sample ID"].get<std::string>(), std::string("run_a_2"));
        QCOMPARE(copied["Anode mass (mg)"].get<double>(), 21.25);
        QVERIFY(copied["Barcode"].is_null());
    }

    void linksLeadToPageAndRowAndBack()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good cells", {"run_a_2", "run_a_10"});
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        table->selectRow(1);
        QVERIFY(detailsSay(*window, "good cells"));
        QVERIFY(!action(*window, "Back")->isEnabled());
        activateLink(onPage<QTextBrowser>(*window, "samplesPage", "detailsText"), QStringLiteral("good%20cells"));
        QVERIFY(detailsSay(*window, "run_a_10", "batchesPage"));
        auto* batches = window->findChild<TableView*>(QStringLiteral("batchesTable"));
        QVERIFY(batches->isVisible());
        QCOMPARE(batches->selectedCount(), 1);
        activateLink(onPage<QTextBrowser>(*window, "batchesPage", "detailsText"), QStringLiteral("run_a_10"));
        QVERIFY(detailsSay(*window, "22.50 mg"));
        QVERIFY(table->isVisible());

        QVERIFY(trigger(*window, "Back"));
        QVERIFY(batches->isVisible());
        QVERIFY(trigger(*window, "Back"));
        QVERIFY(detailsSay(*window, "21.25 mg"));
        QVERIFY(!action(*window, "Back")->isEnabled());
        QVERIFY(trigger(*window, "Forward"));
        QVERIFY(batches->isVisible());
    }

    void aLinkToAHiddenRowShowsIt()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "all", {"run_a_1"});
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        openForm(*window, "Label")->setCurrentText(QStringLiteral("starts with"));
        QTest::keyClicks(shown<QLineEdit>(*window, "filterValue"), QStringLiteral("t"));
        shown<QWidget>(*window, "filterForm")->close();
        QTableView* batches = showPage(*window, "Batches", "batchesTable");
        QTRY_COMPARE_WITH_TIMEOUT(batches->model()->rowCount(), 1, patience_ms);
        batches->selectRow(0);
        QVERIFY(trigger(*window, "Details"));
        QVERIFY(detailsSay(*window, "run_a_1", "batchesPage"));
        activateLink(onPage<QTextBrowser>(*window, "batchesPage", "detailsText"), QStringLiteral("run_a_1"));
        QCOMPARE(table->model()->rowCount(), 3);
        QVERIFY(detailsSay(*window, "one"));
    }

    void theDetailsOfAJobShowItsPayloadAsSteps()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        QVERIFY(submitSelected(*window, ""));
        shown<QDialog>(*window, "SubmitDialog")->close();
        QTableView* jobTable = jobs(*window);
        QTRY_COMPARE_WITH_TIMEOUT(jobTable->model()->rowCount(), 1, patience_ms);
        jobTable->selectRow(0);
        QVERIFY(detailsSay(*window, "charge C/2 until 4.2 V", "jobsPage"));
        // 3 mAh nominal: C/2 is 1.5 mA.
        QVERIFY(detailsSay(*window, "1.5 mA", "jobsPage"));
        QVERIFY(detailsSay(*window, "lab_08", "jobsPage"));
    }

    void detailsCanBeHiddenAndStayHidden()
    {
        const QString folder = makeProject();
        {
            const auto window = openWindow({folder});
            QVERIFY(samplesTable(*window) != nullptr);
            auto* panel = onPage<QWidget>(*window, "samplesPage", "detailsPanel");
            QVERIFY(panel->isVisible());
            QTest::mouseClick(onPage<QToolButton>(*window, "samplesPage", "hideDetails"), Qt::LeftButton);
            QVERIFY(!panel->isVisible());
            window->close();
        }
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        auto* panel = onPage<QWidget>(*window, "samplesPage", "detailsPanel");
        QVERIFY(!panel->isVisible());
        QVERIFY(trigger(*window, "Details"));
        QVERIFY(panel->isVisible());
    }
};

AURORA_WINDOW_TESTS(TablePageTest)
#include "table_page_test.moc"
