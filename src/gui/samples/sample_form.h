#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace aurora::gui {

struct Frame;

/// A form for a cell that was made by hand.
/// @param made  is told the ID of the sample once the project has it
void openNewSample(Frame& frame, QWidget* parent, const std::function<void(const QString&)>& made = {});

/// The same form with what is known of a sample, to change it: a mass that was weighed later.
void openSample(Frame& frame, QWidget* parent, const QString& sampleId);

}  // namespace aurora::gui
