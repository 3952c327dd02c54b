#pragma once

#include "gui/charts/matrix_scene.h"
#include "gui/charts/scene_view.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace aurora::gui {

/// A matrix under the user's hands: the hover tells a cell, a click (or Enter on the cell that the arrow keys chose) is
/// told to others. Wheel: zoom at the cursor. Left drag: rubber band. Middle or Shift+left drag: pan. Double click, or
/// Home: back to the whole. + and − zoom, too.
class MatrixView final : public SceneView
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget* parent = nullptr);

    void setModel(MatrixModel model);

    [[nodiscard]] const MatrixScene& matrix() const noexcept { return *m_scene; }

    /// What is told of the cell under the mouse; empty beside the cells.
    [[nodiscard]] QString hoverText() const;

    /// Shows the whole matrix again.
    void resetView();

    /// Frames a cell: what others show of it now. Who cannot see it is told its value.
    void choose(int row, int column);

Q_SIGNALS:
    void cellClicked(int row, int column);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;
    void forgetHover() override;
    void applyTheme(const ChartTheme& theme) override;
    void applyFont(const QFont& font) override;

private:
    using Cell = std::pair<int, int>;  ///< row, column
    enum class Hand : std::uint8_t
    {
        Free,
        Band,
        Pan
    };

    void zoom(const QPointF& around, double factor);
    void pan(const QPointF& by_px);
    void hover(const QMouseEvent& event);
    /// A place as shares of the matrix.
    [[nodiscard]] QPointF shareAt(const QPointF& place) const;
    [[nodiscard]] bool isDrag() const;
    [[nodiscard]] std::optional<Cell> cellAt(const QPointF& place) const;
    void moveChoice(int rows, int columns);
    void bringIntoSight(const Cell& cell);
    [[nodiscard]] QString textOf(const std::optional<Cell>& cell) const;

    MatrixScene* m_scene;
    Hand m_hand = Hand::Free;
    QPointF m_from;
    QPointF m_to;
    std::optional<Cell> m_hover;
    std::optional<Cell> m_chosen;
};

}  // namespace aurora::gui
