#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/matrix_labels.h"

#include <QFont>
#include <QGraphicsScene>
#include <QStringList>

#include <optional>
#include <vector>

namespace aurora::gui {

/// A square table of numbers between −1 and 1, drawn as colours.
struct MatrixModel
{
    struct Cell
    {
        std::optional<double> value;  ///< nothing: grey, with a dash
        std::size_t samples = 0;
        std::optional<double> plain{};  ///< before the number of samples was counted in; said in the hover
        QString symbol{};               ///< of the plain value
    };

    QStringList labels{};
    std::vector<Cell> cells{};  ///< row by row, labels.size() squared
    QString caption{};          ///< below the matrix: what the numbers are
    QString quantity{};         ///< along the scale of the colours
    QString note{};             ///< instead of a matrix without labels: why, and what to do

    [[nodiscard]] const Cell& cell(int row, int column) const
    {
        return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(labels.size()) +
                     static_cast<std::size_t>(column)];
    }
};

/// Blue at −1, the ground at 0, red at 1; the colour-blind tell them apart.
[[nodiscard]] QColor divergingColour(double value, const QColor& ground);

/// A matrix without hands, as ChartScene is for curves. Each cell shows its number and n while there is room. What the
/// cells mean is read first: labels are whole, in smaller letters or two lines, before the cells get more than they
/// need.
class MatrixScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit MatrixScene(QObject* parent = nullptr);

    void setModel(MatrixModel model);

    [[nodiscard]] const MatrixModel& model() const noexcept { return m_model; }

    void setSize(const QSizeF& size);
    void setTheme(const ChartTheme& theme);

    [[nodiscard]] const ChartTheme& theme() const noexcept { return m_theme; }

    void setTextFont(const QFont& font);

    /// Which part of the matrix is seen, in shares of it: (0, 0, 1, 1) is all of it. What would reach beyond the matrix
    /// is moved into it; at least two cells are seen.
    void setSeen(const QRectF& seen);

    [[nodiscard]] const QRectF& seen() const noexcept { return m_seen; }

    /// The columns and rows of which something is on screen; empty without cells.
    [[nodiscard]] QRect seenCells() const;

    /// Where the cells are drawn.
    [[nodiscard]] const QRectF& cellsArea() const noexcept { return m_cells; }

    /// Where a cell is drawn, or would be.
    [[nodiscard]] QRectF cellPlace(int row, int column) const;

    /// What stands beside a row and below its column; lines are parted by a line break.
    [[nodiscard]] const QStringList& labels() const noexcept { return m_labels.texts; }

protected:
    void drawBackground(QPainter* painter, const QRectF& exposed) override;

private:
    void arrange();
    void drawCells(QPainter& painter) const;
    void drawCell(QPainter& painter, int row, int column) const;
    /// The text font, smaller where so many lines as wide as a number would not fit.
    [[nodiscard]] QFont numberFont(const QSizeF& room, int lines) const;

    void drawGaps(QPainter& painter) const;
    void drawLabels(QPainter& painter) const;
    /// Every how many-th label has room at such a distance of the cells.
    [[nodiscard]] int labelStride(double distance_px) const;
    void drawColourBar(QPainter& painter) const;
    void drawCaption(QPainter& painter) const;

    MatrixModel m_model;
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
    QFont m_barFont;          ///< of the numbers of the scale
    bool m_hasTitle = false;  ///< whether the scale has room to say what it is
    MatrixLabels m_labels;
    double m_captionHeight = 0.0;
    QRectF m_cells;
    QRectF m_seen{0.0, 0.0, 1.0, 1.0};
    QRectF m_bar;
};

}  // namespace aurora::gui
