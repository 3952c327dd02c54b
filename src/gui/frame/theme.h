#pragma once

#include <QColor>
#include <QPalette>

namespace aurora::gui {

enum class Theme
{
    System,
    Light,
    Dark
};

/// What a colour says. Always beside a shape and a word, never alone.
enum class Tone
{
    Neutral,
    Good,
    Busy,
    Attention,
    Bad,
    Faint
};

/// Remembers the palette of the system; to be called once, before applyTheme.
void captureSystemPalette();

/// Gives the whole program the palette of the theme. System follows the lightness of the system's own palette.
void applyTheme(Theme theme);

/// The theme that was applied last.
[[nodiscard]] Theme currentTheme();

[[nodiscard]] bool isDark(const QPalette& palette);

/// The colour of a tone, readable on the base of the palette.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette& palette);

}  // namespace aurora::gui
