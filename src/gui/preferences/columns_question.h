#pragma once

#include "gui/frame/page.h"

#include <filesystem>

namespace aurora::gui {

/// Counts what removing the columns that are not configured any more would lose, asks twice, and removes them. Saying
/// no leaves them in the table of samples.
void askAboutColumns(Frame& frame, const std::filesystem::path& sharedConfig, QWidget* parent);

}  // namespace aurora::gui
