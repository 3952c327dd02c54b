#pragma once

#include "gui/frame/page.h"

#include <QObject>

namespace aurora::gui {

/// The commands of the menu Cyclers that work on every page: update, harvest, snapshot of everything new.
class CyclerActions final : public QObject
{
    Q_OBJECT

public:
    CyclerActions(Frame& frame, QObject* parent);

Q_SIGNALS:
    void harvested();

private:
    void update();
    void harvest();
    [[nodiscard]] QString whyNotHarvest() const;

    Frame* m_frame;
};

}  // namespace aurora::gui
