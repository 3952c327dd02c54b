#pragma once

#include <QString>
#include <QStringList>

namespace aurora::gui {

/// Whose data a chart shows, in the name of a file: the only sample; the run and the number of several,
/// "240620_kigr_gen2_3-samples"; their number alone where they are of several runs. Empty without samples.
[[nodiscard]] QString subjectOf(const QStringList& samples);

/// The title of an axis without its unit and what is said of its curves: "Current (mA), pale" → "Current".
[[nodiscard]] QString withoutUnit(const QString& title);

/// The name of a file without its ending, `240620_kigr_gen2_01_discharge-capacity`, that every file system takes.
/// @param subject   see subjectOf; kept as it is but for what a name may not hold; may be empty
/// @param quantity  what is drawn of it, in words
[[nodiscard]] QString exportName(const QString& subject, const QString& quantity);

}  // namespace aurora::gui
