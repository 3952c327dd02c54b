#pragma once

#include "gui/charts/chart_theme.h"

#include "gui/charts/points_outside.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace aurora::gui {

/// Small triangles at the edges of the plot area, where points lie beyond it, and words that say how many.
class OutsideMarks final : public QGraphicsItem
{
public:
    enum class Edge : std::uint8_t
    {
        Top,
        Bottom,
        Left,
        Right
    };

    struct Mark
    {
        QPointF at;  ///< on the edge
        Edge edge;
        QColor colour;
    };

    /// @param counts  how many there are; all 0: not known, as while a chart moves
    /// @param hint    how to see them, behind the first number; empty: nothing, as in a picture for others
    void show(std::vector<Mark> marks, const PointsOutside& counts, const QString& hint);
    void setLook(const QRectF& plotArea, const ChartTheme& theme, const QFont& font);

    /// What stands beside the marks: "2 points above".
    [[nodiscard]] QStringList words() const;

    [[nodiscard]] bool any() const noexcept { return !m_marks.empty(); }

    [[nodiscard]] QRectF boundingRect() const override { return m_plotArea; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] QString wordsAt(Edge edge) const;
    void paintWords(QPainter& painter) const;

    std::vector<Mark> m_marks;
    PointsOutside m_counts;
    QString m_hint;
    QRectF m_plotArea;
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
};

}  // namespace aurora::gui
