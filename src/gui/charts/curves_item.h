#pragma once

#include "gui/charts/curves_drawing.h"

#include <QGraphicsItem>
#include <QImage>
#include <QPoint>

#include <memory>

namespace aurora::gui {

/// Curves that are painted already, for a screen of one density.
struct CurvesPicture
{
    QImage image;
    QPoint at;  ///< in pixels of the device
    double density = 1.0;
};

/// Paints the curves for a screen; on any thread.
[[nodiscard]] CurvesPicture pictureOf(const CurvesDrawing& drawing, double density);

/// The curves of a chart in its scene.
class CurvesItem final : public QGraphicsItem
{
public:
    /// @param picture  what it looks like, where that was painted before; nothing: it is painted when it is to be seen
    void show(std::shared_ptr<const CurvesDrawing> drawing, CurvesPicture picture = {});

    /// Whether a picture is shown that was painted for just this place.
    [[nodiscard]] bool showsPictureAt(const CurvesDrawing::Place& place) const;

    /// Whether markers of a series were left out because they would touch one another.
    [[nodiscard]] bool leavesMarkersOut(std::size_t series) const
    {
        return m_drawing && m_drawing->leavesMarkersOut(series);
    }

    [[nodiscard]] QRectF boundingRect() const override;

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    std::shared_ptr<const CurvesDrawing> m_drawing;  ///< nothing: no curves yet
    CurvesPicture m_picture;
};

}  // namespace aurora::gui
