#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"

#include <QFont>
#include <QGraphicsObject>
#include <QList>
#include <QSet>

namespace aurora::gui {

/// The legend above the plot area: one entry a group of series, in rows; a click hides or shows the group. What all
/// entries begin with is said once, before them. What has no room in three rows stands behind "+ n more", which opens
/// the rest; what has no room even then is in a menu there.
class LegendItem final : public QGraphicsObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString group;
        QColor colour;
        PlotStyle style = PlotStyle::Line;
        bool shown = true;
        Marker marker = Marker::Circle;
        Qt::PenStyle stroke = Qt::SolidLine;
        QString text{};  ///< empty: group
    };

    LegendItem() = default;

    /// @param note  a remark behind the entries
    void setEntries(QList<Entry> entries, const QString& note);
    /// Groups whose curves have left their markers out: their signs are without one, too.
    void setWithoutMarkers(QSet<QString> groups);
    void setTheme(const ChartTheme& theme);
    void setFont(const QFont& font);

    /// Opens what stands behind "more" as far as there is room, for a picture, in which nobody can fold it again.
    void unfold();

    /// Arranges the entries. @return the height they need
    double arrange(double width, double greatestHeight);

    /// What stands before the entries because all of them begin with it; empty: nothing.
    [[nodiscard]] const QString& heading() const noexcept { return m_heading; }

    /// All that it writes, in order.
    [[nodiscard]] QStringList texts() const;

    [[nodiscard]] const QList<Entry>& entries() const noexcept { return m_entries; }

    /// Where an entry is, in the coordinates of the item; empty when it stands behind "more".
    [[nodiscard]] QRectF place(const QString& group) const;

    /// Where "+ n more" or "fewer" is; empty when there is neither.
    [[nodiscard]] const QRectF& morePlace() const noexcept { return m_more; }

    /// Marks the next (1) or the previous (-1) entry, for the keyboard; opens what stands behind "more".
    void moveMark(int by);
    void clearMark();

    /// Hides or shows the marked entry. @return whether there is one
    bool clickMarked();

    /// Group of the marked entry; empty when none is.
    [[nodiscard]] QString marked() const;

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

Q_SIGNALS:
    void clicked(const QString& group);
    void heightChanged();

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;

private:
    struct Row
    {
        int number;
        double end;  ///< of its last entry, with the gap to the next
    };

    [[nodiscard]] QString moreText() const;
    void clickMore(QWidget* over, const QPoint& at);
    void listRest(QWidget* over, const QPoint& at);
    void findHeading();
    /// Places as many entries as have room in so many rows.
    Row placeEntries(double width, int mostRows);
    void placeNote(double width, int mostRows, Row& row);
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double moreWidth() const;

    QList<Entry> m_entries;
    QSet<QString> m_withoutMarkers;
    QList<QRectF> m_places;  ///< of the first entries; the rest is behind "more"
    QString m_heading;
    QString m_note;
    QRectF m_notePlace;  ///< empty: it has no room
    QRectF m_more;
    QRectF m_bounds;
    QFont m_font;
    ChartTheme m_theme = lightChartTheme();
    bool m_open = false;
    bool m_unfolded = false;
    qsizetype m_marked = -1;  ///< -1: none
};

}  // namespace aurora::gui
