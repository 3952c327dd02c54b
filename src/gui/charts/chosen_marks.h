#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"

#include <QGraphicsItem>
#include <QPointF>
#include <QRectF>

#include <utility>
#include <vector>

namespace aurora::gui {

/// What was chosen in another chart, shown here behind the curves: stretches of x as bands, points with a ring.
class ChosenMarks final : public QGraphicsItem
{
public:
    struct Band
    {
        Range x;
        QColor colour;
        QString group;  ///< of the series it belongs to; hidden with it
    };

    struct Ring
    {
        QPointF value;
        Side side = Side::Left;
        QString group;
    };

    /// Both in coordinates of the scene; what lies outside the area is not drawn.
    void show(std::vector<std::pair<QRectF, QColor>> bands, std::vector<QPointF> rings, const QRectF& area,
              const ChartTheme& theme);

    /// What is drawn now.
    [[nodiscard]] const std::vector<std::pair<QRectF, QColor>>& bands() const noexcept { return m_bands; }

    [[nodiscard]] const std::vector<QPointF>& rings() const noexcept { return m_rings; }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::vector<std::pair<QRectF, QColor>> m_bands;
    std::vector<QPointF> m_rings;
    QRectF m_bounds;
    ChartTheme m_theme = lightChartTheme();
};

}  // namespace aurora::gui
