#pragma once

#include "gui/charts/chart_theme.h"

#include <QGraphicsView>

namespace aurora::gui {

/// A view that one scene fills, without frame and scroll bars; the scene has the colours and the font of the window.
class SceneView : public QGraphicsView
{
    Q_OBJECT

protected:
    explicit SceneView(QWidget* parent);

    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

    /// The mouse is over nothing any more.
    virtual void forgetHover() = 0;
    virtual void applyTheme(const ChartTheme& theme) = 0;
    virtual void applyFont(const QFont& font) = 0;
};

}  // namespace aurora::gui
