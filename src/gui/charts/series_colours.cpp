#include "gui/charts/series_colours.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QSet>

namespace aurora::gui {

namespace {

// Okabe & Ito, "Color Universal Design"; black and yellow last, as they need the right ground.
constexpr std::array<QRgb, 8> okabeIto{0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFE69F00,
                                       0xFF56B4E9, 0xFFCC79A7, 0xFF000000, 0xFFF0E442};

constexpr std::array<QRgb, 9> viridisAnchors{0xFF440154, 0xFF472D7B, 0xFF3B528B, 0xFF2C728E, 0xFF21918C,
                                             0xFF28AE80, 0xFF5EC962, 0xFFADDC30, 0xFFFDE725};

/// 0.5, 0.25, 0.75, 0.125, …: each next one falls into the largest hole.
double vanDerCorput(unsigned index)
{
    double result = 0.0;
    for (double share = 0.5; index != 0; index /= 2, share /= 2) {
        result += index % 2 * share;
    }
    return result;
}

}  // namespace

QColor viridis(double position)
{
    const double place = std::clamp(position, 0.0, 1.0) * (viridisAnchors.size() - 1);
    const auto lower = std::min(static_cast<std::size_t>(place), viridisAnchors.size() - 2);
    const double share = place - static_cast<double>(lower);
    const QColor a = QColor::fromRgb(viridisAnchors[lower]);
    const QColor b = QColor::fromRgb(viridisAnchors[lower + 1]);
    const auto between = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {between(a.red(), b.red()), between(a.green(), b.green()), between(a.blue(), b.blue())};
}

QColor seriesColour(int index)
{
    const auto place = static_cast<std::size_t>(std::max(index, 0));
    if (place < okabeIto.size()) {
        return QColor::fromRgb(okabeIto[place]);
    }
    return viridis(vanDerCorput(static_cast<unsigned>(place - okabeIto.size()) + 1));
}

QColor visibleOn(const QColor& ground, const QColor& colour)
{
    constexpr double tooDark = 0.30;
    constexpr double tooLight = 0.80;
    const auto luminance = [](const QColor& c) { return 0.299 * c.redF() + 0.587 * c.greenF() + 0.114 * c.blueF(); };
    if (luminance(ground) < 0.5) {
        if (colour.value() == 0) {
            return {0xE6, 0xE6, 0xE6};
        }
        return luminance(colour) < tooDark ? colour.lighter(165) : colour;
    }
    return luminance(colour) > tooLight ? colour.darker(125) : colour;
}

void SeriesColours::show(const QStringList& names)
{
    QHash<QString, int> shown;
    QSet<int> taken;
    for (const QString& name : names) {
        if (const auto kept = m_shown.constFind(name); kept != m_shown.constEnd()) {
            shown.insert(name, *kept);
            taken.insert(*kept);
        }
    }
    for (const QString& name : names) {
        if (shown.contains(name)) {
            continue;
        }
        int index = m_last.value(name, 0);
        if (taken.contains(index)) {
            index = 0;
        }
        while (taken.contains(index)) {
            ++index;
        }
        shown.insert(name, index);
        taken.insert(index);
    }
    m_shown = std::move(shown);
    m_last.insert(m_shown);
}

QColor SeriesColours::colour(const QString& name) const
{
    const auto found = m_shown.constFind(name);
    return found == m_shown.constEnd() ? QColor(Qt::gray) : seriesColour(*found);
}

}  // namespace aurora::gui
