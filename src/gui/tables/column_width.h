#pragma once

#include <QFontMetrics>
#include <QString>

namespace aurora::gui {

class TableModel;

inline constexpr int mostHeaderLines = 3;
inline constexpr int narrowestColumn_px = 56;

/// What stands in a header besides the title: the arrow of the column by which the table is sorted.
enum class HeaderArrow
{
    No,
    Yes
};

/// Lines of a header of this width that its title takes, at most mostHeaderLines.
[[nodiscard]] int headerLines(const QString& title, int columnWidth_px, HeaderArrow arrow, const QFontMetrics& metrics);

/// Width of a column from its header and its first rows, or from all where it names the row or its sample: a cut name
/// is no name.
[[nodiscard]] int fittingWidth_px(const TableModel& model, int column, HeaderArrow arrow, const QFontMetrics& metrics);

}  // namespace aurora::gui
