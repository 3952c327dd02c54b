#pragma once

#include "aurora/services/plot_request.h"

#include <QStringList>

namespace aurora::gui {

/// Opens the window. Needs a QApplication.
/// @param files  vendor files to show without a project, or a project folder
/// @return the exit status of the event loop
[[nodiscard]] int run(const QStringList& files);

/// Draws a chart of the window into a picture file (`plot`). @throws Error
void renderPlot(const services::PlotRequest& request);

}  // namespace aurora::gui
