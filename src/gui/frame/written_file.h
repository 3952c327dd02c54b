#pragma once

#include "gui/frame/message.h"

namespace aurora::gui {

/// Shows a folder, or the one that a file is in, with the program that this desktop has for folders.
void openFolderOf(const QString& path);

/// What is told of a file or a folder that was written for the user, with a button that opens the folder.
[[nodiscard]] Message writtenMessage(const QString& text, const QString& path);

}  // namespace aurora::gui
