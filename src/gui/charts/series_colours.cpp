#include "gui/charts/series_colours.h"

#include "gui/charts/colour_maps.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QSet>

#include <utility>

namespace aurora::gui {

namespace {

// Okabe & Ito, "Color Universal Design"; black and yellow last, as they need the right ground.
constexpr std::array<QRgb, 8> okabeIto{0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFE69F00,
                                       0xFF56B4E9, 0xFFCC79A7, 0xFF000000, 0xFFF0E442};

/// 0.5, 0.25, 0.75, 0.125, …: each next one falls into the largest hole.
double vanDerCorput(unsigned index)
{
    double result = 0.0;
    for (double share = 0.5; index != 0; index /= 2, share /= 2) {
        result += index % 2 * share;
    }
    return result;
}

/// The colour each sample had last, in whatever chart of the window; only the window's thread asks.
QHash<QString, int>& colourMemory()
{
    static QHash<QString, int> memory;
    return memory;
}

}  // namespace

QColor seriesColour(int index)
{
    const auto place = static_cast<std::size_t>(std::max(index, 0));
    if (place < okabeIto.size()) {
        return QColor::fromRgb(okabeIto[place]);
    }
    return ColourScale{}.at(vanDerCorput(static_cast<unsigned>(place - okabeIto.size()) + 1));
}

QColor visibleOn(const QColor& ground, const QColor& colour)
{
    // Without steps: a colour map stays one.
    constexpr double tooDark = 0.30;
    constexpr double tooLight = 0.75;
    constexpr double kept = 0.3;  ///< of how far a colour is beyond
    const auto luminance = [](const QColor& c) { return 0.299 * c.redF() + 0.587 * c.greenF() + 0.114 * c.blueF(); };
    const double light = luminance(colour);
    const auto towards = [&colour](float end, double share) {
        const auto between = [end, share](float part) { return part + static_cast<float>(share) * (end - part); };
        return QColor::fromRgbF(between(colour.redF()), between(colour.greenF()), between(colour.blueF()),
                                colour.alphaF());
    };
    if (luminance(ground) < 0.5) {
        if (colour.value() == 0) {
            return {0xE6, 0xE6, 0xE6};
        }
        const double wanted = tooDark - kept * (tooDark - light);
        return light < tooDark ? towards(1.0F, (wanted - light) / (1.0 - light)) : colour;
    }
    const double wanted = tooLight + kept * (light - tooLight);
    return light > tooLight ? towards(0.0F, 1.0 - wanted / light) : colour;
}

void SeriesColours::show(const QStringList& names)
{
    QHash<QString, int> shown;
    QSet<int> taken;
    const auto take = [&](const QString& name, int index) {
        shown.insert(name, index);
        taken.insert(index);
    };
    const auto takeKnown = [&](const QHash<QString, int>& known) {
        for (const QString& name : names) {
            const auto index = known.constFind(name);
            if (index != known.constEnd() && !shown.contains(name) && !taken.contains(*index)) {
                take(name, *index);
            }
        }
    };
    takeKnown(m_shown);
    takeKnown(colourMemory());
    int next = 0;
    for (const QString& name : names) {
        if (shown.contains(name)) {
            continue;
        }
        while (taken.contains(next)) {
            ++next;
        }
        take(name, next);
    }
    m_shown = std::move(shown);
    colourMemory().insert(m_shown);
}

QColor SeriesColours::colour(const QString& name) const
{
    const auto found = m_shown.constFind(name);
    return found == m_shown.constEnd() ? QColor(Qt::gray) : seriesColour(*found);
}

}  // namespace aurora::gui
