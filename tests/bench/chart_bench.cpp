// Frame times of the charts, and the time until the plot of a sample is open; what a user waits for, so the whole way
// from the event to the painted pixels counts.
//
//   bench_charts [--rows 10000000] [--frames 200]     zoom and pan over V and I of so many rows, 1600 × 900
//   bench_charts --open PROJECT SAMPLE… [--times 20]  opens samples in Sample plots, first with cold pages
//
// Draws into memory (QT_QPA_PLATFORM=offscreen unless set). Google Benchmark tells means; frames need percentiles.
#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_charts.h"
#include "gui/sample_plots/sample_plots_page.h"

#include "aurora/services/project.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QThread>
#include <QWheelEvent>

#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

namespace {

using namespace aurora;
using namespace aurora::gui;

constexpr double nanosecondsPerMillisecond = 1e6;

/// Times of many frames, in milliseconds: what passed, and what the processor worked, which is what counts where others
/// work on the machine too.
class Times
{
public:
    template <class Work>
    void measure(Work&& work)
    {
        const std::clock_t before = std::clock();
        QElapsedTimer timer;
        timer.start();
        work();
        m_passed.push_back(static_cast<double>(timer.nsecsElapsed()) / nanosecondsPerMillisecond);
        m_worked.push_back(1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
    }

    void print(const char* what)
    {
        std::printf("%-34s", what);
        print("", m_passed);
        print("   processor", m_worked);
        std::printf("   of %zu\n", m_passed.size());
    }

private:
    static void print(const char* what, std::vector<double>& times)
    {
        std::sort(times.begin(), times.end());
        const auto at = [&](double share) {
            return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
        };
        std::printf("%s median %6.2f ms, 99th percentile %6.2f ms", what, at(0.5), at(0.99));
    }

    std::vector<double> m_passed;
    std::vector<double> m_worked;
};

/// A cell on the cycler: voltage up and down with noise, current as a square wave, a row a second.
services::SampleCurves cell(std::size_t rows)
{
    services::SampleCurves curves;
    curves.label = "cell";
    std::mt19937 random(1);
    std::normal_distribution<float> noise(0.0F, 0.002F);
    constexpr std::size_t rowsPerCycle = 40000;
    for (std::size_t row = 0; row < rows; ++row) {
        const double phase = static_cast<double>(row % rowsPerCycle) / rowsPerCycle;
        const bool charge = phase < 0.5;
        const double share = charge ? 2.0 * phase : 2.0 - 2.0 * phase;
        curves.uts.push_back(1.7e9 + static_cast<double>(row));
        curves.voltage_V.push_back(static_cast<float>(3.0 + 1.2 * std::sqrt(share)) + noise(random));
        curves.current_A.push_back((charge ? 0.001F : -0.001F) + 0.01F * noise(random));
    }
    curves.start_uts = curves.uts.front();
    return curves;
}

void wheel(ChartView& view, const QPointF& place, int steps)
{
    QWheelEvent event(place, view.viewport()->mapToGlobal(place), {}, QPoint(0, 120 * steps), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

void drag(ChartView& view, QEvent::Type type, const QPointF& place)
{
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, place, view.viewport()->mapToGlobal(place), moves ? Qt::NoButton : Qt::MiddleButton,
                      Qt::MiddleButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

/// The frame that follows an event: its layout, and every pixel of it.
void paint(ChartView& view)
{
    QCoreApplication::sendPostedEvents();
    view.viewport()->repaint();
}

void zoomAndPan(std::size_t rows, int frames)
{
    PlotSource source;
    source.samples.push_back(std::make_shared<const LoadedSample>(cell(rows)));
    ChartPanel panel(QStringLiteral("Time series"));
    panel.resize(1600, 900);
    panel.show();
    panel.setModel(timeChart(source, {.unit = TimeUnit::Hours, .second = RowQuantity::Current}));
    ChartView& view = panel.view();
    QCoreApplication::processEvents();
    paint(view);
    const QRectF area = view.chart().plotArea();
    const QPointF middle = area.center();

    Times zoom;
    for (int frame = 0; frame < frames; ++frame) {
        // Twenty steps in, twenty out, at another place each time.
        const double along = 0.2 + 0.6 * (frame / 40 % 5) / 4.0;
        const QPointF place(area.left() + along * area.width(), middle.y());
        zoom.measure([&] {
            wheel(view, place, frame % 40 < 20 ? 1 : -1);
            paint(view);
        });
    }
    zoom.print("zoom, a step of the wheel");

    view.resetView();
    wheel(view, middle, 3);
    Times pan;
    drag(view, QEvent::MouseButtonPress, middle);
    for (int frame = 0; frame < frames; ++frame) {
        pan.measure([&] {
            drag(view, QEvent::MouseMove, middle + QPointF(200.0 * std::sin(frame / 10.0), 30.0 * (frame % 2)));
            paint(view);
        });
    }
    drag(view, QEvent::MouseButtonRelease, middle);
    pan.print("pan, a move of the mouse");

    Times rest;
    for (int frame = 0; frame < std::max(frames / 10, 5); ++frame) {
        wheel(view, middle, frame % 2 == 0 ? 1 : -1);
        paint(view);
        rest.measure([&] {
            view.chart().setMotion(ChartScene::Motion::Still);
            paint(view);
        });
    }
    rest.print("all points, when it has stopped");
}

/// Turns of the event loop, and how long each took.
class Turns
{
public:
    void turn()
    {
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::processEvents();
        m_longest_ms = std::max(m_longest_ms, static_cast<double>(timer.nsecsElapsed()) / nanosecondsPerMillisecond);
        QThread::usleep(200);
    }

    void turnFor(int time_ms)
    {
        QElapsedTimer timer;
        timer.start();
        while (!timer.hasExpired(time_ms)) {
            turn();
        }
    }

    [[nodiscard]] double longest_ms() const { return m_longest_ms; }

private:
    double m_longest_ms = 0.0;
};

/// Until each of the samples is drawn, and, apart from that, the longest time in which the window could do nothing else
/// until all of their rows are there too.
void openSamples(const QString& folder, const QStringList& samples, int times)
{
    constexpr int allRowsAfter_ms = 1500;
    const services::Project project = services::openProject(folder.toStdString());
    Times open;
    std::vector<double> longest_ms;
    for (int i = 0; i < times; ++i) {
        SamplePlotsPage page;
        page.resize(1600, 900);
        page.setProject(project);
        page.show();
        QCoreApplication::processEvents();
        ChartView& view = page.findChild<ChartPanel*>(QStringLiteral("timeChart"))->view();
        Turns turns;
        open.measure([&] {
            page.showSamples(samples);
            while (view.chart().model().series.size() < static_cast<std::size_t>(samples.size())) {
                turns.turn();
            }
            paint(view);
        });
        turns.turnFor(allRowsAfter_ms);
        longest_ms.push_back(turns.longest_ms());
    }
    open.print("opening the plot");
    std::sort(longest_ms.begin(), longest_ms.end());
    std::printf("longest turn of the event loop      median %6.2f ms, largest %6.2f ms\n",
                longest_ms[longest_ms.size() / 2], longest_ms.back());
}

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QTemporaryDir user;  // settings of the pages are kept there, not among the user's
    qputenv("AURORA_USER_CONFIG", (user.path() + QStringLiteral("/config.json")).toUtf8());
    const QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("rows"), QString(), QStringLiteral("n"), QStringLiteral("10000000")},
                       {QStringLiteral("frames"), QString(), QStringLiteral("n"), QStringLiteral("200")},
                       {QStringLiteral("times"), QString(), QStringLiteral("n"), QStringLiteral("20")},
                       {QStringLiteral("open"), QString()}});
    parser.process(application);
    const auto number = [&parser](const char* name) { return parser.value(QLatin1String(name)).toInt(); };
    const QStringList rest = parser.positionalArguments();
    if (parser.isSet(QStringLiteral("open")) && rest.size() >= 2) {
        openSamples(rest[0], rest.mid(1), number("times"));
        return 0;
    }
    zoomAndPan(static_cast<std::size_t>(number("rows")), number("frames"));
    return 0;
}
