#include "gui/charts/chosen_marks.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double narrowest_px = 3.0;
constexpr double head_px = 5.0;  ///< the band's strong upper end, seen where dense curves hide the rest
constexpr double ring_px = 7.0;
constexpr float bandStrength = 0.22F;
constexpr std::size_t mostRings = 400;  ///< where nearly all is chosen, marks tell nothing

/// As much of the band as lies in the area, never too narrow to be seen.
QRectF visiblePart(QRectF band, const QRectF& area)
{
    if (band.width() < narrowest_px) {
        const double middle = band.center().x();
        band.setLeft(middle - narrowest_px / 2);
        band.setRight(middle + narrowest_px / 2);
    }
    return band.intersected(area);
}

}  // namespace

void ChosenRings::show(std::vector<QPointF> rings, const QRectF& area, const ChartTheme& theme)
{
    constexpr double overhang_px = 2.0 * ring_px;
    prepareGeometryChange();
    m_theme = theme;
    m_bounds = area.adjusted(-overhang_px, -overhang_px, overhang_px, overhang_px);
    m_rings = std::move(rings);
    update();
}

void ChosenRings::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    for (const QPointF& ring : m_rings) {
        painter->setPen(QPen(m_theme.ground, 4.0));  // parts it from the curves that it crosses
        painter->drawEllipse(ring, ring_px, ring_px);
        painter->setPen(QPen(m_theme.text, 1.5));
        painter->drawEllipse(ring, ring_px, ring_px);
    }
}

void ChosenMarks::show(std::vector<std::pair<QRectF, QColor>> bands, std::vector<QPointF> rings, const QRectF& area,
                       const ChartTheme& theme)
{
    prepareGeometryChange();
    m_bounds = area;
    m_bands.clear();
    for (const auto& [band, colour] : bands) {
        if (const QRectF part = visiblePart(band, area); !part.isEmpty()) {
            m_bands.emplace_back(part, colour);
        }
    }
    const auto outside = [&](const QPointF& ring) { return !area.contains(ring); };
    rings.erase(std::remove_if(rings.begin(), rings.end(), outside), rings.end());
    if (rings.size() > mostRings) {
        rings.clear();
    }
    m_rings.show(std::move(rings), area, theme);
    update();
}

void ChosenMarks::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    for (const auto& [band, colour] : m_bands) {
        QColor pale = colour;
        pale.setAlphaF(bandStrength);
        painter->fillRect(band, pale);
        painter->fillRect(QRectF(band.left(), band.top(), band.width(), head_px), colour);
    }
}

}  // namespace aurora::gui
