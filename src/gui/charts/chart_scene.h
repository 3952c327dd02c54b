#pragma once

#include "gui/charts/axis_range.h"
#include "gui/charts/chosen_marks.h"
#include "gui/charts/legend_item.h"
#include "gui/charts/level_of_detail.h"
#include "gui/charts/outside_marks.h"
#include "gui/charts/plot_model.h"
#include "gui/frame/repeated_reading.h"

#include <QFont>
#include <QGraphicsScene>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace aurora::gui {

class AxesItem;
class ColourBarItem;
class CurvesItem;

/// A chart without hands: model and view in, picture out. The window shows it through ChartView, exports and `plot`
/// draw it into files; all are the same picture.
class ChartScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    /// While it moves, few points are drawn and fast; at rest, all that the pixels can tell apart.
    enum class Motion
    {
        Still,
        Moving
    };

    explicit ChartScene(QObject* parent = nullptr);

    /// Draws another model, seen as a whole; hidden groups stay hidden.
    void setModel(PlotModel model);

    [[nodiscard]] const PlotModel& model() const noexcept { return m_model; }

    void setView(const PlotView& view);

    [[nodiscard]] const PlotView& view() const noexcept { return m_view; }

    /// The view to start with (see robustView).
    [[nodiscard]] PlotView home() const;
    /// The view with every point.
    [[nodiscard]] PlotView everything() const;

    void setSize(const QSizeF& size);
    void setTheme(const ChartTheme& theme);

    [[nodiscard]] const ChartTheme& theme() const noexcept { return m_theme; }

    /// Shows the whole legend and grows by what that needs.
    void growByLegend();

    void setTextFont(const QFont& font);
    /// Keeps the picture of the curves at rest, so that what moves above them (the hover) costs nothing; for screens.
    void keepPicture();
    /// How to see what lies outside, beside its marks.
    void setOutsideHint(const QString& hint);
    void setMotion(Motion motion);
    /// Device pixels a unit of the scene: 2 on a high-density screen, 3 in a print.
    void setDensity(double pixelsPerUnit);

    [[nodiscard]] bool isShown(const QString& group) const { return !m_hidden.contains(group); }

    void setShown(const QString& group, bool shown);

    /// Marks what was chosen in other charts; it stays until the next call. Costs nothing of the curves.
    void setChosen(std::vector<ChosenMarks::Band> bands, std::vector<ChosenMarks::Ring> rings);

    /// What is marked as chosen, as it is drawn.
    [[nodiscard]] const ChosenMarks& chosen() const noexcept { return *m_chosen; }

    [[nodiscard]] const LegendItem& legend() const noexcept { return *m_legend; }

    [[nodiscard]] LegendItem& legend() noexcept { return *m_legend; }

    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QPointF toScene(QPointF value, Side side = Side::Left) const;
    [[nodiscard]] QPointF toValue(QPointF place, Side side = Side::Left) const;

    /// A drawn point of the data.
    struct Hit
    {
        std::size_t series;
        QPointF value;
    };

    [[nodiscard]] std::optional<Hit> nearest(QPointF place, double within_px) const;

    /// The points drawn of a series, those just beyond the edges included; empty while hidden.
    [[nodiscard]] const std::vector<Polyline>& drawn(std::size_t series) const { return m_drawn[series]; }

    /// Finds the points that are drawn at rest, a series each, whatever is drawn just now; to be called on any thread,
    /// since of many points that takes its time.
    [[nodiscard]] std::function<std::vector<std::vector<Polyline>>()> pointsAtRest() const;

    /// Whether few points stand for all until these are found and painted in the background: of curves that would keep
    /// the window waiting.
    [[nodiscard]] bool isDraft() const noexcept { return m_isDraft; }

    /// True when points lie beyond an end of an axis that the user has not chosen.
    [[nodiscard]] bool marksPointsOutside() const;
    /// What stands beside those marks: "2 points above".
    [[nodiscard]] QStringList wordsOfOutside() const;

    /// Whether nothing that is shown is in the view, neither a point nor a line between two. False while it moves: too
    /// little is known of what there is.
    [[nodiscard]] bool isEmptyHere() const;

Q_SIGNALS:
    void viewChanged(const aurora::gui::PlotView& view);
    void shownChanged();

private:
    struct Exact;

    void arrange();
    /// Where axes and curves may be: what legend and colour bar leave.
    [[nodiscard]] QRectF room() const;
    void draw();
    void drawCurves();
    void showMarkersInLegend();
    void paintExactCurves();
    void drawChosen();
    void drawOutsideMarks();
    void markOutside(std::size_t series);
    void applyLook();
    void updateLegend();
    [[nodiscard]] std::vector<bool> shownSeries() const;

    PlotModel m_model;
    PlotView m_view;
    PlotView m_home;
    QSet<QString> m_hidden;
    AxesItem* m_axes;
    ChosenRings* m_rings;
    ChosenMarks* m_chosen;
    LegendItem* m_legend;
    CurvesItem* m_curves;
    ColourBarItem* m_colourBar;
    OutsideMarks* m_marks;
    std::vector<OutsideMarks::Mark> m_outside;
    std::vector<ChosenMarks::Band> m_chosenBands;
    std::vector<ChosenMarks::Ring> m_chosenRings;
    std::vector<std::vector<Polyline>> m_drawn;  ///< a series each
    ChartTheme m_theme = lightChartTheme();
    QFont m_font;
    QSizeF m_size{640.0, 400.0};
    std::optional<double> m_legendRoom;  ///< height it may have; nothing: its share of the whole
    double m_density = 1.0;
    Motion m_motion = Motion::Still;
    bool m_keepsPicture = false;
    QString m_hint;  ///< beside the marks of what lies outside
    bool m_isDraft = false;
    quint64 m_curvesAsked = 0;  ///< counts drawings: what was painted for an earlier one is dropped
    RepeatedReading m_exactCurves{this, [this] { paintExactCurves(); }};
};

}  // namespace aurora::gui
