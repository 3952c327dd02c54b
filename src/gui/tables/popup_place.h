#pragma once

#include <QPoint>
#include <QWidget>

#include <algorithm>

namespace aurora::gui {

/// Shows a form that belongs to a button, a header or a chip at `at` (global), moved as far as it takes to lie inside
/// the window of `owner`, near whose right and lower edges these may be.
inline void showInsideWindow(QWidget& popup, const QPoint& at, const QWidget& owner)
{
    const QWidget* window = owner.window();
    const QPoint first = window->mapToGlobal(QPoint(0, 0));
    const auto place = [&] {
        const QPoint last = first + QPoint(window->width() - popup.width(), window->height() - popup.height());
        popup.move(std::max(first.x(), std::min(at.x(), last.x())), std::max(first.y(), std::min(at.y(), last.y())));
    };
    popup.adjustSize();
    place();
    popup.show();
    place();  // its style may have made it larger when it was shown
}

}  // namespace aurora::gui
