#pragma once

#include "gui/batch_plots/group_charts.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace aurora::gui {

class BatchChooser;
class BatchSettings;
class ChartPanel;
class CorrelationPanel;
class CycleStore;
class MessageBar;
class SeriesColours;

/// Draws the three charts of the page Batch plots from what is loaded and set: at once where that takes no time, else
/// in the background, the newest wish only.
class BatchDrawing final : public QObject
{
public:
    /// What it draws from and into; all live longer.
    struct Parts
    {
        const CycleStore& store;
        const SeriesColours& colours;
        BatchChooser& chooser;
        BatchSettings& settings;
        ChartPanel& perCycle;
        CorrelationPanel& matrix;
        ChartPanel& scatter;
        MessageBar& messages;
    };

    explicit BatchDrawing(const Parts& parts);

    void setTimeZone(std::string timeZone) { m_timeZone = std::move(timeZone); }

    void drawAll();
    void drawPerCycle();
    void drawScatter();

private:
    /// Makes and shows what the reading stands for.
    template <class Make, class Show>
    void draw(RepeatedReading& reading, Make make, Show show);
    [[nodiscard]] std::function<PlotModel()> perCycleWork() const;
    [[nodiscard]] std::function<PlotModel()> scatterWork() const;
    void beginPerCycle();
    void beginScatter();
    void beginMatrix();
    void drawNext();
    void showPerCycle(PlotModel model);
    void showColours();
    [[nodiscard]] PlotSource source() const;
    [[nodiscard]] PlotModel withReason(PlotModel model) const;

    Parts m;
    std::string m_timeZone = "UTC";
    RepeatedReading m_perCycle{this, [this] { beginPerCycle(); }};
    RepeatedReading m_scatter{this, [this] { beginScatter(); }};
    RepeatedReading m_matrix{this, [this] { beginMatrix(); }};
    // Parts of the work of many samples, each in a turn of the event loop of its own: together they would keep the
    // window waiting.
    QTimer m_others;
    std::size_t m_drawn = 0;  ///< of the charts besides the per-cycle one
    QTimer m_colours;
};

}  // namespace aurora::gui
