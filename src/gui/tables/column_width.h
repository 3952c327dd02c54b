#pragma once

#include <QFontMetrics>
#include <QString>

namespace aurora::gui {

class TableModel;

inline constexpr int mostHeaderLines = 3;
inline constexpr int narrowestColumn_px = 56;

/// Lines of a header of this width that its title takes, at most mostHeaderLines.
[[nodiscard]] int headerLines(const QString& title, int columnWidth_px, const QFontMetrics& metrics);

/// Width of a column from its header and its first rows, or from all where it names the row or its sample: a cut name
/// is no name.
[[nodiscard]] int fittingWidth_px(const TableModel& model, int column, const QFontMetrics& metrics);

}  // namespace aurora::gui
