#include "gui/charts/colour_maps.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::gui {

namespace {

// Colours at equal distances, from the published tables: Viridis, Plasma, Inferno, Magma (van der Walt, Smith), Cividis
// (Nuñez, Anderton, Renslow), Turbo (Mikhailov), BlueRed (Moreland's diverging map).
constexpr std::array<QRgb, 9> viridis{0xFF440154, 0xFF472D7B, 0xFF3B528B, 0xFF2C728E, 0xFF21918C,
                                      0xFF28AE80, 0xFF5EC962, 0xFFADDC30, 0xFFFDE725};
constexpr std::array<QRgb, 10> cividis{0xFF00224E, 0xFF123570, 0xFF3B496C, 0xFF575D6D, 0xFF707173,
                                       0xFF8A8678, 0xFFA59C74, 0xFFC3B369, 0xFFE1CC55, 0xFFFEE838};
constexpr std::array<QRgb, 9> plasma{0xFF0D0887, 0xFF4C02A1, 0xFF7E03A8, 0xFFAA2395, 0xFFCC4778,
                                     0xFFE66C5C, 0xFFF89540, 0xFFFDC527, 0xFFF0F921};
constexpr std::array<QRgb, 9> inferno{0xFF000004, 0xFF1F0C48, 0xFF550F6D, 0xFF88226A, 0xFFBA3655,
                                      0xFFE35933, 0xFFF98C0A, 0xFFF9C932, 0xFFFCFFA4};
constexpr std::array<QRgb, 9> magma{0xFF000004, 0xFF1C1044, 0xFF4F127B, 0xFF812581, 0xFFB5367A,
                                    0xFFE55064, 0xFFFB8761, 0xFFFEC287, 0xFFFCFDBF};
constexpr std::array<QRgb, 15> turbo{0xFF30123B, 0xFF4145AB, 0xFF4675ED, 0xFF39A2FC, 0xFF1BCFD4,
                                     0xFF24ECA6, 0xFF61FC6C, 0xFFA4FC3B, 0xFFD1E834, 0xFFF3C63A,
                                     0xFFFE9B2D, 0xFFF36315, 0xFFD93806, 0xFFB11901, 0xFF7A0402};
constexpr std::array<QRgb, 9> blueRed{0xFF3B4CC0, 0xFF6788EE, 0xFF9ABBFF, 0xFFC9D7F0, 0xFFDDDDDD,
                                      0xFFEDD1C2, 0xFFF7A889, 0xFFE26952, 0xFFB40426};

constexpr std::array infoTable{
    ColourMapInfo{ColourMap::Viridis, "Viridis"},
    ColourMapInfo{ColourMap::Cividis, "Cividis"},
    ColourMapInfo{ColourMap::Plasma, "Plasma"},
    ColourMapInfo{ColourMap::Inferno, "Inferno"},
    ColourMapInfo{ColourMap::Magma, "Magma"},
    ColourMapInfo{ColourMap::Turbo, "Turbo"},
    ColourMapInfo{ColourMap::BlueRed, QT_TRANSLATE_NOOP("ColourMap", "Blue–red")},
};

std::span<const QRgb> anchorsOf(ColourMap map)
{
    switch (map) {
    case ColourMap::Viridis:
        return viridis;
    case ColourMap::Cividis:
        return cividis;
    case ColourMap::Plasma:
        return plasma;
    case ColourMap::Inferno:
        return inferno;
    case ColourMap::Magma:
        return magma;
    case ColourMap::Turbo:
        return turbo;
    case ColourMap::BlueRed:
        return blueRed;
    }
    return viridis;
}

}  // namespace

std::span<const ColourMapInfo> colourMaps()
{
    return infoTable;
}

QColor ColourScale::at(double position) const
{
    const std::span<const QRgb> anchors = anchorsOf(map);
    const double clamped = std::clamp(position, 0.0, 1.0);
    const double along = direction == MapDirection::Forward ? clamped : 1.0 - clamped;
    const double place = along * static_cast<double>(anchors.size() - 1);
    const auto lower = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
    const double share = place - static_cast<double>(lower);
    const QColor a = QColor::fromRgb(anchors[lower]);
    const QColor b = QColor::fromRgb(anchors[lower + 1]);
    const auto between = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {between(a.red(), b.red()), between(a.green(), b.green()), between(a.blue(), b.blue())};
}

QColor missingColour()
{
    return {0x9A, 0x9A, 0x9A};
}

}  // namespace aurora::gui
