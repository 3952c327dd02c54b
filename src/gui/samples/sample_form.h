#pragma once

#include <QString>

class QWidget;

namespace aurora::gui {

struct Frame;

/// A form for a cell that was made by hand.
void openNewSample(Frame& frame, QWidget* parent);

/// The same form with what is known of a sample, to change it: a mass that was weighed later.
void openSample(Frame& frame, QWidget* parent, const QString& sampleId);

}  // namespace aurora::gui
