#pragma once

#include "aurora/services/plot_request.h"

#include <QStringList>

namespace aurora::gui {

/// Opens the window, or hands what was to be opened to the window of the project that is there already. Needs a
/// QApplication. What the desktop hands to the program instead of naming it is opened as if it were an argument.
/// @param arguments  vendor files to show without a project, or a project folder, also as `--project DIR`
/// @return the exit status of the event loop
[[nodiscard]] int run(const QStringList& arguments);

/// Draws a chart of the window into a picture file (`plot`). @throws Error
void renderPlot(const services::PlotRequest& request);

}  // namespace aurora::gui
