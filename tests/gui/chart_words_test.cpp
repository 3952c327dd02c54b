#include "gui/lab_window.h"
#include "gui/made_curves.h"
#include "gui/made_series.h"

#include "gui/charts/chart_export.h"
#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_charts.h"
#include "gui/sample_plots/sample_plots_page.h"
#include "support/window_tests.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QImage>
#include <QTimer>
#include <QUrl>

#include <algorithm>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// What stands below the settings of a panel.
QString saidBelow(const ChartPanel& panel)
{
    QStringList texts;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&panel) && label->wordWrap()) {
            texts.append(label->text());
        }
    }
    return texts.join(QLatin1Char('\n'));
}

/// Names a file in the file dialog that comes next.
void answerFileDialog(const QString& file)
{
    QTimer::singleShot(50, qApp, [file] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr) {
            answerFileDialog(file);
            return;
        }
        dialog->selectFile(file);
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
        static_cast<QDialog*>(dialog)->accept();
    });
}

services::SampleCurves cellWithImpedance()
{
    services::SampleCurves curves = cell("eis", 6, {});
    for (int i = 0; i < 10; ++i) {
        curves.impedance.uts.push_back(start_uts + i);
        curves.impedance.frequency_Hz.push_back(static_cast<float>(1e4 / (i + 1)));
        curves.impedance.reZ_ohm.push_back(static_cast<float>(10 + i));
        curves.impedance.imZ_ohm.push_back(-1.0F);
        curves.impedance.cycle.push_back(2);
    }
    return curves;
}

/// A PDF is not easily read, a PNG is: how high it is.
int heightOf(const ChartScene& chart, const std::filesystem::path& file)
{
    savePicture(chart, lightChartTheme(), printSize({800, 500}), file);
    return QImage(toQString(pathText(file))).height();
}

}  // namespace

/// What charts say in words: problems, outcomes, reasons, and names in the legend.
class ChartWordsTest : public LabWindowTest
{
    Q_OBJECT

    QUrl m_opened;

public Q_SLOTS:

    void noteUrl(const QUrl& url) { m_opened = url; }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aWrongCycleRangeIsToldUntilItIsRightAndTheChartStays()
    {
        SamplePlotsPage page;
        page.show();
        page.showCurves({cell("a", 10, 0.5)});
        auto& oneCycle = *page.findChild<ChartPanel*>(QStringLiteral("oneCycleChart"));
        auto* cycles = oneCycle.findChild<QLineEdit*>();
        const auto drawn = [&] {
            QStringList drawnNames;
            for (const PlotSeries& series : oneCycle.view().chart().model().series) {
                drawnNames.append(series.name);
            }
            return drawnNames.join(QLatin1Char(';'));
        };
        cycles->setText(QStringLiteral("2,4"));
        QCOMPARE(drawn(), QStringLiteral("a, cycle 2;a, cycle 4"));
        cycles->setText(QStringLiteral("2-"));
        QVERIFY2(saidBelow(oneCycle).contains(QStringLiteral("\"2-\"")), qPrintable(saidBelow(oneCycle)));
        page.showCurves({cell("a", 10, 0.5)});  // as when data arrive
        QCOMPARE(drawn(), QStringLiteral("a, cycle 2;a, cycle 4"));
        QVERIFY2(saidBelow(oneCycle).contains(QStringLiteral("\"2-\"")), qPrintable(saidBelow(oneCycle)));
        cycles->setText(QStringLiteral("2-3"));
        QCOMPARE(drawn(), QStringLiteral("a, cycle 2;a, cycle 3"));
        QVERIFY2(!saidBelow(oneCycle).contains(QStringLiteral("2-")), qPrintable(saidBelow(oneCycle)));
    }

    void aCycleWithoutImpedanceIsNotSaidToHaveNoneAtAll()
    {
        PlotSource source;
        source.samples.push_back(std::make_shared<const LoadedSample>(cellWithImpedance()));
        QVERIFY(!impedanceChart(source, ImpedanceKind::Nyquist, {2}).series.empty());
        QCOMPARE(impedanceChart(source, ImpedanceKind::Nyquist, {3}).note,
                 QStringLiteral("eis: no impedance was measured after these cycles"));
        source.samples = {std::make_shared<const LoadedSample>(cell("bare", 3, {}))};
        QCOMPARE(impedanceChart(source, ImpedanceKind::Nyquist, {3}).note,
                 QStringLiteral("bare: no impedance was measured"));
    }

    void whatCameOfAnExportStaysWhenTheChartIsDrawnAgain()
    {
        SamplePlotsPage page;
        page.show();
        page.showCurves({cell("a", 10, 0.5)});
        auto& chart = *page.findChild<ChartPanel*>(QStringLiteral("perCycleChart"));
        const QString file = toQString(pathText(m_folder->path() / "fade.csv"));
        answerFileDialog(file);
        chart.exportNumbers();
        QTRY_VERIFY_WITH_TIMEOUT(saidBelow(chart).contains(QStringLiteral("Written: ")), patience_ms);
        QVERIFY(QFile::exists(file));
        page.showCurves({cell("a", 10, 0.5)});
        QVERIFY2(saidBelow(chart).contains(QStringLiteral("fade.csv")), qPrintable(saidBelow(chart)));
        answerFileDialog(toQString(pathText(m_folder->path() / "fade.bmp")));  // of no kind that is offered
        chart.exportPicture();
        page.showCurves({cell("a", 10, 0.5)});
        QTRY_VERIFY_WITH_TIMEOUT(saidBelow(chart).contains(QStringLiteral("fade.bmp.pdf")), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(toQString(pathText(m_folder->path() / "fade.bmp.pdf"))), patience_ms);
        QVERIFY(!saidBelow(chart).contains(QStringLiteral("fade.csv")));
    }

    void theWindowTellsWhatAChartWasWrittenTo()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(trigger(*window, "Sample plots"));
        auto* page = window->findChild<SamplePlotsPage*>();
        QVERIFY(page != nullptr);
        page->showCurves({cell("a", 10, 0.5)});
        answerFileDialog(toQString(pathText(m_folder->path() / "fade.csv")));
        page->findChild<ChartPanel*>(QStringLiteral("perCycleChart"))->exportNumbers();
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("fade.csv")), patience_ms);
        QTest::qWait(300);  // the end of a task has the pages read again
        QVERIFY(messages(*window).contains(QStringLiteral("fade.csv")));
    }

    void theFolderOfWhatWasWrittenIsOpenedByTheButtonBesideIt()
    {
        const std::filesystem::path folder = m_folder->path() / "for the paper";
        std::filesystem::create_directories(folder);
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(trigger(*window, "Sample plots"));
        auto* page = window->findChild<SamplePlotsPage*>();
        QVERIFY(page != nullptr);
        page->showCurves({cell("a", 10, 0.5)});
        answerFileDialog(toQString(pathText(folder / "fade.csv")));
        page->findChild<ChartPanel*>(QStringLiteral("perCycleChart"))->exportNumbers();
        QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "noteUrl");
        const bool clicked = clickMessage(*window, "Open folder");
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        QVERIFY(clicked);
        QCOMPARE(m_opened, QUrl::fromLocalFile(toQString(pathText(folder))));
    }

    void aPictureNamesAllThatItShows()
    {
        constexpr int count = 28;
        PlotModel model;
        model.x = {QStringLiteral("Cycle"), Scale::Linear};
        model.left = {QStringLiteral("Capacity (mAh)"), Scale::Linear};
        for (int i = 0; i < count; ++i) {
            model.series.push_back(line(qPrintable(QStringLiteral("240620_kigr_gen2_%1").arg(i + 1)), {1, 2, 3},
                                        {1.0 + i, 2.0 + i, 1.5 + i}));
        }
        ChartScene chart;
        chart.setSize({800, 500});
        chart.setModel(model);
        QVERIFY(chart.legend().place(model.series.back().group).isEmpty());  // on screen it waits to be opened
        const std::filesystem::path file = m_folder->path() / "fade.svg";
        savePicture(chart, lightChartTheme(), printSize({800, 500}), file);
        const QString svg = QString::fromStdString(readFile(file));
        for (const PlotSeries& series : model.series) {
            QVERIFY2(svg.contains(QLatin1Char('>') + series.group + QLatin1Char('<')), qPrintable(series.group));
        }
        QVERIFY(!svg.contains(QStringLiteral(" more<")) && !svg.contains(QStringLiteral("fewer")));
        const int whole = heightOf(chart, m_folder->path() / "many.png");
        model.series.resize(2);
        chart.setModel(model);
        const int few = heightOf(chart, m_folder->path() / "few.png");
        QCOMPARE(few, qRound(printSize({800, 500}).size.height() * printSize({800, 500}).density));
        QVERIFY2(whole > few + 100, qPrintable(QStringLiteral("%1 against %2").arg(whole).arg(few)));
    }
};

AURORA_WINDOW_TESTS(ChartWordsTest)
#include "chart_words_test.moc"
