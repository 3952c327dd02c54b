#include "gui/charts/axes_item.h"

#include "gui/charts/axis_ticks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace aurora::gui {

namespace {

constexpr double margin_px = 8.0;
constexpr double mark_px = 5.0;
constexpr double gap_px = 4.0;
constexpr double grid_px = 8.0;  ///< room of labels grows in such steps, so that the plot area seldom moves
constexpr double smallestArea_px = 2.0;

/// The middle of the pixel that a thin line fills.
double onPixel(double place)
{
    return std::floor(place) + 0.5;
}

}  // namespace

void AxesItem::setSpecs(const PlotModel& model)
{
    m_x.spec = model.x;
    m_left.spec = model.left;
    m_right.reset();
    if (model.right) {
        m_right = Axis{.spec = *model.right, .range = {}, .ticks = {}};
    }
    m_timeZone = model.timeZone;
}

void AxesItem::setLook(const ChartTheme& theme, const QFont& font)
{
    m_theme = theme;
    m_font = font;
    update();
}

double AxesItem::widthOf(const Axis& axis) const
{
    const QFontMetricsF metrics(m_font);
    double widest = 0.0;
    for (const Tick& tick : axis.ticks) {
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    }
    return mark_px + gap_px + std::ceil(widest / grid_px) * grid_px + titleRoom(axis);
}

QStringList AxesItem::titleLines(const QString& title, double room) const
{
    constexpr int mostLines = 3;
    if (title.isEmpty()) {
        return {};
    }
    const QFontMetricsF metrics(m_font);
    const QStringList words = title.split(QLatin1Char(' '));
    const auto broken = [&](double width) {
        QStringList lines{words.front()};
        for (const QString& word : words.mid(1)) {
            const QString longer = lines.back() + QLatin1Char(' ') + word;
            if (metrics.horizontalAdvance(longer) <= width) {
                lines.back() = longer;
            } else {
                lines.append(word);
            }
        }
        return lines;
    };
    const double length = metrics.horizontalAdvance(title);
    for (int count = 1; count <= mostLines; ++count) {
        // Lines of about the same length look best; where the words do not allow it, the first ones are as long as
        // there is room.
        for (const double width : {std::min(room, length / count * 1.15), room}) {
            const QStringList lines = broken(width);
            const bool fits = lines.size() <= count &&
                              std::all_of(lines.begin(), lines.end(),
                                          [&](const QString& line) { return metrics.horizontalAdvance(line) <= room; });
            if (fits) {
                return lines;
            }
        }
    }
    return {metrics.elidedText(title, Qt::ElideMiddle, room)};
}

double AxesItem::titleRoom(const Axis& axis) const
{
    return axis.title.isEmpty() ? 0.0
                                : static_cast<double>(axis.title.size()) * QFontMetricsF(m_font).height() + gap_px;
}

void AxesItem::show(const PlotView& view, const QRectF& room)
{
    prepareGeometryChange();
    m_room = room;
    const QFontMetricsF metrics(m_font);
    m_x.title = titleLines(m_x.spec.title, room.width() - margin_px);
    const double below = mark_px + gap_px + metrics.height() + titleRoom(m_x) + margin_px / 2;
    m_area = room.adjusted(margin_px, margin_px, -2 * margin_px, -below);
    m_area.setHeight(std::max(m_area.height(), smallestArea_px));
    const auto fit = [&](Axis& axis, const Range& range) {
        axis.range = range;
        axis.title = titleLines(axis.spec.title, room.height() - margin_px / 2);
        axis.ticks = axisTicks(axis.spec, Qt::Vertical, range, m_area.height(), m_font, m_timeZone);
        return widthOf(axis);
    };
    m_area.setLeft(room.left() + margin_px / 2 + fit(m_left, view.left));
    if (m_right) {
        m_area.setRight(room.right() - margin_px / 2 - fit(*m_right, view.right));
    }
    m_area.setWidth(std::max(m_area.width(), smallestArea_px));
    m_x.range = view.x;
    m_x.ticks = axisTicks(m_x.spec, Qt::Horizontal, view.x, m_area.width(), m_font, m_timeZone);
    update();
}

double AxesItem::placeX(double value) const
{
    return m_area.left() + (value - m_x.range.lower) / m_x.range.span() * m_area.width();
}

double AxesItem::placeY(const Axis& axis, double value) const
{
    return m_area.bottom() - (value - axis.range.lower) / axis.range.span() * m_area.height();
}

void AxesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(m_font);
    paintGrid(*painter);
    paintHorizontal(*painter);
    paintVertical(*painter, m_left, Side::Left);
    if (m_right) {
        paintVertical(*painter, *m_right, Side::Right);
    }
}

void AxesItem::paintGrid(QPainter& painter) const
{
    painter.setPen(QPen(m_theme.grid, 1.0));
    for (const Tick& tick : m_x.ticks) {
        const double x = onPixel(placeX(tick.value));
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    }
    for (const Tick& tick : m_left.ticks) {
        const double y = onPixel(placeY(m_left, tick.value));
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
    }
    painter.setPen(QPen(m_theme.frame, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(QPointF(onPixel(m_area.left()), onPixel(m_area.top())),
                            QPointF(onPixel(m_area.right()), onPixel(m_area.bottom()))));
}

void AxesItem::paintHorizontal(QPainter& painter) const
{
    const QFontMetricsF metrics(m_font);
    const double top = m_area.bottom() + mark_px + gap_px;
    double lastEnd = -std::numeric_limits<double>::infinity();
    for (const Tick& tick : m_x.ticks) {
        const double x = onPixel(placeX(tick.value));
        painter.setPen(QPen(m_theme.frame, 1.0));
        painter.drawLine(QPointF(x, m_area.bottom()), QPointF(x, m_area.bottom() + mark_px));
        QRectF place(0.0, top, metrics.horizontalAdvance(tick.label) + 2.0, metrics.height());
        place.moveCenter({x, place.center().y()});
        place.moveRight(std::min(place.right(), m_room.right()));
        place.moveLeft(std::max(place.left(), m_room.left()));
        if (place.left() < lastEnd + gap_px) {
            continue;  // the one before was moved into the picture and took its room
        }
        lastEnd = place.right();
        painter.setPen(m_theme.text);
        painter.drawText(place, Qt::AlignCenter, tick.label);
    }
    painter.setPen(m_theme.text);
    painter.save();
    painter.translate(m_room.left(), 0.0);
    paintTitle(painter, m_x, m_area.center().x() - m_room.left(), m_room.width(), top + metrics.height() + gap_px);
    painter.restore();
}

void AxesItem::paintTitle(QPainter& painter, const Axis& axis, double centre, double length, double top) const
{
    const QFontMetricsF metrics(m_font);
    for (const QString& line : axis.title) {
        const double half = metrics.horizontalAdvance(line) / 2 + 1.0;
        const double middle = std::max(half, std::min(centre, length - half));
        painter.drawText(QRectF(middle - half, top, 2 * half, metrics.height()), Qt::AlignCenter, line);
        top += metrics.height();
    }
}

void AxesItem::paintVertical(QPainter& painter, const Axis& axis, Side side) const
{
    const QFontMetricsF metrics(m_font);
    const bool left = side == Side::Left;
    const double edge = left ? m_area.left() : m_area.right();
    const double outwards = left ? -1.0 : 1.0;
    const double room = (left ? m_area.left() - m_room.left() : m_room.right() - m_area.right()) - mark_px - gap_px -
                        titleRoom(axis) - margin_px / 2 + 2.0;
    for (const Tick& tick : axis.ticks) {
        const double y = onPixel(placeY(axis, tick.value));
        painter.setPen(QPen(m_theme.frame, 1.0));
        painter.drawLine(QPointF(edge, y), QPointF(edge + outwards * mark_px, y));
        QRectF place(0.0, 0.0, room, metrics.height());
        place.moveCenter({0.0, y});
        if (left) {
            place.moveRight(edge - mark_px - gap_px);
        } else {
            place.moveLeft(edge + mark_px + gap_px);
        }
        painter.setPen(m_theme.text);
        painter.drawText(place, static_cast<int>((left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                         tick.label);
    }
    painter.save();
    // Along the picture from its lower end to the upper one; the first line is the outer one at the left.
    painter.translate(left ? m_room.left() + margin_px / 2 : m_room.right() - margin_px / 2 - titleRoom(axis) + gap_px,
                      m_room.bottom());
    painter.rotate(-90.0);
    paintTitle(painter, axis, m_room.bottom() - m_area.center().y(), m_room.height(), 0.0);
    painter.restore();
}

}  // namespace aurora::gui
