#include "gui/frame/page_title.h"

#include <QLabel>

namespace aurora::gui {

namespace {

constexpr double pageTitleScale = 1.4;

}  // namespace

QLabel* makePageTitle(const QString& text, QWidget* bar)
{
    return makeLargerLabel(text, pageTitleScale, bar);
}

QLabel* makeLargerLabel(const QString& text, double scale, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    label->setFont(font);
    return label;
}

}  // namespace aurora::gui
