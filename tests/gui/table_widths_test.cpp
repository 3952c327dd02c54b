#include "gui/lab_window.h"

#include "aurora/database/results_table.h"
#include "support/window_tests.h"

#include <QHeaderView>
#include <QStyleOptionHeader>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a table has room for: names are whole, whatever comes, and the bar above says what it has to say.
class TableWidthsTest : public LabWindowTest
{
    Q_OBJECT

    static constexpr const char* longId = "240620_kigr_gen2_01";
    static constexpr QSize usualSize{1280, 800};

    static int columnNamed(const QTableView* table, const char* name)
    {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            if (table->model()->headerData(column, Qt::Horizontal).toString() == QLatin1String(name)) {
                return column;
            }
        }
        return -1;
    }

    static int neededFor(const QTableView* table, const char* text)
    {
        constexpr int margins_px = 12;  // of the cell's text, on both sides
        return table->fontMetrics().horizontalAdvance(QString::fromLatin1(text)) + margins_px;
    }

    void importLongIds(const QString& folder)
    {
        QByteArray rows = "Sample ID;Label\n";
        for (int cell = 1; cell <= 10; ++cell) {
            rows += QByteArray("240620_kigr_gen2_") + (cell < 10 ? "0" : "") + QByteArray::number(cell) + ";long\n";
        }
        const services::Project project = services::openProject(toPath(folder));
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("long.csv", rows.constData()))));
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void longerIdsThatAreImportedLaterAreWhole()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        const int id = columnNamed(table, "Sample ID");
        QTRY_VERIFY_WITH_TIMEOUT(table->columnWidth(id) >= neededFor(table, "run_a_10"), patience_ms);
        importLongIds(folder);
        QVERIFY(trigger(*window, "Refresh"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 13, patience_ms);
        QVERIFY2(table->columnWidth(id) >= neededFor(table, longId),
                 qPrintable(QString::number(table->columnWidth(id))));
    }

    void nextTimeWhatWasDraggedIsAsItWasAndTheRestFits()
    {
        const QString folder = makeProject();
        {
            const auto window = openWindow({folder});
            QTableView* table = samplesTable(*window);
            QVERIFY(table != nullptr);
            table->horizontalHeader()->resizeSection(columnNamed(table, "Label"), 211);
            window->close();
        }
        importLongIds(folder);
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 13, patience_ms);
        QCOMPARE(table->columnWidth(columnNamed(table, "Label")), 211);
        const int id = columnNamed(table, "Sample ID");
        QVERIFY2(table->columnWidth(id) >= neededFor(table, longId),
                 qPrintable(QString::number(table->columnWidth(id))));
    }

    void theBarIsOneRowAndSaysHowManyAreSelected()
    {
        const QString folder = makeProject();
        importLongIds(folder);
        const auto window = openWindow({folder});
        window->resize(usualSize);
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 13, patience_ms);
        table->selectAll();
        const auto* count = onPage<QLabel>(*window, "samplesPage", "samplesCount");
        QTRY_COMPARE_WITH_TIMEOUT(count->text(), QStringLiteral("13 of 13 selected"), patience_ms);
        QTest::qWait(50);
        QVERIFY2(count->fontMetrics().horizontalAdvance(count->text()) <= count->contentsRect().width(),
                 qPrintable(QString::number(count->width())));
        const auto whatFell = [bar = count->parentWidget(), count] {
            for (const auto* button : bar->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (button->geometry().top() >= count->geometry().bottom()) {
                    return button->text();
                }
            }
            return QString();
        };
        QCOMPARE(whatFell(), QString());
        // A search says how many it hides; after it, the bar is as it was.
        auto* search = onPage<QLineEdit>(*window, "samplesPage", "samplesSearch");
        search->setText(QStringLiteral("no such cell"));
        QTRY_VERIFY_WITH_TIMEOUT(count->text().contains(QStringLiteral("hidden")), patience_ms);
        search->clear();
        QTRY_COMPARE_WITH_TIMEOUT(count->text(), QStringLiteral("0 of 13 selected"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(whatFell(), QString(), patience_ms);
    }

    void aFilterFormLiesInsideTheWindow()
    {
        const QString folder = makeProject();
        importLongIds(folder);
        const auto window = openWindow({folder});
        window->resize(usualSize);
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(trigger(*window, "Filter…"));
        const QWidget* form = QApplication::activePopupWidget();
        QVERIFY(form != nullptr);
        const QRect inside(window->mapToGlobal(QPoint(0, 0)), window->size());
        QVERIFY2(inside.contains(QRect(form->mapToGlobal(QPoint(0, 0)), form->size())),
                 qPrintable(QString::number(form->mapToGlobal(QPoint(form->width(), 0)).x())));
    }

    void aShortTitleStandsOnOneLineAndTheHeaderIsNoHigherThanItsTitles()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr);
        const auto* header = table->horizontalHeader();
        for (const char* title : {"Sample ID", "Job ID", "Last checked"}) {
            const int column = columnNamed(table, title);
            QVERIFY2(table->columnWidth(column) > neededFor(table, title), title);
        }
        QTRY_VERIFY_WITH_TIMEOUT(header->height() < 3 * table->fontMetrics().lineSpacing() + 8, patience_ms);
    }

    void besideTheDetailsTheTimeOfTheLastAnalysisIsWhole()
    {
        constexpr const char* when = "2026-11-26 18:11:03";
        const QString folder = makeLab(slow);
        importLongIds(folder);
        {
            const services::Project project = services::openProject(toPath(folder));
            const auto database = project.openDatabase();
            database->write(
                [&] {
                    for (int cell = 1; cell <= 9; ++cell) {
                        const std::string id = "240620_kigr_gen2_0" + std::to_string(cell);
                        database::ResultsTable(*database).upsert(
                            {{"Sample ID", id},
                             {"Flag", "Complete"},
                             {"Number of cycles", std::int64_t{123}},
                             {"First formation efficiency (%)", 86.46},
                             {"Initial specific discharge capacity (mAh/g)", 174.9},
                             {"Capacity loss (%)", 15.04},
                             {"Last analysis", when}});
                        database->execute("INSERT INTO analyses VALUES (?, ?, 1000)", {id, when});
                    }
                },
                Progress::none());
        }
        const auto window = openWindow({folder});
        window->resize(usualSize);
        QTableView* table = showPage(*window, "Results", "resultsTable");
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 9, patience_ms);
        QVERIFY(onPage<QWidget>(*window, "resultsPage", "detailsPanel")->isVisible());
        const int analysed = columnNamed(table, "Last analysis");
        const auto end_px = [&] { return table->columnViewportPosition(analysed) + table->columnWidth(analysed); };
        QTRY_VERIFY2(end_px() <= table->viewport()->width(),
                     qPrintable(QStringLiteral("%1 of %2").arg(end_px()).arg(table->viewport()->width())));
        QVERIFY(table->columnWidth(analysed) > neededFor(table, when));
        // The arrow of the column by which the table is sorted takes nothing of its title.
        const int cycles = columnNamed(table, "Number of cycles");
        const int before = table->columnWidth(cycles);
        table->sortByColumn(cycles, Qt::AscendingOrder);
        constexpr int arrow_px = 16;
        QVERIFY2(table->columnWidth(cycles) >= before + arrow_px, qPrintable(QString::number(before)));
        // Whatever the style leaves of it, its longest word stands there whole.
        const int loss = columnNamed(table, "Capacity loss (%)");
        table->sortByColumn(loss, Qt::DescendingOrder);
        QStyleOptionHeader header;
        header.state = QStyle::State_Horizontal;
        header.rect = QRect(0, 0, table->columnWidth(loss), table->horizontalHeader()->height());
        header.sortIndicator = QStyleOptionHeader::SortDown;
        const int left_px = table->style()->subElementRect(QStyle::SE_HeaderLabel, &header).width();
        const int word_px = table->fontMetrics().horizontalAdvance(QStringLiteral("Capacity"));
        QVERIFY2(left_px >= word_px, qPrintable(QStringLiteral("%1 of %2").arg(left_px).arg(word_px)));
    }

    void microlitresAreWrittenAsPeopleWriteThem()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QVERIFY(columnNamed(table, "Electrolyte amount (uL)") < 0);
        bool found = false;
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            found = found || table->model()->headerData(column, Qt::Horizontal).toString() ==
                                 QStringLiteral("Electrolyte amount (µL)");
        }
        QVERIFY(found);
    }

    void theColumnChooserOpensBelowItsButton()
    {
        const auto window = openWindow({makeProject()});
        window->resize(usualSize);
        QVERIFY(samplesTable(*window) != nullptr);
        const QToolButton* columns = nullptr;
        for (const auto* button :
             window->findChild<QWidget*>(QStringLiteral("samplesPage"))->findChildren<QToolButton*>()) {
            columns = button->text() == QStringLiteral("Columns…") && button->isVisible() ? button : columns;
        }
        QVERIFY(columns != nullptr);
        QVERIFY(trigger(*window, "Columns…"));
        const auto* chooser = shown<QWidget>(*window, "columnChooser");
        QVERIFY(chooser != nullptr);
        const QRect button(columns->mapToGlobal(QPoint(0, 0)), columns->size());
        QVERIFY2(chooser->x() <= button.right() && chooser->x() + chooser->width() >= button.left(),
                 qPrintable(QStringLiteral("%1, button %2").arg(chooser->x()).arg(button.left())));
        QVERIFY(qAbs(chooser->y() - button.bottom()) < 8);
    }
};

AURORA_WINDOW_TESTS(TableWidthsTest)
#include "table_widths_test.moc"
