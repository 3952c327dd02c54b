#pragma once

#include <QString>

#include <string>

namespace aurora::gui {

/// A text as a cell of CSV: always in quotation marks, so that a title may have commas.
[[nodiscard]] std::string csvText(const QString& text);

}  // namespace aurora::gui
