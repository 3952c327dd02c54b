#include "gui/batch_page.h"

#include "gui/charts/matrix_panel.h"
#include "gui/import/import_plan_model.h"
#include "gui/import/sample_delegate.h"
#include "support/window_tests.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QStyleOptionViewItem>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What is computed of a thousand samples is not computed on the window's thread.
class LongBatchTest : public WindowTest
{
    Q_OBJECT

    static constexpr int sampleCount = 1000;
    static constexpr int cycleCount = 1000;

    /// Samples whose capacity falls with the cycles, with forty numbers each that go up or down with the sample.
    static std::vector<services::SampleCurves> manySamples()
    {
        std::vector<services::SampleCurves> samples;
        for (int sample = 0; sample < sampleCount; ++sample) {
            services::SampleCurves& curves = samples.emplace_back();
            curves.label = "many_" + std::to_string(sample);
            for (int cycle = 1; cycle <= cycleCount; ++cycle) {
                CycleRow row;
                row.cycle = cycle;
                row.dischargeCapacity_mAh = 100.0 - 0.01 * cycle + sample;
                row.specificDischargeCapacity_mAhPerG = *row.dischargeCapacity_mAh;
                curves.cycles.push_back(row);
            }
            for (int number = 0; number < 40; ++number) {
                curves.summary["Number " + std::to_string(number)] = number % 2 == 0 ? sample : -sample;
            }
            curves.summary["Cathode type"] = sample % 2 == 0 ? "LFP" : "NMC";
        }
        return samples;
    }

    /// A file that is named after one of 20 000 samples, far down in their list.
    static void planFileAmongMany(ImportPlanModel& plan)
    {
        QStringList samples;
        for (int number = 0; number < 20000; ++number) {
            samples.append(QStringLiteral("240620_run_%1").arg(number, 5, 10, QLatin1Char('0')));
        }
        plan.setSamples(samples);
        services::PlannedFile file;
        file.file = "C:/data/240620_run_19876.mpr";
        plan.setFiles({file});
    }

    /// The longest time between two turns of the event loop until something holds, in milliseconds; -1 when it never
    /// does.
    template <class Holds>
    static double longestGap_ms(Holds holds)
    {
        double longest_ms = 0;
        QElapsedTimer since;
        QElapsedTimer all;
        since.start();
        all.start();
        while (!holds()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            longest_ms = std::max(longest_ms, static_cast<double>(since.nsecsElapsed()) / 1e6);
            since.restart();
            if (all.elapsed() > patience_ms) {
                return -1;
            }
        }
        return longest_ms;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void correlationAndMeansOfManySamplesAreComputedInTheBackground()
    {
        // A page of its own: a window would look for these samples in its project, and find none.
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1600, 900);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto* matrix = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        auto* perCycle = page.findChild<ChartPanel*>(QStringLiteral("batchPerCycle"));
        std::vector<services::SampleCurves> samples = manySamples();
        QElapsedTimer timer;
        timer.start();
        page.showCurves(std::move(samples));
        qInfo("showing 1 000 samples returns after %lld ms", timer.elapsed());
        QVERIFY2(matrix->view().matrix().model().labels.isEmpty(), "computed before showCurves returned");
        QVERIFY2(perCycle->view().chart().model().series.empty(), "computed before showCurves returned");
        const double gap_ms = longestGap_ms([&] {
            return !matrix->view().matrix().model().labels.isEmpty() &&
                   !perCycle->view().chart().model().series.empty();
        });
        qInfo("the window's thread was busy for %.0f ms at most", gap_ms);
        QVERIFY(gap_ms >= 0);
        QCOMPARE(perCycle->view().chart().model().series.size(), std::size_t{sampleCount});
    }

    void theNearestOfManySamplesComeFirstAsSoonAsTheyAreKnown()
    {
        ImportPlanModel plan;
        planFileAmongMany(plan);
        QWidget parent;
        const SampleDelegate delegate;
        const QModelIndex index = plan.index(0, ImportPlanModel::SampleColumn);
        auto* box = qobject_cast<QComboBox*>(delegate.createEditor(&parent, {}, index));
        QVERIFY(box != nullptr);
        QCOMPARE(box->itemText(0), QStringLiteral("240620_run_00000"));
        delegate.setEditorData(box, index);
        box->setEditText(QStringLiteral("run_1"));
        QTRY_COMPARE_WITH_TIMEOUT(box->itemText(0), QStringLiteral("240620_run_19876"), patience_ms);
        QCOMPARE(box->count(), 20000);
        QCOMPARE(box->currentText(), QStringLiteral("run_1"));
    }

    void anEditorMayCloseBeforeTheNearestAreKnown()
    {
        ImportPlanModel plan;
        planFileAmongMany(plan);
        QWidget parent;
        const SampleDelegate delegate;
        delete delegate.createEditor(&parent, {}, plan.index(0, ImportPlanModel::SampleColumn));
        QTest::qWait(300);
        QCOMPARE(parent.children().size(), 0);
    }
};

AURORA_WINDOW_TESTS(LongBatchTest)
#include "long_batch_test.moc"
