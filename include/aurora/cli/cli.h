#pragma once

#include "aurora/services/plot_request.h"

namespace aurora::cli {

/// True when the arguments name a subcommand or an option: the program runs headless. False: the window (no arguments,
/// or files to open).
[[nodiscard]] bool isCommandLine(int argc, char** argv);

/// Runs one subcommand (spec: cli.md). Needs a QCoreApplication (or QGuiApplication for `plot`).
/// @return 0 all done, 1 something failed, 2 wrong usage
[[nodiscard]] int run(int argc, char** argv, services::PlotRenderer renderPlot);

}  // namespace aurora::cli
