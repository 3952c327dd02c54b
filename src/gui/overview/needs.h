#pragma once

#include "aurora/services/overview.h"
#include "gui/tables/cell_format.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace aurora::gui {

/// Something that needs a person, in a line.
struct Need
{
    enum class Kind
    {
        FlaggedCell,
        CrashedJob,
        UnassignedFiles,
        UnreadableFiles,
        SilentServer,
        LateHarvester,
        OtherResults  ///< of another program, or found by older rules
    };

    Kind kind = Kind::FlaggedCell;
    StatusLook look{};   ///< shape, word and colour
    QString text{};      ///< what it is about: "240620_kigr_gen2_07: capacity loss 23 %"
    QString details{};   ///< whole sentences for the tooltip, may be empty
    QStringList keys{};  ///< of the row it leads to; of a server its label
    QString sample{};    ///< whose data can be plotted; empty: none
};

/// In the order of their weight: cells, jobs, servers, files.
[[nodiscard]] std::vector<Need> needsOf(const services::Overview& overview, double now_uts,
                                        const std::string& timeZone);

}  // namespace aurora::gui
