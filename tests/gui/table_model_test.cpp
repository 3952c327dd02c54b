#include "gui/tables/table_model.h"
#include "gui/tables/table_text.h"
#include "gui/tables/table_view.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

using namespace aurora;
using namespace aurora::gui;

namespace {

std::shared_ptr<const TableData> channels()
{
    Table table;
    table.columns = {{.name = "Pipeline"},
                     {.name = "Capacity loss (%)", .type = CellType::Real},
                     {.name = "Comment"},
                     {.name = "Flag"}};
    table.rows = {{"tt1-MPG2-1-10", 3.25, "Löslich", "Cap loss"},
                  {"tt1-MPG2-1-2", CellValue(), "two\twords", CellValue()},
                  {"tt1-MPG2-1-1", 12.0, CellValue(), "Complete"},
                  {"tt1-MPG2-1-21", std::int64_t{4}, "say \"hi\", twice", "?"}};
    return std::make_shared<TableData>(std::move(table), "Pipeline");
}

QStringList shown(const TableModel& model, int column = 0)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts.append(model.index(row, column).data().toString());
    }
    return texts;
}

void search(TableModel& model, const char* text)
{
    model.setIndex(std::make_shared<TableIndex>(model.table()->table()));
    model.setSearch(QString::fromUtf8(text));
}

std::shared_ptr<const TableData> manySamples(int count)
{
    Table table;
    table.columns = {{.name = "Sample ID"}, {.name = "Barcode"}, {.name = "Mass (mg)", .type = CellType::Real}};
    for (int row = 0; row < count; ++row) {
        const int mixed = static_cast<int>((std::int64_t{row} * 7919) % count);
        table.rows.push_back({"run_" + std::to_string(row), "code-" + std::to_string(mixed), 20.0 + mixed * 1e-3});
    }
    return std::make_shared<TableData>(std::move(table), "Sample ID");
}

}  // namespace

class TableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void textIsSortedNaturally()
    {
        TableModel model;
        model.setTable(channels());
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(shown(model), QStringList({QStringLiteral("tt1-MPG2-1-1"), QStringLiteral("tt1-MPG2-1-2"),
                                            QStringLiteral("tt1-MPG2-1-10"), QStringLiteral("tt1-MPG2-1-21")}));
    }

    void numbersAreSortedByValueAndEmptyCellsComeLastBothWays()
    {
        TableModel model;
        model.setTable(channels());
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(shown(model, 1),
                 QStringList({QStringLiteral("3.25"), QStringLiteral("4"), QStringLiteral("12.00"), QString()}));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(shown(model, 1),
                 QStringList({QStringLiteral("12.00"), QStringLiteral("4"), QStringLiteral("3.25"), QString()}));
    }

    void searchLooksIntoAllColumnsWhateverTheCase()
    {
        TableModel model;
        model.setTable(channels());
        search(model, "LÖSLICH mpg2");
        QCOMPARE(shown(model), QStringList({QStringLiteral("tt1-MPG2-1-10")}));
        search(model, "nowhere");
        QCOMPARE(model.rowCount(), 0);
        search(model, "");
        QCOMPARE(model.rowCount(), 4);
    }

    void flagsAreShapeAndWordAndColour()
    {
        TableModel model;
        model.setTable(channels());
        QCOMPARE(model.index(0, 3).data().toString(), QString::fromUtf8("▲ Cap loss"));
        QCOMPARE(model.index(2, 3).data().toString(), QString::fromUtf8("■ Complete"));
        QVERIFY(model.index(0, 3).data(Qt::ForegroundRole).isValid());
        QVERIFY(model.index(0, 3).data(Qt::ForegroundRole) != model.index(2, 3).data(Qt::ForegroundRole));
        QCOMPARE(model.index(3, 3).data().toString(), QStringLiteral("?"));
    }

    void numbersHaveTheDigitsTheirQuantityIsKnownToAndNeverVanish()
    {
        const CellFormat mass = cellFormat({.name = "Anode mass (mg)", .type = CellType::Real});
        QCOMPARE(shownText(22.58, mass), QStringLiteral("22.58"));
        QCOMPARE(shownText(22.5, mass), QStringLiteral("22.50"));
        QCOMPARE(shownText(0.0, mass), QStringLiteral("0.00"));
        QCOMPARE(shownText(0.00412, mass), QStringLiteral("0.0041"));
        const CellFormat capacity = cellFormat({.name = "Anode balancing capacity (mAh)", .type = CellType::Real});
        QCOMPARE(shownText(4.09612, capacity), QStringLiteral("4.096"));
        QCOMPARE(shownText(4.15, capacity), QStringLiteral("4.150"));
        QCOMPARE(shownText(9.99996, capacity), QStringLiteral("10.00"));
        QCOMPARE(shownText(1234.6, capacity), QStringLiteral("1235"));
        QCOMPARE(shownText(0.00123, capacity), QStringLiteral("0.001230"));
        QCOMPARE(shownText(0.0, capacity), QStringLiteral("0"));
        QCOMPARE(shownText(0.341712, capacity), QStringLiteral("0.3417"));
        QCOMPARE(shownText(3400.4, capacity), QStringLiteral("3400"));
        const CellFormat unknown = cellFormat({.name = "Formation current", .type = CellType::Real});
        QCOMPARE(shownText(1.0 / 3, unknown), QStringLiteral("0.33333"));
        QCOMPARE(shownText(1234567.0, unknown), QStringLiteral("1234567"));
        const CellFormat rate = cellFormat({.name = "Cycling C", .type = CellType::Real});
        QCOMPARE(shownText(0.33333, rate), QStringLiteral("C/3"));
        QCOMPARE(shownText(2.0, rate), QStringLiteral("2C"));
        QCOMPARE(rate.kind, CellFormat::Kind::Number);
    }

    void cRatesOfFormationAndOfTheCyclesAfterItAreToldApart()
    {
        Table results;
        results.columns = {{.name = "Formation C", .type = CellType::Real},
                           {.name = "Cycling C", .type = CellType::Real}};
        TableModel model;
        model.setTable(std::make_shared<TableData>(std::move(results), std::string_view()));
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(),
                 QStringLiteral("Cycling C: C-rate of the cycles after formation, as the protocol has it"));
        QVERIFY(model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString().contains(QStringLiteral("formation")));
        // What the files of results call "Cycle C" is the same, and has the same name on screen.
        QCOMPARE(columnTitle("Cycle C"), model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString());
        QCOMPARE(cellFormat({.name = "Cycle C", .type = CellType::Real}).isCRate, true);
    }

    void copiedTextHasWholeValuesUnderAHeader()
    {
        TableModel model;
        model.setTable(channels());
        QCOMPARE(tabSeparated(model, {0, 1}, {0, 1, 2}), std::string("Pipeline\tCapacity loss (%)\tComment\n"
                                                                     "tt1-MPG2-1-10\t3.25\tLöslich\n"
                                                                     "tt1-MPG2-1-2\t\ttwo words\n"));
        QCOMPARE(commaSeparated(shownTable(model, {3}, {0, 2})),
                 std::string("Pipeline,Comment\r\ntt1-MPG2-1-21,\"say \"\"hi\"\", twice\"\r\n"));
    }

    void aTableReadAgainKeepsSelectionAndPlace()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        view.resize(400, 300);
        view.show();
        model.setTable(manySamples(1000));
        view.sortByColumn(0, Qt::AscendingOrder);
        view.selectRow(500);
        view.verticalScrollBar()->setValue(480);
        const QString top = model.index(view.rowAt(0), 0).data().toString();

        Table fewer = toRows(manySamples(1000)->table());
        fewer.rows.erase(fewer.rows.begin(), fewer.rows.begin() + 100);
        model.setTable(std::make_shared<TableData>(std::move(fewer), "Sample ID"));

        QCOMPARE(view.selectedRows(), std::vector<int>{400});
        QCOMPARE(model.index(400, 0).data().toString(), QStringLiteral("run_500"));
        QCOMPARE(model.index(view.rowAt(0), 0).data().toString(), top);
    }

    void selectionFollowsTheRowsWhenTheOrderChanges()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        model.setTable(channels());
        view.sortByColumn(0, Qt::AscendingOrder);
        view.selectRow(0);
        view.sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(view.selectedRows(), std::vector<int>{3});
        QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("tt1-MPG2-1-1"));
    }

    void aSearchUnselectsTheRowsItHidesAndSaysHowMany()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        model.setTable(channels());
        view.selectAll();
        int hidden = 0;
        connect(&view, &TableView::selectedRowsHidden, &view, [&hidden](int count) { hidden += count; });
        search(model, "1-2");
        QCOMPARE(hidden, 2);
        QCOMPARE(view.selectedCount(), 2);
    }

    void rowsThatAreNotThereAnyMoreWereNotHidden()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        model.setTable(manySamples(5));
        view.selectAll();
        int hidden = 0;
        connect(&view, &TableView::selectedRowsHidden, &view, [&hidden](int count) { hidden += count; });
        model.setTable(manySamples(3));
        QCOMPARE(view.selectedCount(), 3);
        QCOMPARE(hidden, 0);
    }

    void theKeyColumnStaysInSightWhileTheOthersScroll()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        model.setTable(manySamples(50));
        view.resize(200, 200);
        for (int column = 0; column < 3; ++column) {
            view.setColumnWidth(column, 120);
        }
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        QVERIFY(view.horizontalScrollBar()->value() > 0);
        const auto pinned = view.findChildren<QTableView*>();
        QCOMPARE(pinned.size(), 1);
        QVERIFY(pinned.front()->isVisible());
        QCOMPARE(pinned.front()->geometry().left(), view.frameWidth());
        QCOMPARE(pinned.front()->indexAt(QPoint(5, 5)).data().toString(),
                 view.model()->index(view.rowAt(5), 0).data().toString());
    }

    // Not a benchmark: a wide margin above the 100 ms of the specification that still fails when cells are compared as
    // variants or rows are looked up one by one.
    void aHundredThousandRowsAreSortedAndSearchedAtOnce()
    {
        constexpr qint64 wideMargin_ms = 1000;
        constexpr int rows = 100000;
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        view.show();
        model.setTable(manySamples(rows));
        const auto index = std::make_shared<TableIndex>(model.table()->table());
        model.setIndex(index);
        QElapsedTimer timer;
        timer.start();
        view.sortByColumn(1, Qt::DescendingOrder);
        const qint64 sort_ms = timer.restart();
        qInfo("sort by text: %lld ms", sort_ms);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("code-99999"));
        view.sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("code-0"));
        timer.restart();
        model.setSearch(QStringLiteral("code-77"));
        const qint64 search_ms = timer.restart();
        qInfo("search: %lld ms", search_ms);
        QCOMPARE(model.rowCount(), 1 + 10 + 100 + 1000);
        QVERIFY(sort_ms < wideMargin_ms);
        QVERIFY(search_ms < wideMargin_ms);
    }
};

AURORA_WINDOW_TESTS(TableModelTest)
#include "table_model_test.moc"
