#include "gui/charts/legend_item.h"

#include "gui/charts/curves_item.h"
#include "gui/charts/series_colours.h"

#include <QFontMetricsF>
#include <QGraphicsSceneMouseEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double sign_px = 20.0;
constexpr double gap_px = 6.0;
constexpr double entryGap_px = 18.0;
constexpr double margin_px = 8.0;
constexpr double marker_px = 7.0;
constexpr int rowsWhenClosed = 3;
constexpr double growsWhenOpen = 2.0;  ///< for a while the legend may take from the curves

}  // namespace

void LegendItem::setEntries(QList<Entry> entries, const QString& note)
{
    m_entries = std::move(entries);
    m_note = note;
    findHeading();
    m_marked = m_marked < m_entries.size() ? m_marked : -1;
    update();
}

/// "a_01, cycle 3" and "a_01, cycle 4" become "a_01:", "cycle 3", "cycle 4".
void LegendItem::findHeading()
{
    static const QString comma = QStringLiteral(", ");
    m_heading.clear();
    for (Entry& entry : m_entries) {
        entry.text = entry.text.isEmpty() ? entry.group : entry.text;
    }
    if (m_entries.size() < 2) {
        return;
    }
    QString common = m_entries.front().text;
    for (const Entry& entry : m_entries) {
        const auto differ = std::mismatch(common.cbegin(), common.cend(), entry.text.cbegin(), entry.text.cend());
        common.truncate(differ.first - common.cbegin());
    }
    const qsizetype end = common.lastIndexOf(comma);
    if (end <= 0) {
        return;
    }
    m_heading = tr("%1:").arg(common.left(end));
    for (Entry& entry : m_entries) {
        entry.text = entry.text.mid(end + comma.size());
    }
}

QStringList LegendItem::texts() const
{
    QStringList all;
    if (!m_heading.isEmpty()) {
        all.append(m_heading);
    }
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        all.append(m_entries[i].text);
    }
    if (!m_notePlace.isEmpty()) {
        all.append(m_note);
    }
    if (!m_more.isEmpty()) {
        all.append(moreText());
    }
    return all;
}

void LegendItem::moveMark(int by)
{
    const qsizetype next = m_marked + by;
    if (!m_open && m_places.size() < m_entries.size() && (next < 0 || next >= m_places.size())) {
        m_open = true;
        Q_EMIT heightChanged();
    }
    const qsizetype count = m_places.size();
    m_marked = count == 0 ? -1 : next < 0 ? count - 1 : next % count;
    update();
}

void LegendItem::clearMark()
{
    m_marked = -1;
    update();
}

bool LegendItem::clickMarked()
{
    const QString group = marked();
    if (!group.isEmpty()) {
        Q_EMIT clicked(group);
    }
    return !group.isEmpty();
}

QString LegendItem::marked() const
{
    return m_marked >= 0 && m_marked < m_entries.size() ? m_entries[m_marked].group : QString();
}

void LegendItem::unfold()
{
    m_open = true;
    m_unfolded = true;
}

void LegendItem::setWithoutMarkers(QSet<QString> groups)
{
    if (groups != m_withoutMarkers) {
        m_withoutMarkers = std::move(groups);
        update();
    }
}

void LegendItem::setTheme(const ChartTheme& theme)
{
    m_theme = theme;
    update();
}

void LegendItem::setFont(const QFont& font)
{
    m_font = font;
}

QString LegendItem::moreText() const
{
    const auto hidden = m_entries.size() - m_places.size();
    return hidden > 0 ? tr("+ %1 more").arg(hidden) : tr("fewer");
}

double LegendItem::rowHeight() const
{
    return QFontMetricsF(m_font).height() + gap_px;
}

double LegendItem::moreWidth() const
{
    return QFontMetricsF(m_font).horizontalAdvance(tr("+ %1 more").arg(m_entries.size())) + entryGap_px;
}

LegendItem::Row LegendItem::placeEntries(double width, int mostRows)
{
    const QFontMetricsF metrics(m_font);
    m_places.clear();
    double x = margin_px;
    if (!m_heading.isEmpty()) {
        x += metrics.horizontalAdvance(m_heading) + entryGap_px;
    }
    int row = 0;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const double entryWidth = sign_px + gap_px + metrics.horizontalAdvance(m_entries[i].text);
        const bool lastRow = row + 1 == mostRows;
        const double room = width - margin_px - (lastRow && i + 1 < m_entries.size() ? moreWidth() : 0.0);
        if (x + entryWidth > room && x > margin_px && !(lastRow && i == 0)) {
            if (lastRow) {
                break;
            }
            x = margin_px;
            ++row;
        }
        m_places.append(QRectF(x, gap_px + row * rowHeight(), std::min(entryWidth, width - x), rowHeight()));
        x += entryWidth + entryGap_px;
    }
    return {row, x};
}

void LegendItem::placeNote(double width, int mostRows, Row& row)
{
    m_notePlace = {};
    if (m_note.isEmpty() || m_places.size() < m_entries.size()) {
        return;
    }
    const double noteWidth = QFontMetricsF(m_font).horizontalAdvance(m_note) + 2.0;
    if (row.end + noteWidth > width - margin_px) {
        if (row.number + 1 >= mostRows) {
            return;
        }
        row = {row.number + 1, margin_px};
    }
    m_notePlace = QRectF(row.end, gap_px + row.number * rowHeight(), noteWidth, rowHeight());
    row.end += noteWidth + entryGap_px;
}

double LegendItem::arrange(double width, double greatestHeight)
{
    prepareGeometryChange();
    const auto rowsIn = [this](double height) {
        return std::max(1, static_cast<int>((height - gap_px) / rowHeight()));
    };
    const bool opened = m_open && !m_unfolded;
    const int rowsThatFit = rowsIn(opened ? growsWhenOpen * greatestHeight : greatestHeight);
    const int closedRows = std::min(rowsWhenClosed, rowsIn(greatestHeight));
    const int usualRows = m_open ? rowsThatFit : closedRows;
    m_more = {};
    Row row = placeEntries(width, usualRows);
    if (m_places.size() < m_entries.size() && usualRows < rowsThatFit) {
        row = placeEntries(width, usualRows + 1);  // nothing is folded to spare one row
        row = m_places.size() < m_entries.size() ? placeEntries(width, usualRows) : row;
    }
    placeNote(width, rowsThatFit, row);
    if (m_places.size() < m_entries.size() || (opened && row.number + 1 > closedRows)) {
        m_more = QRectF(row.end, gap_px + row.number * rowHeight(), moreWidth(), rowHeight());
    }
    const double height = m_entries.isEmpty() ? 0.0 : gap_px + (row.number + 1) * rowHeight();
    m_bounds = QRectF(0.0, 0.0, width, height);
    return height;
}

QRectF LegendItem::place(const QString& group) const
{
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        if (m_entries[i].group == group) {
            return m_places[i];
        }
    }
    return {};
}

void LegendItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(m_font);
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        const Entry& entry = m_entries[i];
        const QRectF& place = m_places[i];
        const QColor colour = entry.shown ? visibleOn(m_theme.ground, entry.colour) : m_theme.grid;
        const double middle = place.center().y();
        painter->setPen(QPen(colour, 2.0, entry.stroke));
        if (entry.style != PlotStyle::Markers) {
            painter->drawLine(QPointF(place.left(), middle), QPointF(place.left() + sign_px, middle));
        }
        if (entry.style != PlotStyle::Line && !m_withoutMarkers.contains(entry.group)) {
            painter->setPen(QPen(colour, entry.marker == Marker::Cross ? 1.5 : 0.5));
            painter->setBrush(colour);
            drawMarker(*painter, entry.marker, QPointF(place.left() + sign_px / 2, middle), marker_px);
        }
        painter->setPen(entry.shown ? m_theme.text : m_theme.faintText);
        QFont font = m_font;
        font.setStrikeOut(!entry.shown);
        painter->setFont(font);
        painter->drawText(place.adjusted(sign_px + gap_px, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft, entry.text);
    }
    painter->setFont(m_font);
    if (!m_heading.isEmpty() && !m_places.isEmpty()) {
        painter->setPen(m_theme.text);
        const double room = QFontMetricsF(m_font).horizontalAdvance(m_heading) + 2.0;
        painter->drawText(QRectF(margin_px, gap_px, room, rowHeight()), Qt::AlignVCenter | Qt::AlignLeft, m_heading);
    }
    if (!m_notePlace.isEmpty()) {
        painter->setPen(m_theme.faintText);
        painter->drawText(m_notePlace, Qt::AlignVCenter | Qt::AlignLeft, m_note);
    }
    if (m_marked >= 0 && m_marked < m_places.size()) {
        painter->setPen(QPen(m_theme.text, 1.0, Qt::DotLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(m_places[m_marked].adjusted(-2.5, 1.5, 4.5, -1.5));
    }
    if (!m_more.isEmpty()) {
        painter->setPen(m_theme.faintText);
        painter->drawText(m_more, Qt::AlignVCenter | Qt::AlignLeft, moreText());
    }
}

void LegendItem::mousePressEvent(QGraphicsSceneMouseEvent* event)
{
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        if (m_places[i].contains(event->pos())) {
            Q_EMIT clicked(m_entries[i].group);
            return;
        }
    }
    if (m_more.contains(event->pos())) {
        clickMore(event->widget(), event->screenPos());
    }
}

void LegendItem::clickMore(QWidget* over, const QPoint& at)
{
    if (m_open && m_places.size() < m_entries.size()) {
        listRest(over, at);
        return;
    }
    const qsizetype before = m_places.size();
    m_open = !m_open;
    Q_EMIT heightChanged();
    if (m_open && m_places.size() == before) {  // the chart is too low for one more row
        listRest(over, at);
    }
}

/// A menu of the entries that have no room: they can be hidden and shown there.
void LegendItem::listRest(QWidget* over, const QPoint& at)
{
    auto* menu = new QMenu(over);
    menu->setObjectName(QStringLiteral("legendRest"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (qsizetype i = m_places.size(); i < m_entries.size(); ++i) {
        QAction* entry = menu->addAction(QString(m_entries[i].text).replace(QLatin1Char('&'), QLatin1String("&&")));
        entry->setCheckable(true);
        entry->setChecked(m_entries[i].shown);
        connect(entry, &QAction::triggered, this, [this, group = m_entries[i].group] { Q_EMIT clicked(group); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Fewer rows of the legend")), &QAction::triggered, this, [this] {
        m_open = false;
        Q_EMIT heightChanged();
    });
    menu->popup(at);
}

}  // namespace aurora::gui
