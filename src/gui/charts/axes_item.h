#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"
#include "gui/charts/ticks.h"

#include <QFont>
#include <QGraphicsItem>

#include <optional>
#include <string>
#include <vector>

namespace aurora::gui {

/// The axes of a chart: grid, frame, marks, labels and titles around the plot area.
///
/// Drawn in one go. The axes of Qt Charts are a text document a label, all laid out anew at each change: half of the
/// time of a frame while a chart is zoomed.
class AxesItem final : public QGraphicsItem
{
public:
    void setSpecs(const PlotModel& model);
    void setLook(const ChartTheme& theme, const QFont& font);

    /// Shows a part of the plane in a part of the scene; what the labels leave of it is the plot area.
    void show(const PlotView& view, const QRectF& room);

    [[nodiscard]] const QRectF& plotArea() const noexcept { return m_area; }

    [[nodiscard]] QRectF boundingRect() const override { return m_room; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct Axis
    {
        AxisSpec spec;
        Range range;
        std::vector<Tick> ticks;
        QStringList title{};  ///< in as many lines as it needs
    };

    /// Breaks the title between words where it is longer than the picture; only what three lines do not hold is elided.
    [[nodiscard]] QStringList titleLines(const QString& title, double room) const;
    /// Room that a title needs across its lines, the distance to the labels included.
    [[nodiscard]] double titleRoom(const Axis& axis) const;
    /// Draws the title along a horizontal line: centred at a place, but inside 0 … length.
    /// @param top  of the first line
    void paintTitle(QPainter& painter, const Axis& axis, double centre, double length, double top) const;
    /// Room that the labels and the title of a vertical axis need beside the plot area.
    [[nodiscard]] double widthOf(const Axis& axis) const;
    [[nodiscard]] double placeX(double value) const;
    [[nodiscard]] double placeY(const Axis& axis, double value) const;
    void paintGrid(QPainter& painter) const;
    void paintHorizontal(QPainter& painter) const;
    void paintVertical(QPainter& painter, const Axis& axis, Side side) const;

    Axis m_x;
    Axis m_left;
    std::optional<Axis> m_right;
    std::string m_timeZone = "UTC";
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
    QRectF m_room;
    QRectF m_area;
};

}  // namespace aurora::gui
