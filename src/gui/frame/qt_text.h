#pragma once

#include "aurora/core/file.h"

#include <QString>

#include <filesystem>
#include <string_view>

namespace aurora::gui {

/// UTF-8 of the lower floors → text of the window.
[[nodiscard]] inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A path as the user of this system writes it.
[[nodiscard]] QString nativePath(const std::filesystem::path& path);

[[nodiscard]] inline std::filesystem::path toPath(const QString& path)
{
    return pathFromText(path.toStdString());
}

}  // namespace aurora::gui
