#pragma once

#include "gui/charts/chart_scene.h"
#include "gui/charts/scene_view.h"

#include <QTimer>

#include <cstdint>
#include <optional>

namespace aurora::gui {

/// A chart under the user's hands.
///
/// Wheel: zoom at the cursor (over an axis, or with Ctrl: x only; Shift: y only). Left drag: rubber band. Middle or
/// Shift+left drag: pan. Double click: back to the whole. Keys: arrows pan, + and − zoom, Home goes back; L
/// (Shift+L) walks through the legend, Space hides and shows the marked entry, Escape leaves it. Hover tells the
/// nearest point; a click on a point is told to others.
class ChartView final : public SceneView
{
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    /// Draws another model. Where x still means the same, a zoom the user made stays, of x and of every y axis that is
    /// the same as before; also past a model that only says that the next one is coming.
    void setModel(PlotModel model);

    [[nodiscard]] ChartScene& chart() noexcept { return *m_scene; }

    [[nodiscard]] const ChartScene& chart() const noexcept { return *m_scene; }

    void resetView();
    void showEverything();

    /// Shows these x: what was chosen in another chart.
    void showX(const Range& x);

    /// What the hover says now; empty when no point is near.
    [[nodiscard]] QString hoverText() const;

    /// What stands in a view that was moved to where nothing is; empty where there is something.
    [[nodiscard]] QString emptyText() const;

    [[nodiscard]] bool isZoomed() const noexcept { return m_zoomed; }

Q_SIGNALS:
    void pointClicked(qsizetype series, const QPointF& value);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void forgetHover() override;
    void applyTheme(const ChartTheme& theme) override;
    void applyFont(const QFont& font) override;

private:
    enum class Hand : std::uint8_t
    {
        Free,
        Band,
        Pan
    };
    enum class Axes : std::uint8_t
    {
        Both,
        X,
        Y
    };

    /// What the user zoomed into, and of which axes.
    struct Zoom
    {
        AxisSpec x;
        AxisSpec left;
        std::optional<AxisSpec> right;
        PlotView view;
    };

    void keepZoom();
    [[nodiscard]] bool pressInLegend(const QKeyEvent& event);
    void zoom(const QPointF& around, double factor, Axes axes);
    void pan(const QPointF& by_px);
    void zoomToBand();
    void move(const PlotView& view);
    void hover(const QPointF& place);
    [[nodiscard]] Axes axesAt(const QPointF& place, Qt::KeyboardModifiers keys) const;
    [[nodiscard]] QRectF band() const;

    ChartScene* m_scene;
    QTimer m_rest;
    Hand m_hand = Hand::Free;
    QPointF m_from;
    QPointF m_to;
    std::optional<ChartScene::Hit> m_hit;
    bool m_zoomed = false;
    std::optional<Zoom> m_zoom;  ///< of the model before
};

}  // namespace aurora::gui
