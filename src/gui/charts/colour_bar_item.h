#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"

#include <QFont>
#include <QGraphicsItem>

#include <optional>

namespace aurora::gui {

/// The scale of the colours at the right of a chart: its title along it, round numbers beside it, and below it what
/// grey means.
class ColourBarItem final : public QGraphicsItem
{
public:
    void setBar(std::optional<ColourBar> bar);
    void setLook(const ChartTheme& theme, const QFont& font);

    /// The width it needs; 0 without a bar.
    [[nodiscard]] double width() const;

    /// Stands at the right of so large a chart, as high as the plot area.
    void arrange(const QSizeF& chart, const QRectF& plotArea);

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] double widestLabel() const;

    std::optional<ColourBar> m_bar;
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
    QRectF m_bounds;
    QRectF m_scale;
};

}  // namespace aurora::gui
