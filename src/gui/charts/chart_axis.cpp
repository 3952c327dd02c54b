#include "gui/charts/chart_axis.h"

#include "gui/charts/ticks.h"

#include <QFontMetricsF>
#include <QSet>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <utility>

namespace aurora::gui {

namespace {

constexpr double distanceOfRows_px = 44.0;
constexpr double distanceOfColumns_px = 80.0;
constexpr double gapOfLabels_px = 18.0;
constexpr int fewestTicks = 2;

/// An axis of Qt Charts wants every label once, but clock times come back each day: blanks of no width tell them apart.
QString unique(QString label, QSet<QString>& used)
{
    while (used.contains(label)) {
        label += QChar(0x200B);
    }
    used.insert(label);
    return label;
}

}  // namespace

ChartAxis::ChartAxis(Qt::Orientation orientation) : m_axis(new QCategoryAxis), m_orientation(orientation)
{
    m_axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_axis->setTruncateLabels(false);
    m_axis->setShadesVisible(false);
}

void ChartAxis::setSpec(const AxisSpec& spec, std::string timeZone)
{
    m_spec = spec;
    m_timeZone = std::move(timeZone);
    m_axis->setTitleText(spec.title.toHtmlEscaped());
    m_axis->setTitleVisible(!spec.title.isEmpty());
}

void ChartAxis::setLook(const ChartTheme& theme, const QFont& font)
{
    m_axis->setLabelsFont(font);
    m_axis->setTitleFont(font);
    m_axis->setLabelsBrush(theme.text);
    m_axis->setTitleBrush(theme.text);
    m_axis->setLinePen(QPen(theme.frame, 1.0));
    m_axis->setGridLinePen(QPen(theme.grid, 1.0));
}

std::vector<Tick> ChartAxis::marksAlong(const Range& range, double length_px) const
{
    const QFontMetricsF metrics(m_axis->labelsFont());
    int most = std::max(fewestTicks, static_cast<int>(length_px / distanceOfColumns_px));
    for (;; --most) {
        double widest = 0.0;
        std::vector<Tick> marks = ticks(m_spec.scale, range, most, m_timeZone);
        for (const Tick& tick : marks) {
            widest = std::max(widest, metrics.horizontalAdvance(tick.label));
        }
        if (most <= 1 || (widest + gapOfLabels_px) * static_cast<double>(marks.size()) <= length_px) {
            return marks;
        }
    }
}

/// The words of the categories, shortened to their room; where even that is too small, every second or third of them.
std::vector<Tick> ChartAxis::categoryMarks(const Range& range, double length_px) const
{
    constexpr double narrowestWord_px = 40.0;
    constexpr double widestBesideAnAxis_px = 140.0;
    const QFontMetricsF metrics(m_axis->labelsFont());
    const double each_px = length_px / range.span();
    const bool across = m_orientation == Qt::Horizontal;
    const double smallest_px = across ? narrowestWord_px : metrics.height();
    const auto stride = static_cast<qsizetype>(std::max(1.0, std::ceil(smallest_px / each_px)));
    const double room_px = across ? each_px * static_cast<double>(stride) - gapOfLabels_px / 2 : widestBesideAnAxis_px;
    std::vector<Tick> marks;
    for (qsizetype i = 0; i < m_spec.categories.size(); i += stride) {
        if (range.contains(static_cast<double>(i))) {
            marks.push_back(
                {static_cast<double>(i), metrics.elidedText(m_spec.categories[i], Qt::ElideMiddle, room_px)});
        }
    }
    return marks;
}

std::vector<Tick> ChartAxis::marks(const Range& range, double length_px) const
{
    if (m_spec.scale == Scale::Category) {
        return categoryMarks(range, length_px);
    }
    if (m_orientation == Qt::Vertical) {
        return ticks(m_spec.scale, range, std::max(fewestTicks, static_cast<int>(length_px / distanceOfRows_px)),
                     m_timeZone);
    }
    return marksAlong(range, length_px);
}

void ChartAxis::show(const Range& range, double length_px)
{
    std::vector<Tick> now = marks(range, length_px);
    const bool newMarks = now != m_shown;
    const std::pair before(m_axis->min(), m_axis->max());
    if (newMarks) {
        // Every label that comes or goes arranges the chart anew, so they do it in silence.
        const QSignalBlocker quiet(m_axis);
        for (const QString& label : m_axis->categoriesLabels()) {
            m_axis->remove(label);
        }
        m_axis->setStartValue(std::min(range.lower, now.empty() ? range.lower : now.front().value) - range.span());
        QSet<QString> used;
        for (const Tick& tick : now) {
            m_axis->append(unique(tick.label, used), tick.value);
        }
        m_shown = std::move(now);
    }
    m_axis->setRange(range.lower, range.upper);
    if (newMarks && before == std::pair(m_axis->min(), m_axis->max())) {
        Q_EMIT m_axis->categoriesChanged();
    }
}

}  // namespace aurora::gui
