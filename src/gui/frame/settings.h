#pragma once

#include "aurora/services/project.h"

#include <QString>

namespace aurora::gui {

/// `window.ini` beside the user file: what the window remembers (geometry, page, columns, sort, theme), one per person.
/// Opened as `QSettings(windowStateFile(), QSettings::IniFormat)`.
[[nodiscard]] QString windowStateFile();

/// Where in that file stands what is remembered of one project.
[[nodiscard]] QString projectStateGroup(const services::Project& project);

}  // namespace aurora::gui
