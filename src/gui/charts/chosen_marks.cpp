#include "gui/charts/chosen_marks.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double narrowest_px = 3.0;
constexpr double head_px = 5.0;  ///< the band's strong upper end, seen where dense curves hide the rest
constexpr double ring_px = 5.5;  ///< around the marker, which stays to be seen
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

void ChosenRings::show(Rings rings, const QRectF& area)
{
    constexpr double overhang_px = 2.0 * ring_px;
    prepareGeometryChange();
    m_bounds = area.adjusted(-overhang_px, -overhang_px, overhang_px, overhang_px);
    m_rings = std::move(rings);
    update();
}

void ChosenRings::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    for (const auto& [place, colour] : m_rings) {
        painter->setPen(QPen(colour, 1.5));
        painter->drawEllipse(place, ring_px, ring_px);
    }
}

void ChosenMarks::show(std::vector<std::pair<QRectF, QColor>> bands, ChosenRings::Rings rings, const QRectF& area)
{
    prepareGeometryChange();
    m_bounds = area;
    m_bands.clear();
    for (const auto& [band, colour] : bands) {
        if (const QRectF part = visiblePart(band, area); !part.isEmpty()) {
            m_bands.emplace_back(part, colour);
        }
    }
    const auto outside = [&](const auto& ring) { return !area.contains(ring.first); };
    rings.erase(std::remove_if(rings.begin(), rings.end(), outside), rings.end());
    if (rings.size() > mostRings) {
        rings.clear();
    }
    m_rings.show(std::move(rings), area);
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
