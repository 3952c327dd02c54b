#include "gui/charts/scene_view.h"

#include <QEvent>

namespace aurora::gui {

SceneView::SceneView(QWidget* parent) : QGraphicsView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(220, 140);
}

void SceneView::leaveEvent(QEvent* event)
{
    forgetHover();
    viewport()->update();
    QGraphicsView::leaveEvent(event);
}

void SceneView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyTheme(chartTheme(palette()));
    } else if (event->type() == QEvent::FontChange) {
        applyFont(font());
    }
    QGraphicsView::changeEvent(event);
}

}  // namespace aurora::gui
