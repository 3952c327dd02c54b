#include "gui/charts/chart_axis.h"

#include "gui/charts/ticks.h"

#include <QFontMetricsF>
#include <QSet>
#include <QSignalBlocker>

#include <algorithm>
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

int ChartAxis::mostTicks(const Range& range, double length_px) const
{
    if (m_orientation == Qt::Vertical) {
        return std::max(fewestTicks, static_cast<int>(length_px / distanceOfRows_px));
    }
    const QFontMetricsF metrics(m_axis->labelsFont());
    int most = std::max(fewestTicks, static_cast<int>(length_px / distanceOfColumns_px));
    for (; most > fewestTicks; --most) {
        double widest = 0.0;
        const auto marks = ticks(m_spec.scale, range, most, m_timeZone);
        for (const Tick& tick : marks) {
            widest = std::max(widest, metrics.horizontalAdvance(tick.label));
        }
        if ((widest + gapOfLabels_px) * static_cast<double>(marks.size()) <= length_px) {
            break;
        }
    }
    return most;
}

void ChartAxis::show(const Range& range, double length_px)
{
    const auto marks = ticks(m_spec.scale, range, mostTicks(range, length_px), m_timeZone);
    for (const QString& label : m_axis->categoriesLabels()) {
        m_axis->remove(label);
    }
    m_axis->setStartValue(std::min(range.lower, marks.empty() ? range.lower : marks.front().value) - range.span());
    QSet<QString> used;
    for (const Tick& tick : marks) {
        m_axis->append(unique(tick.label, used), tick.value);
    }
    m_axis->setRange(range.lower, range.upper);
}

}  // namespace aurora::gui
