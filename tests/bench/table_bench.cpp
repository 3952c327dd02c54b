// The tables of the window with 100 000 samples: what a user waits for when a page is opened, sorted, searched and
// filtered (spec: 100 ms each). Run with QT_QPA_PLATFORM=offscreen.
#include "aurora/services/tables.h"
#include "gui/tables/table_view.h"
#include "support/temporary_folder.h"

#include <QApplication>

#include <benchmark/benchmark.h>

namespace {

using namespace aurora;
using namespace aurora::gui;

constexpr int sampleCount = 100'000;

/// A project whose samples fill as many columns as a robot does.
struct LargeProject
{
    LargeProject()
    {
        const auto database = project.openDatabase();
        database->write([&] {
            for (int sample = 0; sample < sampleCount; ++sample) {
                const int mixed = static_cast<int>((std::int64_t{sample} * 7919) % sampleCount);
                database->execute(
                    R"sql(INSERT INTO samples ("Sample ID", "Run ID", "Label", "Barcode", "Cathode type", "Anode type",
                       "Cathode mass (mg)", "Anode mass (mg)", "Actual N:P ratio", "Electrolyte name", "Comment")
                       VALUES (?, ?, ?, ?, ?, 'graphite', ?, ?, ?, 'LP57', ?))sql",
                    {"240620_run_" + std::to_string(sample), std::string("240620_run"),
                     "label " + std::to_string(mixed % 500), "code-" + std::to_string(mixed),
                     std::string(mixed % 3 == 0 ? "NMC 622" : "LFP"), 20.0 + mixed * 1e-4, 15.0 + mixed * 1e-4,
                     1.1 + mixed * 1e-6, mixed % 10 == 0 ? CellValue() : CellValue("made on a Tuesday")});
            }
        });
    }

    test::TemporaryFolder folder;
    services::Project project = services::initProject(folder.path() / "project");
};

std::shared_ptr<const TableData> readSamples()
{
    static const LargeProject large;
    return std::make_shared<const TableData>(
        services::readTable(*large.project.openDatabase(), large.project, services::TableKind::Samples), "Sample ID");
}

const std::shared_ptr<const TableData>& samples()
{
    static const std::shared_ptr<const TableData> read = readSamples();
    return read;
}

/// A view on all rows, ready for anything.
struct OpenTable
{
    OpenTable()
    {
        view.setTableModel(&model);
        view.resize(1600, 900);
        view.show();
        model.setTable(samples());
        model.setIndex(std::make_shared<const TableIndex>(samples()->table()));
        QCoreApplication::processEvents();
    }

    TableModel model;
    TableView view;
};

OpenTable& table()
{
    static OpenTable open;
    return open;
}

/// On the pool thread, before the table is there.
void readTable(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(readSamples());
    }
}

/// What the window's thread does with a table that was read, until it is on screen.
void openTable(benchmark::State& state)
{
    OpenTable& open = table();
    for (auto _ : state) {
        open.model.setTable(samples());
        QCoreApplication::processEvents();
    }
}

/// Searching begins when this is done; on the pool thread.
void makeIndex(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(TableIndex(samples()->table()));
    }
}

void sortByText(benchmark::State& state)
{
    OpenTable& open = table();
    open.model.setIndex(std::make_shared<const TableIndex>(samples()->table()));
    const int column = samples()->column("Barcode");
    bool up = false;
    for (auto _ : state) {
        up = !up;
        open.view.sortByColumn(column, up ? Qt::AscendingOrder : Qt::DescendingOrder);
        QCoreApplication::processEvents();
    }
}

void searchAll(benchmark::State& state)
{
    OpenTable& open = table();
    open.model.setIndex(std::make_shared<const TableIndex>(samples()->table()));
    bool turn = false;
    for (auto _ : state) {
        turn = !turn;
        open.model.setSearch(turn ? QStringLiteral("code-77") : QStringLiteral("label 12"));
        QCoreApplication::processEvents();
    }
    open.model.setSearch({});
}

void filterColumn(benchmark::State& state, ColumnFilter filter)
{
    OpenTable& open = table();
    bool turn = false;
    for (auto _ : state) {
        turn = !turn;
        open.model.setFilters(turn ? std::vector<ColumnFilter>{filter} : std::vector<ColumnFilter>());
        QCoreApplication::processEvents();
    }
    open.model.setFilters({});
}

/// The same with every row selected, which filter and search look after.
void filterSelected(benchmark::State& state)
{
    table().view.selectAll();
    filterColumn(state, {.column = "Cathode type", .test = FilterTest::Contains, .values = {"nmc"}});
    table().view.clearSelection();
}

void registerAll()
{
    const auto add = [](const char* name, auto function) {
        benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
    };
    add("table_read", readTable);
    add("table_open", openTable);
    add("table_index", makeIndex);
    add("table_sort_by_text", sortByText);
    add("table_search", searchAll);
    add("table_filter_text", [](benchmark::State& state) {
        filterColumn(state, {.column = "Barcode", .test = FilterTest::Contains, .values = {"77"}});
    });
    add("table_filter_number", [](benchmark::State& state) {
        filterColumn(state, {.column = "Cathode mass (mg)", .test = FilterTest::Between, .values = {"21", "24"}});
    });
    add("table_filter_selected", filterSelected);
}

}  // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    registerAll();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
