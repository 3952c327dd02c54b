#pragma once

#include "gui/frame/page.h"

#include <filesystem>

namespace aurora::gui {

/// Where the window writes its log: beside the user file.
[[nodiscard]] std::filesystem::path windowLogFile();

/// Puts the diagnostic report on the clipboard and says so.
void copyDiagnostics(Frame& frame);

}  // namespace aurora::gui
