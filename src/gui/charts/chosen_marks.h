#pragma once

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
    using Rings = std::vector<std::pair<QPointF, QColor>>;

    void show(Rings rings, const QRectF& area);

    [[nodiscard]] const Rings& rings() const noexcept { return m_rings; }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    Rings m_rings;
    QRectF m_bounds;
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
        QColor colour = Qt::black;  ///< of the series
    };

    /// Both in coordinates of the scene; what lies outside the area is not drawn.
    void show(std::vector<std::pair<QRectF, QColor>> bands, ChosenRings::Rings rings, const QRectF& area);

    /// What is drawn now.
    [[nodiscard]] const std::vector<std::pair<QRectF, QColor>>& bands() const noexcept { return m_bands; }

    [[nodiscard]] const ChosenRings::Rings& rings() const noexcept { return m_rings.rings(); }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::vector<std::pair<QRectF, QColor>> m_bands;
    ChosenRings& m_rings;
    QRectF m_bounds;
};

}  // namespace aurora::gui
