#pragma once

#include "gui/frame/commands.h"

#include <QStringList>

#include <array>

namespace aurora::gui {

struct Frame;

/// What can be done wherever a row names a sample, as its menu has it.
inline constexpr std::array sampleCommands{Command::ViewData,      Command::LabelSamples, Command::AddToBatch,
                                           Command::AnalyseAgain,  Command::EditSample,   Command::SampleSnapshots,
                                           Command::SampleDetails, Command::ExportSamples};

/// Analyses the samples as a task, whatever the age of their results; ends in a message.
void analyseAgain(Frame& frame, const QStringList& samples);

/// Analyses every sample whose data is newer than its results.
void analyseNewData(Frame& frame);

}  // namespace aurora::gui
