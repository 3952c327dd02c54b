#include "gui/batch_page.h"
#include "gui/sample_page.h"

#include "gui/charts/export_name.h"
#include "gui/charts/matrix_panel.h"
#include "gui/sample_plots/sample_list.h"

#include "aurora/core/sample_id.h"
#include "aurora/services/batches.h"
#include "support/window_tests.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// Cancels the file dialog that comes next. @return into `name`: what it suggested
void noteSuggestedName(QString& name)
{
    QTimer::singleShot(50, qApp, [&name] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr) {
            noteSuggestedName(name);
            return;
        }
        name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->text();
        dialog->reject();
    });
}

QString suggestedFor(PlotPanel& panel)
{
    QString name;
    noteSuggestedName(name);
    panel.exportPicture();
    return name;
}

QToolButton* exportButton(const PlotPanel& panel)
{
    for (QToolButton* button : panel.findChildren<QToolButton*>()) {
        if (button->menu() != nullptr) {
            return button;
        }
    }
    return nullptr;
}

}  // namespace

/// The files that charts are exported into.
class ChartFilesTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void aPictureIsNamedAfterSampleAndQuantity()
    {
        SamplePlotsPage page;
        page.resize(1200, 800);
        page.show();
        page.showCurves({cell("240620_kigr_gen2_01", 4, {})});
        auto& perCycle = *page.findChild<ChartPanel*>(QStringLiteral("perCycleChart"));
        QCOMPARE(suggestedFor(perCycle), QStringLiteral("240620_kigr_gen2_01_discharge-capacity.pdf"));
        auto& time = *page.findChild<ChartPanel*>(QStringLiteral("timeChart"));
        QCOMPARE(suggestedFor(time), QStringLiteral("240620_kigr_gen2_01_voltage-against-time-from-start.pdf"));
        page.showCurves({cell("240620_kigr_gen2_01", 4, {}), cell("240620_kigr_gen2_02", 4, {})});
        QCOMPARE(suggestedFor(perCycle), QStringLiteral("2-samples_240620_kigr_gen2_discharge-capacity.pdf"));
        page.showCurves({cell("240620_kigr_gen2_01", 4, {}), cell("250116_gen6_01", 4, {}), cell("x", 4, {})});
        QCOMPARE(suggestedFor(perCycle), QStringLiteral("3-samples_discharge-capacity.pdf"));
    }

    void aPictureOfABatchHasItsName()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        services::createBatch(project, "first two", {"run_a_1", "run_a_10"}, "both of them");
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        auto& matrix = *page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        QCOMPARE(suggestedFor(matrix), QStringLiteral("6-samples_cell_correlation.pdf"));
        page.setProject(project);
        page.showBatch(QStringLiteral("first two"));
        QTRY_COMPARE_WITH_TIMEOUT(page.findChild<QComboBox*>(QStringLiteral("batchChoice"))->currentIndex(), 1,
                                  patience_ms);
        QCOMPARE(suggestedFor(matrix), QStringLiteral("first two_correlation.pdf"));
    }

    void everyFileSystemTakesTheNames()
    {
        QCOMPARE(exportName(QStringLiteral("a:b/c?*\"<x>|"), QStringLiteral("dQ/dV")),
                 QStringLiteral("a-b-c----x--_dq-dv"));
        QCOMPARE(exportName(QStringLiteral("..\\hidden"), QStringLiteral("−Im(Z) against Re(Z)")),
                 QStringLiteral("hidden_im-z-against-re-z"));
        QCOMPARE(withoutUnit(QStringLiteral("Current (mA), pale")), QStringLiteral("Current"));
        QCOMPARE(withoutUnit(QStringLiteral("−Im(Z) (Ω)")), QStringLiteral("−Im(Z)"));
        QCOMPARE(exportName(QString(), QStringLiteral("Zyklus Ü")), QStringLiteral("zyklus-ü"));
        QCOMPARE(exportName(QString(), QStringLiteral("CON")), QStringLiteral("chart_con"));
        const QString subject = QString(300, QChar(0x4E2D));  // three bytes each
        const QString longest = exportName(subject, QStringLiteral("Voltage"));
        QVERIFY(longest.toUtf8().size() <= 200 && longest.endsWith(QStringLiteral("_voltage")));
        for (const char* name : {"con.x", "nul", " blank ", "dots...", "tab\tin", "'quoted'"}) {
            QCOMPARE(whyNoName(exportName(QString::fromUtf8(name), QStringLiteral("Voltage")).toStdString()),
                     std::string());
        }
    }

    void aProjectWithoutDataOffersToImportSome()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        for (const auto& [page, list] : {std::pair{"Sample plots", "sampleList"}, {"Batch plots", "batchSamples"}}) {
            action(*window, page)->trigger();
            const auto* samples = window->findChild<QWidget*>(QLatin1String(list));
            QVERIFY(samples != nullptr);
            const auto* offer = samples->findChild<QWidget*>(QStringLiteral("noSamples"));
            QTRY_VERIFY_WITH_TIMEOUT(offer->isVisible(), patience_ms);
            QVERIFY(offer->findChild<QToolButton*>()->defaultAction() == action(*window, "Import data files…"));
        }
        window->findChild<SampleList*>(QStringLiteral("sampleList"))->setSamples({QStringLiteral("run_a_1")});
        action(*window, "Sample plots")->trigger();
        QVERIFY(!window->findChild<QWidget*>(QStringLiteral("sampleList"))
                     ->findChild<QWidget*>(QStringLiteral("noSamples"))
                     ->isVisible());
    }

    void anEmptyChartCannotBeExportedAndSaysWhy()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1200, 800);
        page.show();
        auto* perCycle = page.findChild<ChartPanel*>(QStringLiteral("batchPerCycle"));
        auto* matrix = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        for (const PlotPanel* panel : std::initializer_list<const PlotPanel*>{perCycle, matrix}) {
            QVERIFY(!exportButton(*panel)->isEnabled());
            QVERIFY(exportButton(*panel)->toolTip().contains(QStringLiteral("Choose a batch")));
        }
        QVERIFY(page.whyNot(Command::ChartPicture).contains(QStringLiteral("Choose a batch")));
        QSignalSpy told(&page, &Page::commandsChanged);
        page.showCurves(sixCells());
        QVERIFY(exportButton(*perCycle)->isEnabled() && exportButton(*matrix)->isEnabled());
        QCOMPARE(page.whyNot(Command::ChartPicture), QString());
        QVERIFY(!told.isEmpty());
        // What the legend hides is not drawn.
        for (int i = 1; i <= 6; ++i) {
            QVERIFY(exportButton(*perCycle)->isEnabled());
            perCycle->view().chart().setShown(QStringLiteral("cell_0%1").arg(i), false);
        }
        QVERIFY(!exportButton(*perCycle)->isEnabled());
        QVERIFY(page.whyNot(Command::ChartNumbers).contains(QStringLiteral("legend")));
    }

    void aZoomedMatrixIsExportedAsItIsSeen()
    {
        MatrixModel model;
        for (int row = 0; row < 4; ++row) {
            model.labels.append(QStringLiteral("c%1").arg(row));
            for (int column = 0; column < 4; ++column) {
                model.cells.push_back({row == column ? 1.0 : 0.0, static_cast<std::size_t>(10 * row + column)});
            }
        }
        MatrixScene matrix;
        matrix.setSize({800, 500});
        matrix.setModel(model);
        QCOMPARE(matrix.seenCells(), QRect(0, 0, 4, 4));
        saveMatrixPicture(matrix, {800, 500}, m_folder->path() / "whole.svg");
        matrix.setSeen({0.25, 0.5, 0.5, 0.5});
        saveMatrixNumbers(matrix.model(), matrix.seenCells(), m_folder->path() / "part.csv");
        QCOMPARE(QString::fromStdString(readFile(m_folder->path() / "part.csv")),
                 QStringLiteral("Row,Column,Value,n\n\"c2\",\"c1\",0,21\n\"c2\",\"c2\",1,22\n"
                                "\"c3\",\"c1\",0,31\n\"c3\",\"c2\",0,32\n"));
        saveMatrixPicture(matrix, {800, 500}, m_folder->path() / "part.svg");
        const std::string whole = readFile(m_folder->path() / "whole.svg");
        const std::string part = readFile(m_folder->path() / "part.svg");
        QVERIFY(whole.find("n 21") != std::string::npos && whole.find("n 33") != std::string::npos);
        QVERIFY(part.find("n 21") != std::string::npos && part.find("n 33") == std::string::npos);
    }
};

AURORA_WINDOW_TESTS(ChartFilesTest)
#include "chart_files_test.moc"
