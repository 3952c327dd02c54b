#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace aurora::gui {

/// The name of a page, in the bar above what it shows.
[[nodiscard]] QLabel* makePageTitle(const QString& text, QWidget* bar);

/// A line whose letters are `scale` times as large as those of `parent`.
[[nodiscard]] QLabel* makeLargerLabel(const QString& text, double scale, QWidget* parent);

}  // namespace aurora::gui
