// The tables of the window with 100 000 samples: what a user waits for when a page is opened, scrolled, sorted,
// searched and filtered (spec: 100 ms each). Run by scripts/bench --tables.
//
//   bench_tables [--benchmark_filter=…]
//   bench_tables --make-project SAMPLES FOLDER   a project with so many samples and nothing else
#include "aurora/services/import_samples.h"
#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/qt_text.h"
#include "gui/main_window.h"
#include "gui/tables/table_view.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>

namespace {

using namespace aurora;
using namespace aurora::gui;

constexpr int sampleCount = 100'000;

/// A project whose samples fill as many columns as a robot does.
services::Project makeProject(const std::filesystem::path& folder, int samples)
{
    const services::Project project = services::initProject(folder);
    const auto database = project.openDatabase();
    database->write([&] {
        for (int sample = 0; sample < samples; ++sample) {
            const int mixed = static_cast<int>((std::int64_t{sample} * 7919) % samples);
            const int key = static_cast<int>((std::int64_t{sample} * 104'729) % samples);  // stored in no order
            database->execute(
                R"sql(INSERT INTO samples ("Sample ID", "Run ID", "Label", "Barcode", "Cathode type", "Anode type",
                   "Cathode mass (mg)", "Anode mass (mg)", "Actual N:P ratio", "Electrolyte name", "Comment")
                   VALUES (?, ?, ?, ?, ?, 'graphite', ?, ?, ?, 'LP57', ?))sql",
                {"240620_run_" + std::to_string(key), std::string("240620_run"), "label " + std::to_string(mixed % 500),
                 "code-" + std::to_string(mixed), std::string(mixed % 3 == 0 ? "NMC 622" : "LFP"), 20.0 + mixed * 1e-4,
                 15.0 + mixed * 1e-4, 1.1 + mixed * 1e-6,
                 mixed % 10 == 0 ? CellValue() : CellValue("made on a Tuesday")});
        }
    });
    return project;
}

/// What all benchmarks look at: a project, its table as it was read, and a view on all rows, ready for anything.
struct Bench
{
    Bench()
    {
        view.setTableModel(&model);
        view.resize(1600, 900);
        view.show();
        model.setTable(samples);
        model.setIndex(std::make_shared<const TableIndex>(samples->table()));
        QCoreApplication::processEvents();
    }

    [[nodiscard]] std::shared_ptr<const TableData> read() const
    {
        return std::make_shared<const TableData>(services::readTableColumns(project, services::TableKind::Samples),
                                                 "Sample ID");
    }

    test::TemporaryFolder folder;
    services::Project project = makeProject(folder.path() / "project", sampleCount);
    std::shared_ptr<const TableData> samples = read();
    TableModel model;
    TableView view;
};

/// Paints what has changed, as the screen would be.
void paint(QWidget& widget)
{
    QCoreApplication::processEvents();
    widget.repaint();
}

/// On a pool thread, before the table is there.
void readTable(benchmark::State& state, const Bench& bench)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(bench.read());
    }
}

/// What a page shows until all rows are there; on a pool thread.
void readFirstRows(benchmark::State& state, const Bench& bench)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(services::readFirstRows(bench.project, services::TableKind::Samples, 200));
    }
}

/// A window on the project, before any table of it was opened.
std::unique_ptr<MainWindow> openWindow(const Bench& bench)
{
    auto window = std::make_unique<MainWindow>();
    window->resize(1600, 900);
    window->show();
    window->openPaths({toQString(pathText(bench.project.folder()))});
    return window;
}

/// The entry of the menu for the page Samples, as soon as it can be chosen.
QAction* samplesAction(const MainWindow& window)
{
    QAction* samples = nullptr;
    for (const QMenu* menu : window.menuBar()->findChildren<QMenu*>()) {
        for (QAction* action : menu->actions()) {
            samples = action->text().remove(QLatin1Char('&')) == QLatin1String("Samples") ? action : samples;
        }
    }
    while (!samples->isEnabled()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    QCoreApplication::processEvents();
    return samples;
}

/// Nothing of the window before, nor of the overview, is read any longer.
void letThreadsFinish()
{
    backgroundThreads().waitForDone();
    QCoreApplication::processEvents();
}

/// Waits until the table of the page has so many rows.
TableView* waitForRows(MainWindow& window, int rows)
{
    TableView* table = nullptr;
    while (table == nullptr || table->model()->rowCount() < rows) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        table = window.findChild<TableView*>(QStringLiteral("samplesTable"));
    }
    return table;
}

/// From the choice of the page until so many of its rows are there, the first of them on screen.
void openPage(benchmark::State& state, const Bench& bench, int rows)
{
    for (auto _ : state) {
        auto window = openWindow(bench);
        QAction* choice = samplesAction(*window);
        letThreadsFinish();
        const auto start = std::chrono::steady_clock::now();
        choice->trigger();
        waitForRows(*window, rows);
        paint(*window);
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

/// A filter on the page, with every row selected: counts, commands and details follow.
void filterPage(benchmark::State& state, const Bench& bench)
{
    auto window = openWindow(bench);
    samplesAction(*window)->trigger();
    TableView* table = waitForRows(*window, sampleCount);
    paint(*window);
    const ColumnFilter filter{.column = "Cathode type", .test = FilterTest::Contains, .values = {"nmc"}};
    for (auto _ : state) {
        table->selectAll();
        paint(*window);
        const auto start = std::chrono::steady_clock::now();
        table->tableModel()->setFilters({filter});
        paint(*window);
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        table->tableModel()->setFilters({});
    }
}

/// What the window's thread does with a table that was read, until it is on screen.
void showTable(benchmark::State& state, Bench& bench)
{
    for (auto _ : state) {
        bench.model.setTable(bench.samples);
        paint(bench.view);
    }
    bench.model.setIndex(std::make_shared<const TableIndex>(bench.samples->table()));
}

/// Searching begins when this is done; on a pool thread.
void makeIndex(benchmark::State& state, const Bench& bench)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(TableIndex(bench.samples->table()));
    }
}

/// A frame while a hand drags the scroll bar.
void scroll(benchmark::State& state, Bench& bench)
{
    int row = 0;
    for (auto _ : state) {
        row = (row + 9973) % sampleCount;
        bench.view.verticalScrollBar()->setValue(row);
        paint(bench.view);
    }
}

void selectEveryThird(Bench& bench)
{
    QItemSelection selection;
    for (int row = 0; row < sampleCount; row += 3) {
        selection.append(
            QItemSelectionRange(bench.model.index(row, 0), bench.model.index(row, bench.model.columnCount() - 1)));
    }
    bench.view.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

/// The same while every third row is selected.
void scrollSelected(benchmark::State& state, Bench& bench)
{
    selectEveryThird(bench);
    scroll(state, bench);
    bench.view.clearSelection();
}

/// All rows while every third is selected.
void selectAll(benchmark::State& state, Bench& bench)
{
    for (auto _ : state) {
        selectEveryThird(bench);
        paint(bench.view);
        const auto start = std::chrono::steady_clock::now();
        bench.view.selectAll();
        paint(bench.view);
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    bench.view.clearSelection();
}

void sortByText(benchmark::State& state, Bench& bench)
{
    const int column = bench.samples->column("Barcode");
    bool up = false;
    for (auto _ : state) {
        up = !up;
        bench.view.sortByColumn(column, up ? Qt::AscendingOrder : Qt::DescendingOrder);
        paint(bench.view);
    }
}

void searchAll(benchmark::State& state, Bench& bench)
{
    bool turn = false;
    for (auto _ : state) {
        turn = !turn;
        bench.model.setSearch(turn ? QStringLiteral("code-77") : QStringLiteral("label 12"));
        paint(bench.view);
    }
    bench.model.setSearch({});
}

void filterColumn(benchmark::State& state, Bench& bench, const ColumnFilter& filter)
{
    bool turn = false;
    for (auto _ : state) {
        turn = !turn;
        bench.model.setFilters(turn ? std::vector<ColumnFilter>{filter} : std::vector<ColumnFilter>());
        paint(bench.view);
    }
    bench.model.setFilters({});
}

/// The same with every row selected, which filter and search look after.
void filterSelected(benchmark::State& state, Bench& bench)
{
    bench.view.selectAll();
    filterColumn(state, bench, {.column = "Cathode type", .test = FilterTest::Contains, .values = {"nmc"}});
    bench.view.clearSelection();
}

void registerAll(Bench& bench)
{
    const auto add = [&bench](const char* name, auto function) {
        return benchmark::RegisterBenchmark(name,
                                            [&bench, function](benchmark::State& state) { function(state, bench); })
            ->Unit(benchmark::kMillisecond);
    };
    add("table_read", readTable);
    add("table_read_first_rows", readFirstRows);
    const auto open = [](int rows) {
        return [rows](benchmark::State& state, const Bench& on) { openPage(state, on, rows); };
    };
    add("table_open", open(1))->UseManualTime()->Iterations(5);
    add("table_open_all_rows", open(sampleCount))->UseManualTime()->Iterations(5);
    add("table_show", showTable);
    add("table_index", makeIndex);
    add("table_scroll", scroll);
    add("table_scroll_selected", scrollSelected);
    add("table_select_all", selectAll)->UseManualTime()->Iterations(5);
    add("table_sort_by_text", sortByText);
    add("table_search", searchAll);
    add("table_filter_text", [](benchmark::State& state, Bench& on) {
        filterColumn(state, on, {.column = "Barcode", .test = FilterTest::Contains, .values = {"77"}});
    });
    add("table_filter_number", [](benchmark::State& state, Bench& on) {
        filterColumn(state, on, {.column = "Cathode mass (mg)", .test = FilterTest::Between, .values = {"21", "24"}});
    });
    add("table_filter_selected", filterSelected);
    add("table_filter_selected_on_page", filterPage)->UseManualTime()->Iterations(5);
}

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const test::TemporaryFolder user;  // the state of the window is kept there, not among the user's
    qputenv("AURORA_USER_CONFIG", pathText(user.path() / "config.json").c_str());
    const QApplication application(argc, argv);
    if (argc == 4 && std::string_view(argv[1]) == "--make-project") {
        makeProject(argv[3], std::atoi(argv[2]));
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    Bench bench;
    registerAll(bench);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();  // its benchmarks look at `bench`
    return 0;
}
