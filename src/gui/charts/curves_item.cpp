#include "gui/charts/curves_item.h"

#include <QPaintEngine>

#include <cmath>
#include <utility>

namespace aurora::gui {

CurvesPicture pictureOf(const CurvesDrawing& drawing, double density)
{
    const QRectF bounds = drawing.bounds();
    const QRect pixels = QRectF(bounds.topLeft() * density, bounds.size() * density).toAlignedRect();
    CurvesPicture picture{QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied), pixels.topLeft(), density};
    picture.image.fill(Qt::transparent);
    QPainter painter(&picture.image);
    painter.translate(-pixels.topLeft());
    painter.scale(density, density);
    drawing.paint(painter);
    return picture;
}

void CurvesItem::show(std::shared_ptr<const CurvesDrawing> drawing, CurvesPicture picture)
{
    prepareGeometryChange();
    m_drawing = std::move(drawing);
    m_picture = std::move(picture);
    update();
}

bool CurvesItem::showsPictureAt(const CurvesDrawing::Place& place) const
{
    return !m_picture.image.isNull() && m_drawing->place() == place;
}

QRectF CurvesItem::boundingRect() const
{
    return m_drawing ? m_drawing->bounds() : QRectF();
}

void CurvesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    if (!m_drawing) {
        return;
    }
    const double density = std::sqrt(std::abs(painter->deviceTransform().determinant()));
    const bool fits = painter->paintEngine()->type() == QPaintEngine::Raster && density == m_picture.density;
    if (m_picture.image.isNull() || !fits) {
        m_drawing->paint(*painter);
        return;
    }
    painter->drawImage(QRectF(QPointF(m_picture.at) / density, QSizeF(m_picture.image.size()) / density),
                       m_picture.image);
}

}  // namespace aurora::gui
