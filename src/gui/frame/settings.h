#pragma once

#include <QString>

namespace aurora::gui {

/// `window.ini` beside the user file: what the window remembers (geometry, page, columns, sort, theme), one per person.
/// Opened as `QSettings(windowStateFile(), QSettings::IniFormat)`.
[[nodiscard]] QString windowStateFile();

}  // namespace aurora::gui
