#include "gui/charts/series_colours.h"

#include "gui/charts/colour_maps.h"
#include "gui/frame/settings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QSet>
#include <QSettings>

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

/// A colour on its way to black (0) or white (1).
QColor towards(const QColor& colour, float end, double share)
{
    const auto between = [end, share](float part) { return part + static_cast<float>(share) * (end - part); };
    return QColor::fromRgbF(between(colour.redF()), between(colour.greenF()), between(colour.blueF()), colour.alphaF());
}

/// How light a screen shows it, as contrasts are computed (WCAG 2).
double lightOf(const QColor& colour)
{
    const auto linear = [](float part) { return std::pow(static_cast<double>(part), 2.2); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Thin lines need a contrast of about 3 : 1.
QColor visibleOnDark(const QColor& colour)
{
    constexpr double tooDark = 0.15;
    constexpr double kept = 0.1;  ///< of how far a colour is beyond
    const double light = lightOf(colour);
    if (light >= tooDark) {
        return colour;
    }
    const double wanted = tooDark - kept * (tooDark - light);
    double least = 0.0;
    double most = 1.0;
    for (int step = 0; step < 12; ++step) {
        const double middle = (least + most) / 2;
        (lightOf(towards(colour, 1.0F, middle)) < wanted ? least : most) = middle;
    }
    return towards(colour, 1.0F, most);
}

/// The colour each sample had last, in whatever chart of the window; only the window's thread asks.
QHash<QString, int>& colourMemory()
{
    static QHash<QString, int> memory;
    return memory;
}

/// Where the memory is kept; empty: nowhere.
QString& memoryGroup()
{
    static QString group;
    return group;
}

/// The first colour that neither a shown sample has nor, among those that are told apart well, another one had: one of
/// the two would lose it as soon as both are shown.
int freeColour(const QSet<int>& taken)
{
    const QHash<QString, int>& memory = colourMemory();
    const QSet<int> had(memory.cbegin(), memory.cend());
    constexpr int toldApart = static_cast<int>(okabeIto.size()) + 16;  // of Viridis
    for (int index = 0; index < toldApart; ++index) {
        if (!taken.contains(index) && !had.contains(index)) {
            return index;
        }
    }
    int next = 0;
    while (taken.contains(next)) {
        ++next;
    }
    return next;
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
    constexpr double tooLight = 0.75;
    constexpr double kept = 0.3;  ///< of how far a colour is beyond
    const auto luminance = [](const QColor& c) { return 0.299 * c.redF() + 0.587 * c.greenF() + 0.114 * c.blueF(); };
    if (luminance(ground) < 0.5) {
        return colour.value() == 0 ? QColor(0xE6, 0xE6, 0xE6) : visibleOnDark(colour);
    }
    const double light = luminance(colour);
    const double wanted = tooLight + kept * (light - tooLight);
    return light > tooLight ? towards(colour, 0.0F, 1.0 - wanted / light) : colour;
}

void recallColours(const QString& group)
{
    if (group == memoryGroup()) {
        return;
    }
    rememberColours();
    colourMemory().clear();
    memoryGroup() = group;
    if (group.isEmpty()) {
        return;
    }
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    const QStringList names = settings.value(group + QStringLiteral("/colours/samples")).toStringList();
    const QStringList colours = settings.value(group + QStringLiteral("/colours/indexes")).toStringList();
    for (qsizetype i = 0; i < std::min(names.size(), colours.size()); ++i) {
        colourMemory().insert(names[i], colours[i].toInt());
    }
}

void rememberColours()
{
    if (memoryGroup().isEmpty()) {
        return;
    }
    QStringList names = colourMemory().keys();
    names.sort();
    QStringList colours;
    for (const QString& name : names) {
        colours.append(QString::number(colourMemory().value(name)));
    }
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.setValue(memoryGroup() + QStringLiteral("/colours/samples"), names);
    settings.setValue(memoryGroup() + QStringLiteral("/colours/indexes"), colours);
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
    for (const QString& name : names) {
        if (!shown.contains(name)) {
            take(name, freeColour(taken));
        }
    }
    m_shown = std::move(shown);
    for (auto one = m_shown.cbegin(); one != m_shown.cend(); ++one) {
        if (!colourMemory().contains(one.key()))
        {  // else it has another one here only, beside the one that took its own
            colourMemory().insert(one.key(), one.value());
        }
    }
}

QColor SeriesColours::colour(const QString& name) const
{
    const auto found = m_shown.constFind(name);
    return found == m_shown.constEnd() ? QColor(Qt::gray) : seriesColour(*found);
}

}  // namespace aurora::gui
