#pragma once

#include <QImage>
#include <QString>

namespace aurora::tools {

/// Writes a picture as a PNG of 256 colours at most: a third of the size, and nobody sees which ones are gone.
/// @return false when the file cannot be written
[[nodiscard]] bool saveSmall(const QImage& picture, const QString& file);

}  // namespace aurora::tools
