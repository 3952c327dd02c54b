#include "commands.h"

#include <array>

namespace aurora::cli {

std::span<const Command> commands()
{
    static constexpr std::array table{
        Command{"init", addInit},
        Command{"connect", addConnect},
        Command{"demo", addDemo},
        Command{"inspect", addInspect},
        Command{"convert", addConvert},
        Command{"import-samples", addImportSamples},
        Command{"import-data", addImportData},
        Command{"snapshots", addSnapshots},
        Command{"analyse", addAnalyse},
        Command{"sample", addSample},
        Command{"batch", addBatch},
        Command{"list", addList},
        Command{"plot", addPlot},
        Command{"export", addExport},
        Command{"columns", addColumns},
        Command{"check", addCheck},
        Command{"load", addLoad},
        Command{"eject", addEject},
        Command{"ready", addReady},
        Command{"unready", addUnready},
        Command{"cancel", addCancel},
        Command{"update", addUpdate},
        Command{"submit", addSubmit},
        Command{"snapshot", addSnapshot},
        Command{"harvest", addHarvest},
        Command{"files", addFiles},
        Command{"server", addServer},
        Command{"daemon", addDaemon},
    };
    return table;
}

}  // namespace aurora::cli
