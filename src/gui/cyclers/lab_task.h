#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/report.h"
#include "gui/frame/page.h"
#include "gui/frame/task.h"

#include <functional>

namespace aurora::gui {

/// Something that is done with the servers of the open project.
struct LabTask
{
    QString title;
    TaskKind kind = TaskKind::Cyclers;
    std::function<services::Report(services::Lab&, Progress&)> work;  ///< called on a pool thread
    /// With %1 for how many things were done; samples that were analysed after that are counted by themselves.
    QString summary;
    std::function<void(const services::Report&)> then{};  ///< on the window's thread; may be empty
};

/// Runs it as a task; its report ends in the message bar, one line a row one click away.
/// @return nullptr when there is no project any more
Task* runOnLab(Frame& frame, LabTask task);

/// Why cyclers cannot be used at all now, a whole sentence; empty when they can.
[[nodiscard]] QString whyNotUseCyclers(const Frame& frame);

}  // namespace aurora::gui
