#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QSizeF>
#include <QStringList>

namespace aurora::gui {

inline constexpr int mostLabelLines = 2;
inline constexpr double letterShare = 0.75;  ///< of the height of a line; the rest is the room around its letters
inline constexpr int smallestLabel_px = 9;

/// What stands beside the rows of a matrix and below its columns, and how it is written.
struct MatrixLabels
{
    QStringList texts{};  ///< lines are parted by a line break
    QFont font{};
    double length = 0.0;  ///< of the longest, with the gap to the cells
};

/// Writes the labels whole if that can be: without their units, in two lines, in smaller letters, before the cells lose
/// the room for their numbers.
///
/// @param font   of the text around; labels are no larger
/// @param room   width and height that labels and cells share
/// @param number what a cell needs to show its number
[[nodiscard]] MatrixLabels fitLabels(const QStringList& labels, const QFont& font, const QSizeF& room,
                                     const QSizeF& number);

/// Each line of the label cut in its middle where it has too little room.
[[nodiscard]] QString elidedLines(const QString& label, const QFontMetricsF& metrics, double room);

}  // namespace aurora::gui
