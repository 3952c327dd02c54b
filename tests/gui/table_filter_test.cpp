#include "aurora/core/file.h"
#include "gui/tables/table_export.h"
#include "gui/tables/table_filter.h"
#include "gui/tables/table_view.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QTest>

using namespace aurora;
using namespace aurora::gui;

namespace {

std::shared_ptr<const TableData> cells()
{
    Table table;
    table.columns = {{.name = "Sample ID"},
                     {.name = "Cathode type"},
                     {.name = "Cathode mass (mg)", .type = CellType::Real},
                     {.name = "Number of cycles", .type = CellType::Integer},
                     {.name = "Last analysis", .type = CellType::DateTime},
                     {.name = "Flag"}};
    table.rows = {{"a_1", "NMC 622", 22.4999, std::int64_t{84}, "2024-06-20 08:02:11", "Cap loss"},
                  {"a_2", "nmc 811", 21.0, std::int64_t{3}, "2024-06-21 00:00:00", CellValue()},
                  {"a_3", "LFP", CellValue(), CellValue(), CellValue(), "Complete"},
                  {"a_4", " ", 23.0, std::int64_t{100}, "2024-07-01 12:00:00", "Init eff"}};
    return std::make_shared<TableData>(std::move(table), "Sample ID");
}

/// Sample IDs that pass, in the order of the table.
QStringList passing(const ColumnFilter& filter)
{
    TableModel model;
    model.setTable(cells());
    model.setFilters({filter});
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row) {
        ids.append(model.index(row, 0).data().toString());
    }
    return ids;
}

QStringList ids(const char* numbers)
{
    QStringList ids;
    for (const QString& number : QString::fromLatin1(numbers).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        ids.append(QStringLiteral("a_") + number);
    }
    return ids;
}

}  // namespace

class TableFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rowsPassByTheTypeOfTheColumn_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("test");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QStringList>("expected");
        const auto add = [](const char* name, const char* column, FilterTest test, const QStringList& values,
                            const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(column) << static_cast<int>(test) << values << ids(expected);
        };
        const auto s = [](const char* text) { return QString::fromUtf8(text).split(QLatin1Char('|')); };
        add("text contains, any case", "Cathode type", FilterTest::Contains, s("MC"), "1 2");
        add("text starts", "Cathode type", FilterTest::StartsWith, s("l"), "3");
        add("text equals as a whole", "Cathode type", FilterTest::Equals, s("nmc"), "");
        add("blanks are blank", "Cathode type", FilterTest::Blank, {}, "4");
        add("filled", "Cathode type", FilterTest::Filled, {}, "1 2 3");
        // Two decimals are shown: 22.4999 stands there as 22.50.
        add("number as it is shown", "Cathode mass (mg)", FilterTest::Equals, s("22,5"), "1");
        add("number less", "Cathode mass (mg)", FilterTest::Less, s("22"), "2");
        add("number greater", "Cathode mass (mg)", FilterTest::Greater, s("22"), "1 4");
        add("between, both ends count", "Number of cycles", FilterTest::Between, s("84|3"), "1 2");
        add("number blank", "Number of cycles", FilterTest::Blank, {}, "3");
        add("before a day", "Last analysis", FilterTest::Before, s("2024-06-21"), "1");
        add("after a day is the next day", "Last analysis", FilterTest::After, s("2024-06-20"), "2 4");
        add("between days, the last one whole", "Last analysis", FilterTest::Between, s("2024-06-20|2024-06-21"),
            "1 2");
        add("after a minute", "Last analysis", FilterTest::After, s("2024-06-20 08:01"), "1 2 4");
        add("status ticked", "Flag", FilterTest::OneOf, s("Cap loss|Complete"), "1 3");
        add("status blank", "Flag", FilterTest::OneOf, QStringList(QString()), "2");
    }

    void rowsPassByTheTypeOfTheColumn()
    {
        QFETCH(QString, column);
        QFETCH(int, test);
        QFETCH(QStringList, values);
        QFETCH(QStringList, expected);
        ColumnFilter filter{.column = column.toStdString(), .test = static_cast<FilterTest>(test), .values = {}};
        for (const QString& value : values) {
            filter.values.push_back(value.toStdString());
        }
        QCOMPARE(passing(filter), expected);
    }

    void whatCannotBeUsedSaysWhyAndHidesNothing()
    {
        const ColumnFilter wrong{.column = "Cathode mass (mg)", .test = FilterTest::Less, .values = {"twenty"}};
        QCOMPARE(whyNoFilter(wrong, FilterKind::Number), QStringLiteral("“twenty” is not a number."));
        QCOMPARE(passing(wrong).size(), 4);
        const ColumnFilter day{.column = "Last analysis", .test = FilterTest::After, .values = {"2024-02-31"}};
        QVERIFY(whyNoFilter(day, FilterKind::Date).contains(QStringLiteral("is not a date")));
        const ColumnFilter gone{.column = "Colour", .test = FilterTest::Contains, .values = {"red"}};
        QCOMPARE(passing(gone).size(), 4);
    }

    void severalFiltersAllHold()
    {
        TableModel model;
        model.setTable(cells());
        model.setFilters({{.column = "Cathode type", .test = FilterTest::Contains, .values = {"nmc"}},
                          {.column = "Number of cycles", .test = FilterTest::Greater, .values = {"10"}}});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("a_1"));
        QCOMPARE(model.filteredColumns(), (std::vector<int>{1, 3}));
    }

    void aFilterUnselectsTheRowsItHidesAndSaysHowMany()
    {
        TableModel model;
        TableView view;
        view.setTableModel(&model);
        model.setTable(cells());
        view.selectAll();
        int hidden = 0;
        connect(&view, &TableView::selectedRowsHidden, &view, [&hidden](int count) { hidden += count; });
        model.setFilters({{.column = "Cathode type", .test = FilterTest::Contains, .values = {"nmc"}}});
        QCOMPARE(hidden, 2);
        QCOMPARE(view.selectedCount(), 2);
    }

    void filtersAreToldInWordsAndComeBackFromTheSettings()
    {
        const std::vector<ColumnFilter> filters{
            {.column = "Cathode type", .test = FilterTest::Contains, .values = {"NMC"}},
            {.column = "Cathode mass (mg)", .test = FilterTest::Between, .values = {"20", "22.5"}},
            {.column = "Flag", .test = FilterTest::OneOf, .values = {"Cap loss", ""}},
            {.column = "Barcode", .test = FilterTest::Blank, .values = {}}};
        QCOMPARE(filterText(filters[0]), QStringLiteral("Cathode type contains “NMC”"));
        QCOMPARE(filterText(filters[1]), QStringLiteral("Cathode mass (mg) is between 20 and 22.5"));
        QCOMPARE(filterText(filters[2]), QStringLiteral("Flag is ▲ Cap loss or blank"));
        QCOMPARE(filterText(filters[3]), QStringLiteral("Barcode is blank"));
        QVERIFY(filtersFromText(filtersToText(filters)) == filters);
        QVERIFY(filtersFromText("{not json").empty());
    }

    void aTableIsExportedAsCsvAndAsWorkbook()
    {
        const aurora::test::TemporaryFolder folder;
        Table table;
        table.columns = {{.name = "Sample ID"}, {.name = "Mass (mg)", .type = CellType::Real}};
        table.rows = {{"a_1", 22.5}, {"say \"hi\", twice", CellValue()}};
        QCOMPARE(writeTable(folder.path() / "t.csv", table, "Samples", Progress::none()), std::size_t{2});
        QCOMPARE(QString::fromStdString(readFile(folder.path() / "t.csv")),
                 QStringLiteral("Sample ID,Mass (mg)\r\na_1,22.5\r\n\"say \"\"hi\"\", twice\",\r\n"));
        QCOMPARE(writeTable(folder.path() / "t.XLSX", table, "Samples", Progress::none()), std::size_t{2});
        QCOMPARE(readFile(folder.path() / "t.XLSX").substr(0, 2), std::string("PK"));
    }

    // Not a benchmark, see table_model_test.cpp; tests/bench has one.
    void aHundredThousandRowsAreFilteredAtOnce()
    {
        constexpr qint64 wideMargin_ms = 1000;
        Table table;
        table.columns = {{.name = "Sample ID"}, {.name = "Comment"}};
        for (int row = 0; row < 100000; ++row) {
            table.rows.push_back({"run_" + std::to_string(row), "Batch " + std::to_string(row % 1000)});
        }
        TableModel model;
        model.setTable(std::make_shared<TableData>(std::move(table), "Sample ID"));
        QElapsedTimer timer;
        timer.start();
        model.setFilters({{.column = "Comment", .test = FilterTest::Equals, .values = {"batch 77"}}});
        qInfo("filter: %lld ms", timer.elapsed());
        QCOMPARE(model.rowCount(), 100);
        QVERIFY(timer.elapsed() < wideMargin_ms);
    }
};

AURORA_WINDOW_TESTS(TableFilterTest)
#include "table_filter_test.moc"
