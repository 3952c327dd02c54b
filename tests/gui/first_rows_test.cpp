#include "gui/window_test.h"

#include "gui/tables/table_view.h"

#include "aurora/core/file.h"
#include "aurora/services/import_samples.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QHeaderView>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// A long table shows its first rows until all are read.
class FirstRowsTest : public WindowTest
{
    Q_OBJECT

    static constexpr int sampleCount = 20000;  // many enough for the first ones to be there before
    static constexpr int firstRows = 200;

    aurora::test::TemporaryFolder m_longProject;  // made once: it takes seconds

    /// @return the folder of a copy of the long project
    QString copyLongProject() const
    {
        const auto folder = m_folder->path() / "lab";
        std::filesystem::copy(m_longProject.path() / "lab", folder, std::filesystem::copy_options::recursive);
        return toQString(pathText(folder));
    }

    /// Goes to the page Samples. @return its table, as soon as it has rows
    static TableView* openTable(MainWindow& window)
    {
        TableView* table = nullptr;
        const auto hasRows = [&] {
            if (table == nullptr && action(window, "Samples")->isEnabled()) {
                action(window, "Samples")->trigger();
            }
            table = window.findChild<TableView*>(QStringLiteral("samplesTable"));
            return table != nullptr && table->model()->rowCount() > 0;
        };
        QElapsedTimer timer;
        timer.start();
        while (!hasRows() && timer.elapsed() < patience_ms) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        }
        return table;
    }

    static QString text(const TableView& table, int row, const char* column)
    {
        const int at = table.tableModel()->table()->column(column);
        return table.model()->index(row, at).data().toString();
    }

private Q_SLOTS:

    void initTestCase()
    {
        std::string csv = "Sample ID;Label\n";
        for (int number = sampleCount; number > 0; --number) {  // the other way round
            csv += "long_" + std::to_string(number) + ";label " + std::to_string(number % 10) + "\n";
        }
        const auto robot = m_longProject.path() / "robot.csv";
        replaceFileText(robot, csv);
        const services::Project project = services::initProject(m_longProject.path() / "lab");
        services::applySampleImport(project, services::planSampleImport(project, robot));
    }

    void init() { beginFresh(); }

    void comeInNaturalOrderBeforeTheOthers()
    {
        const auto window = openWindow({copyLongProject()});
        const TableView* table = openTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->rowCount(), firstRows);
        QCOMPARE(text(*table, 0, "Sample ID"), QStringLiteral("long_1"));
        QCOMPARE(text(*table, firstRows - 1, "Sample ID"), QStringLiteral("long_200"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), sampleCount, patience_ms);
        QCOMPARE(text(*table, 0, "Sample ID"), QStringLiteral("long_1"));
        QCOMPARE(text(*table, sampleCount - 1, "Sample ID"), QStringLiteral("long_20000"));
    }

    void orderAndWidthsChangedMeanwhileStayWhenAllRowsAreThere()
    {
        const auto window = openWindow({copyLongProject()});
        TableView* table = openTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->rowCount(), firstRows);
        const int label = table->tableModel()->table()->column("Label");
        table->sortByColumn(label, Qt::DescendingOrder);
        table->setColumnWidth(label, 211);
        table->setColumnHidden(table->tableModel()->table()->column("Barcode"), true);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), sampleCount, patience_ms);
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), label);
        QCOMPARE(table->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(text(*table, 0, "Label"), QStringLiteral("label 9"));
        QCOMPARE(text(*table, 0, "Sample ID"), QStringLiteral("long_9"));
        QCOMPARE(table->columnWidth(label), 211);
        QVERIFY(table->isColumnHidden(table->tableModel()->table()->column("Barcode")));
    }

    void selectionMadeMeanwhileStaysWhenAllRowsAreThere()
    {
        const auto window = openWindow({copyLongProject()});
        TableView* table = openTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->rowCount(), firstRows);
        table->selectRow(41);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), sampleCount, patience_ms);
        QCOMPARE(table->selectedRows(), std::vector<int>{41});
    }
};

AURORA_WINDOW_TESTS(FirstRowsTest)
#include "first_rows_test.moc"
