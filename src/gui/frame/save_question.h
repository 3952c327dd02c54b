#pragma once

#include <QString>

class QWidget;

namespace aurora::gui {

/// Asks where to write a file: in the folder that was chosen last, at first in the documents of this user, never in the
/// folder that the program happens to run in.
/// @param chosen  gets the filter that was chosen; may be null
/// @return empty when nothing is to be written
[[nodiscard]] QString askWhereToSave(QWidget* parent, const QString& caption, const QString& name,
                                     const QString& filter, QString* chosen = nullptr);

}  // namespace aurora::gui
