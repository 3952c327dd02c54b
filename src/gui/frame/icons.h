#pragma once

#include "gui/frame/theme.h"

#include <QIcon>

namespace aurora::gui {

/// A line icon of `resources/icons/<name>.svg`, drawn sharp at every size in the text colour of the palette in use, so
/// that it follows the theme.
/// @param tone  Neutral = the palette's text colour
[[nodiscard]] QIcon lineIcon(const QString& name, Tone tone = Tone::Neutral);

/// The icon of the program.
[[nodiscard]] QIcon programIcon();

}  // namespace aurora::gui
