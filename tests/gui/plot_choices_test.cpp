#include "gui/batch_page.h"

#include "gui/charts/chart_hover.h"
#include "gui/charts/series_colours.h"
#include "gui/sample_plots/sample_list.h"
#include "gui/sample_plots/sample_plots_page.h"

#include "aurora/core/sample_id.h"
#include "aurora/services/batches.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "support/window_tests.h"

#include <QLineEdit>
#include <QListView>

#include <cmath>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

ChartView& chartOf(SamplePlotsPage& page, const char* name)
{
    return page.findChild<ChartPanel*>(QLatin1String(name))->view();
}

QLineEdit& cyclesOf(SamplePlotsPage& page)
{
    return *page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"))->findChild<QLineEdit*>();
}

/// A sample whose files are damaged has data as well.
void giveData(const services::Project& project, const QStringList& samples)
{
    for (const QString& sample : samples) {
        const std::string id = sample.toStdString();
        std::filesystem::create_directories(project.sampleFolder(SampleId(id)));
        replaceFileText(project.sampleFolder(SampleId(id)) / ("shrunk." + id + ".h5"), "");
    }
}

}  // namespace

/// What is chosen on the plots pages: samples, cycles, colours.
class PlotChoicesTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void meansSayInTheLegendWhatTheyAreAndOfHowMany()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        choose(page, "colourBy", "Label");
        choose(page, "averages", "mean ± sd, filled");
        // Three cells each; the last cycles are of one alone.
        QCOMPARE(chartOf(page, "batchPerCycle").chart().legend().texts(),
                 QStringList(
                     {QStringLiteral("blue (n = 1–3)"), QStringLiteral("red (n = 1–3)"), QStringLiteral("mean ± sd")}));
        choose(page, "averages", "each sample");
        QCOMPARE(chartOf(page, "batchPerCycle").chart().legend().texts(),
                 QStringList({QStringLiteral("blue"), QStringLiteral("red")}));
    }

    void theHoverRoundsAMeanAsItsDeviationAllows()
    {
        PlotSeries mean{.name = QStringLiteral("red, mean"), .group = QStringLiteral("red"), .spread = Spread::Bars};
        mean.x = PlotColumn(std::vector{1.0, 2.0, 3.0});
        mean.y = PlotColumn(std::vector{135.1734, 0.0123456, -1234.4});
        mean.deviation = PlotColumn(std::vector{49.6906, 0.00123, 120.9});
        PlotModel model;
        model.x.title = QStringLiteral("Cycle");
        model.left.title = QStringLiteral("Q");
        model.series = {mean};
        const auto told = [&](double x, double y) { return hoverText(model, {0, {x, y}}).section(u'\n', 2, 2); };
        QCOMPARE(told(1.0, 135.1734), QStringLiteral("Q: 135 ± 50"));
        QCOMPARE(told(2.0, 0.0123456), QStringLiteral("Q: 0.0123 ± 0.0012"));
        QCOMPARE(told(3.0, -1234.4), QStringLiteral("Q: −1234 ± 121"));
    }

    void theHoverTellsAValueWithTheDigitsThatItsColumnHasInATable()
    {
        PlotSeries one{.name = QStringLiteral("a_01"), .group = QStringLiteral("a_01")};
        PlotModel model;
        model.series = {one};
        const auto told = [&](const char* title, double value) {
            model.x.title = QStringLiteral("Cycle");
            model.left.title = QString::fromUtf8(title);
            return hoverText(model, {0, {1200.0, value}}).section(u'\n', 1);
        };
        QCOMPARE(told("Specific discharge capacity (mAh/g)", 159.507),
                 QStringLiteral("Cycle: 1200\nSpecific discharge capacity (mAh/g): 159.5"));
        QCOMPARE(told("Voltage (V)", 3.70049), QStringLiteral("Cycle: 1200\nVoltage (V): 3.700"));
        QCOMPARE(told("Capacity (mAh)", 4.09612), QStringLiteral("Cycle: 1200\nCapacity (mAh): 4.096"));
        QCOMPARE(told("Current (mA)", -0.0001234567), QStringLiteral("Cycle: 1200\nCurrent (mA): −0.00012346"));
    }

    void coloursOfAProjectAreTheSameTheNextDay()
    {
        const QString first = QStringLiteral("projects/a");
        recallColours(first);
        SeriesColours charts;
        charts.show(list("cell_01 cell_02"));
        const QColor second = charts.colour(QStringLiteral("cell_02"));
        rememberColours();
        recallColours(QStringLiteral("projects/b"));  // another day begins with another project
        charts.show({});
        recallColours(first);
        SeriesColours nextDay;
        nextDay.show(list("cell_02"));
        QCOMPARE(nextDay.colour(QStringLiteral("cell_02")), second);
        // A third one alone takes no colour that it would lose beside the others.
        nextDay.show(list("cell_03"));
        const QColor third = nextDay.colour(QStringLiteral("cell_03"));
        nextDay.show(list("cell_01 cell_02 cell_03"));
        QCOMPARE(nextDay.colour(QStringLiteral("cell_03")), third);
        recallColours({});
    }

    void aThirteenthSampleDoesNotTakeTheColourOfOneThatIsNotShown()
    {
        recallColours(QStringLiteral("projects/thirteen"));
        SeriesColours batch;
        QStringList twelve;
        for (int number = 1; number <= 12; ++number) {
            twelve.append(QStringLiteral("demo_%1").arg(number));
        }
        batch.show(twelve);
        const QColor second = batch.colour(QStringLiteral("demo_2"));
        SeriesColours single;
        single.show(list("demo_1 demo_5 friday_13"));
        single.show(list("demo_1 demo_5 friday_13 demo_2"));
        QCOMPARE(single.colour(QStringLiteral("demo_2")), second);
        batch.show(twelve);
        QCOMPARE(batch.colour(QStringLiteral("demo_2")), second);
        recallColours({});
    }

    void darkColoursAreSeenOnADarkGround()
    {
        const auto light = [](const QColor& colour) {
            const auto linear = [](float part) {
                const auto p = static_cast<double>(part);
                return p <= 0.04045 ? p / 12.92 : std::pow((p + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
        };
        const QColor ground(0x1B, 0x1E, 0x20);
        for (const QRgb dark : {0xFF440154U, 0xFF472D7BU, 0xFF3B528BU, 0xFF0D0887U, 0xFF0072B2U}) {
            const QColor seen = visibleOn(ground, QColor::fromRgb(dark));
            QVERIFY2((light(seen) + 0.05) / (light(ground) + 0.05) > 2.7, qPrintable(seen.name()));
        }
    }

    void theSquareOfASampleIsSeenInASelectedRow()
    {
        SampleList samples;
        samples.setSamples(list("cell_01"));
        const QColor blue(0x00, 0x72, 0xB2);
        samples.setLook(QStringLiteral("cell_01"), blue, {});
        auto* view = samples.findChild<QListView*>();
        const auto icon = view->model()->index(0, 0).data(Qt::DecorationRole).value<QIcon>();
        const QImage selected = icon.pixmap(QSize(12, 12), 1.0, QIcon::Selected).toImage();
        QCOMPARE(selected.pixelColor(6, 6), blue);
        QVERIFY(selected.pixelColor(0, 6).lightness() > 240);  // parts it from the highlight
    }

    void theFieldOfTheCyclesSaysWhatIsDrawn()
    {
        SamplePlotsPage page;
        page.showCurves({cell("long", 20, 0.5)});
        QCOMPARE(cyclesOf(page).placeholderText(), QStringLiteral("automatic: 4"));  // three of formation
        QCOMPARE(chartOf(page, "oneCycleChart").chart().model().series.at(0).name, QStringLiteral("long, cycle 4"));
        page.showCurves({cell("short", 2, 0.5)});
        QCOMPARE(cyclesOf(page).placeholderText(), QStringLiteral("automatic: 2"));
    }

    void cyclesOfAnotherSampleAreForgottenWhereNoneOfThemExists()
    {
        SamplePlotsPage page;
        page.showCurves({cell("long", 20, 0.5)});
        cyclesOf(page).setText(QStringLiteral("16"));
        page.showCurves({cell("long", 20, 0.5), cell("short", 3, 0.5)});
        QCOMPARE(cyclesOf(page).text(), QStringLiteral("16"));
        page.showCurves({cell("short", 3, 0.5)});
        QCOMPARE(cyclesOf(page).text(), QString());
        QCOMPARE(chartOf(page, "oneCycleChart").chart().model().series.at(0).name, QStringLiteral("short, cycle 3"));
        // What is written for what is shown stays as it was written.
        cyclesOf(page).setText(QStringLiteral("99"));
        page.showCurves({cell("short", 3, 0.5)});
        QCOMPARE(cyclesOf(page).text(), QStringLiteral("99"));
        QVERIFY(chartOf(page, "oneCycleChart").chart().model().note.contains(QStringLiteral("none of these cycles")));
    }

    void aFileThatCannotBeReadIsNoSampleAndSaidOnce()
    {
        const QString file = write("notes.dat", "not of a cycler");
        SamplePlotsPage page;
        page.showFiles({file});
        const auto note = [&](const char* chart) { return chartOf(page, chart).chart().model().note; };
        QTRY_VERIFY_WITH_TIMEOUT(note("timeChart").contains(QStringLiteral("notes.dat")), patience_ms);
        QVERIFY(note("timeChart").contains(QStringLiteral(".zip")) &&
                note("timeChart").contains(QStringLiteral(".h5")));
        QVERIFY(!note("perCycleChart").contains(QStringLiteral("notes.dat")));
        QVERIFY(!note("oneCycleChart").contains(QStringLiteral("notes.dat")));
        const QModelIndex row = page.findChild<SampleList*>()->findChild<QListView*>()->model()->index(0, 0);
        QVERIFY2(row.data().toString().contains(QStringLiteral("cannot be read")), qPrintable(row.data().toString()));
        const QImage square = row.data(Qt::DecorationRole).value<QIcon>().pixmap(12).toImage();
        QCOMPARE(square.pixelColor(6, 6).alpha(), 0);
    }

    void openedFilesOfOneNameAreToldApart()
    {
        simulation::CellProgram program;
        program.cycles = 2;
        QStringList files;
        for (const char* const folder : {"a", "b"}) {
            const auto file = m_folder->path() / folder / "cell.ndax";
            std::filesystem::create_directories(file.parent_path());
            simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "same"});
            files.append(QString::fromStdString(file.string()));
        }
        SamplePlotsPage page;
        page.showFiles({files.at(0)});
        const auto series = [&]() -> const std::vector<PlotSeries>& {
            return chartOf(page, "timeChart").chart().model().series;
        };
        QTRY_COMPARE_WITH_TIMEOUT(series().size(), std::size_t{1}, patience_ms);
        QCOMPARE(series()[0].name, QStringLiteral("cell.ndax"));
        page.showFiles(files);
        QTRY_COMPARE_WITH_TIMEOUT(series().size(), std::size_t{2}, patience_ms);
        QStringList names;
        for (const PlotSeries& one : series()) {
            names.append(one.name);
            QCOMPARE(one.group, one.name);
        }
        names.sort();
        QCOMPARE(names, list("a/cell.ndax b/cell.ndax"));
        QVERIFY(series()[0].colour != series()[1].colour);
        const auto* rows = page.findChild<SampleList*>()->findChild<QListView*>()->model();
        QVERIFY(rows->index(0, 0).data().toString() != rows->index(1, 0).data().toString());
        QVERIFY(rows->index(1, 0).data().toString().startsWith(QStringLiteral("a/cell.ndax  ·  ")));
        const auto legend = chartOf(page, "timeChart").chart().legend().texts();
        QVERIFY2(legend.contains(QStringLiteral("a/cell.ndax")) && legend.contains(QStringLiteral("b/cell.ndax")),
                 qPrintable(legend.join(QLatin1Char('|'))));
    }

    void theListsSayHowManyCyclesSamplesHaveBeforeTheyAreTicked()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        giveData(project, list("run_a_1 run_a_2 run_a_10"));
        const auto database = project.openDatabase();
        database->write([&] {
            for (const auto& [id, cycles] : {std::pair("run_a_1", 84), std::pair("run_a_2", 1)}) {
                database->execute(R"(INSERT INTO results ("Sample ID", "Number of cycles") VALUES (?, ?))",
                                  {std::string(id), std::int64_t{cycles}});
            }
        });
        const QStringList told{QStringLiteral("run_a_1  ·  84 cycles"), QStringLiteral("run_a_2  ·  1 cycle"),
                               QStringLiteral("run_a_10")};
        const auto texts = [](const QWidget& page) {
            const auto* rows = page.findChild<SampleList*>()->findChild<QListView*>()->model();
            QStringList all;
            for (int row = 0; row < rows->rowCount(); ++row) {
                all.append(rows->index(row, 0).data().toString());
            }
            return all;
        };
        SamplePlotsPage samples;
        samples.setProject(project);
        QTRY_COMPARE_WITH_TIMEOUT(texts(samples), told, patience_ms);
        Stage stage;
        BatchPlotsPage batches(stage.frame);
        batches.setProject(project);
        QTRY_COMPARE_WITH_TIMEOUT(texts(batches), told, patience_ms);
    }

    void aBatchListsItsSamplesAlone()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        giveData(project, list("run_a_1 run_a_2 run_a_10"));
        services::createBatch(project, "two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.setProject(project);
        auto* samples = page.findChild<SampleList*>();
        QTRY_COMPARE_WITH_TIMEOUT(samples->keys(), list("run_a_1 run_a_2 run_a_10"), patience_ms);
        page.showBatch(QStringLiteral("two"));
        QCOMPARE(samples->keys(), list("run_a_1 run_a_10"));
        page.reload();
        QTest::qWait(300);
        QCOMPARE(samples->keys(), list("run_a_1 run_a_10"));
        auto* batch = page.findChild<QComboBox*>(QStringLiteral("batchChoice"));
        batch->setCurrentIndex(0);
        Q_EMIT batch->activated(0);  // one by one
        QCOMPARE(samples->keys(), list("run_a_1 run_a_2 run_a_10"));
        QCOMPARE(samples->ticked(), list("run_a_1 run_a_10"));
    }

    void someSamplesOfABatchComeBackAsSuch()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        giveData(project, list("run_a_1 run_a_2 run_a_10"));
        services::createBatch(project, "two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        const auto boxOf = [](BatchPlotsPage& page) {
            return page.findChild<QComboBox*>(QStringLiteral("batchChoice"));
        };
        {
            BatchPlotsPage page(stage.frame);
            page.setProject(project);
            auto* samples = page.findChild<SampleList*>();
            QTRY_COMPARE_WITH_TIMEOUT(samples->keys().size(), 3, patience_ms);
            page.showBatch(QStringLiteral("two"));
            QAbstractItemModel* rows = samples->findChild<QListView*>()->model();
            rows->setData(rows->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
            // The list has the samples of what the box says.
            QCOMPARE(boxOf(page)->currentText(), QStringLiteral("two (1 of 2)"));
            QCOMPARE(samples->keys(), list("run_a_1 run_a_10"));
            page.saveState();
        }
        BatchPlotsPage page(stage.frame);
        page.setProject(project);
        auto* samples = page.findChild<SampleList*>();
        QTRY_COMPARE_WITH_TIMEOUT(samples->ticked(), list("run_a_10"), patience_ms);
        QCOMPARE(boxOf(page)->currentText(), QStringLiteral("two (1 of 2)"));
        QCOMPARE(samples->keys(), list("run_a_1 run_a_10"));
        QAbstractItemModel* rows = samples->findChild<QListView*>()->model();
        rows->setData(rows->index(0, 0), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(boxOf(page)->currentText(), QStringLiteral("two (2)"));
    }

    void theLegendSaysWhichShadeIsWhichCycle()
    {
        SamplePlotsPage page;
        page.showCurves({cell("a_01", 20, 0.5), cell("a_02", 8, 0.5), cell("a_03", 20, 0.5)});
        QCOMPARE(cyclesOf(page).placeholderText(), QStringLiteral("automatic: 4"));
        cyclesOf(page).setText(QStringLiteral("1-6,10"));
        QStringList texts;
        for (const PlotSeries& series : chartOf(page, "oneCycleChart").chart().model().series) {
            texts.append(series.legendText);
        }
        texts.removeDuplicates();
        QCOMPARE(texts, QStringList({QStringLiteral("a_01, cycles 1 (dark) to 10 (pale)"),
                                     QStringLiteral("a_02, cycles 1 (dark) to 6 (pale)"),
                                     QStringLiteral("a_03, cycles 1 (dark) to 10 (pale)")}));
    }

    void cyclesThatDifferFromSampleToSampleAreNoRange()
    {
        SamplePlotsPage page;
        page.showCurves({cell("long", 20, 0.5), cell("short", 2, 0.5)});
        QCOMPARE(cyclesOf(page).placeholderText(), QStringLiteral("automatic"));
    }

    void coloursAreChosenFromGroupsOfColumns()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        std::vector<services::SampleCurves> cells = sixCells();
        for (services::SampleCurves& one : cells) {
            one.summary["Sample ID"] = one.label;
            one.summary["Cathode type"] = "NMC";
            one.summary["Timestamp step 1"] = "2024-06-20 08:17:0" + one.label.substr(one.label.size() - 1);
        }
        page.showCurves(std::move(cells));
        const auto* box = page.findChild<QComboBox*>(QStringLiteral("colourBy"));
        QStringList entries;
        for (int i = 0; i < box->count(); ++i) {
            const bool heading = !box->model()->flags(box->model()->index(i, 0)).testFlag(Qt::ItemIsEnabled);
            entries.append(heading ? QStringLiteral("[%1]").arg(box->itemText(i)) : box->itemText(i));
        }
        QCOMPARE(entries.mid(0, 4), QStringList({QStringLiteral("sample"), QStringLiteral("[Words]"),
                                                 QStringLiteral("Label"), QStringLiteral("[Numbers]")}));
        QVERIFY(entries.indexOf(QStringLiteral("Anode mass (mg)")) > entries.indexOf(QStringLiteral("[Numbers]")));
        QVERIFY(entries.indexOf(QStringLiteral("Cathode type")) >
                entries.indexOf(QStringLiteral("[The same for all samples]")));
        QVERIFY(!entries.contains(QStringLiteral("Sample ID")));
        QCOMPARE(entries.mid(entries.size() - 2),
                 QStringList({QStringLiteral("[Another for each sample]"), QStringLiteral("Timestamp step 1")}));
    }
};

AURORA_WINDOW_TESTS(PlotChoicesTest)
#include "plot_choices_test.moc"
