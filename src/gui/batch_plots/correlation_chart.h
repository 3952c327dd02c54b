#pragma once

#include "gui/charts/matrix_scene.h"

#include "aurora/services/correlation.h"

namespace aurora::gui {

/// The correlation matrix as it is drawn. Without any column that can tell something the note says why.
[[nodiscard]] MatrixModel correlationChart(const services::CorrelationMatrix& matrix);

}  // namespace aurora::gui
