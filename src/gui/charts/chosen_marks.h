#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"

#include <QGraphicsItem>
#include <QPointF>
#include <QRectF>

#include <utility>
#include <vector>

namespace aurora::gui {

/// Rings around chosen points, above the curves.
class ChosenRings final : public QGraphicsItem
{
public:
    void show(std::vector<QPointF> rings, const QRectF& area, const ChartTheme& theme);

    [[nodiscard]] const std::vector<QPointF>& rings() const noexcept { return m_rings; }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::vector<QPointF> m_rings;
    QRectF m_bounds;
    ChartTheme m_theme = lightChartTheme();
};

/// What was chosen in another chart, shown here: stretches of x as bands behind the curves, points with a ring.
class ChosenMarks final : public QGraphicsItem
{
public:
    /// @param rings  draws the rings; stands above the curves in the same scene
    explicit ChosenMarks(ChosenRings& rings) : m_rings(rings) {}

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

    [[nodiscard]] const std::vector<QPointF>& rings() const noexcept { return m_rings.rings(); }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::vector<std::pair<QRectF, QColor>> m_bands;
    ChosenRings& m_rings;
    QRectF m_bounds;
};

}  // namespace aurora::gui
