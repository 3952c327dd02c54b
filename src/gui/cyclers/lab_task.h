#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/report.h"
#include "gui/frame/page.h"
#include "gui/frame/task.h"

#include <functional>
#include <memory>

namespace aurora::gui {

/// Something that is done with the servers of a project.
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
/// @param lab  of the project that the user looked at; after a question this is no more the one that is open by then
/// @return nullptr when there is none
Task* runOnLab(Frame& frame, const std::shared_ptr<services::Lab>& lab, LabTask task);

/// Why cyclers cannot be used at all now, a whole sentence; empty when they can.
[[nodiscard]] QString whyNotUseCyclers(const Frame& frame);

}  // namespace aurora::gui
