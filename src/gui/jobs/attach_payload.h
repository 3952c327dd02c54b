#pragma once

#include "gui/frame/page.h"

#include <QStringList>

namespace aurora::gui {

/// Asks for the file of a payload and gives it to jobs that were submitted elsewhere.
void chooseAndAttachPayload(Frame& frame, const QStringList& jobs, QWidget* parent);

}  // namespace aurora::gui
