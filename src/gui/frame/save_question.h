#pragma once

#include <QString>

class QWidget;

namespace aurora::gui {

/// Asks where to write a file: in the folder that was chosen last, at first in the documents of this user, never in the
/// folder that the program happens to run in.
/// A name without an ending of the filters gets the one of the chosen filter; what would be replaced then is asked for.
/// @return empty when nothing is to be written
[[nodiscard]] QString askWhereToSave(QWidget* parent, const QString& caption, const QString& name,
                                     const QString& filter);

/// The file with the ending of the chosen filter, unless it has one of the filters already: "results 24.06" has none.
[[nodiscard]] QString withEnding(const QString& file, const QString& filters, const QString& chosen);

}  // namespace aurora::gui
