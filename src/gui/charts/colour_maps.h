#pragma once

#include <QColor>

#include <cstdint>
#include <span>

namespace aurora::gui {

/// Continuous colours for numbers. Each runs from dark to light but Turbo, and BlueRed from one hue through a neutral
/// middle to another.
enum class ColourMap : std::uint8_t
{
    Viridis,
    Cividis,
    Plasma,
    Inferno,
    Magma,
    Turbo,
    BlueRed
};

enum class MapDirection : std::uint8_t
{
    Forward,
    Reversed
};

struct ColourMapInfo
{
    ColourMap map;
    const char* name;  ///< a proper name, or translated in the context "ColourMap"
};

/// All of them, in the order of choice.
[[nodiscard]] std::span<const ColourMapInfo> colourMaps();

/// A colour map in one of its directions.
struct ColourScale
{
    ColourMap map = ColourMap::Viridis;
    MapDirection direction = MapDirection::Forward;

    /// The colour at 0 … 1; beyond, that of the nearer end.
    [[nodiscard]] QColor at(double position) const;

    /// Its middle means something: ranges around zero are made symmetric.
    [[nodiscard]] bool isDiverging() const noexcept { return map == ColourMap::BlueRed; }

    friend bool operator==(const ColourScale&, const ColourScale&) = default;
};

/// What is not known has no place in a colour map.
[[nodiscard]] QColor missingColour();

}  // namespace aurora::gui
