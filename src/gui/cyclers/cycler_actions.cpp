#include "gui/cyclers/cycler_actions.h"

#include "aurora/services/update_cyclers.h"
#include "gui/cyclers/lab_task.h"
#include "gui/cyclers/row_actions.h"
#include "gui/frame/project_session.h"

namespace aurora::gui {

CyclerActions::CyclerActions(Frame& frame, QObject* parent) : QObject(parent), m_frame(&frame)
{
    const auto whyNot = [this] { return whyNotUseCyclers(*m_frame); };
    frame.commands.handle(Command::UpdateCyclers, {[this] { update(); }, whyNot});
    frame.commands.handle(
        Command::SnapshotNew,
        {[this] { fetchSnapshots(*m_frame, {.jobs = {}, .samples = {}, .everythingNew = true}); }, whyNot});
    frame.commands.handle(Command::HarvestNow, {[this] { harvest(); }, [this] { return whyNotHarvest(); }});
}

void CyclerActions::update()
{
    runOnLab(
        *m_frame, m_frame->session.lab(),
        {.title = tr("Updating from cyclers"),
         .work = [](services::Lab& lab, Progress& progress) { return services::updateFromCyclers(lab, {}, progress); },
         .summary = tr("Servers that answered: %1.")});
}

void CyclerActions::harvest()
{
    harvestFolders(*m_frame, {}, [this] { Q_EMIT harvested(); });
}

QString CyclerActions::whyNotHarvest() const
{
    const QString reason = m_frame->session.whyNotWrite();
    if (!reason.isEmpty()) {
        return reason;
    }
    const config::Harvesters& harvesters = m_frame->session.project()->config().harvesters;
    return harvesters.eclab.empty() && harvesters.neware.empty()
               ? tr("The project has no folders to harvest. They are entered in Edit ▸ Preferences, under “Harvested "
                    "folders”.")
               : QString();
}

}  // namespace aurora::gui
