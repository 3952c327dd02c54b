#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// What goes on on a channel of a cycler.
enum class ChannelState
{
    Empty,
    NotReady,
    NotReadyJobWaits,  ///< a job waits for its sample, and for somebody who makes the pipeline ready
    Ready,
    ReadyJobWaits,  ///< a job waits for its sample
    Running,
    Finished,   ///< the last job of the sample ended as it should
    Cancelled,  ///< the last job of the sample was cancelled
    Error       ///< the last job of the sample crashed
};

/// One pipeline, as its server told last.
struct Channel
{
    std::string pipeline{};  ///< key of the table of pipelines: "tt1-MPG2-1-5"
    std::string name{};      ///< on the server: "MPG2-1-5"
    ChannelState state = ChannelState::Empty;
    std::string sampleId{};                ///< empty: none is loaded
    std::string jobId{};                   ///< that runs, waits or ended last
    std::optional<std::int64_t> cycles{};  ///< of the sample, as analysed last
    std::optional<double> ended_uts{};     ///< of a job that ended
    std::string flag{};                    ///< of the sample, where it needs a look: "Cap loss"

    friend bool operator==(const Channel&, const Channel&) = default;
};

/// A server that runs jobs, or a folder that is harvested.
struct OverviewServer
{
    enum class Kind
    {
        Cycler,
        Harvester
    };

    Kind kind = Kind::Cycler;
    std::string label{};
    std::string type{};      ///< "tomato", "simulated", "EC-Lab harvester", "Neware harvester"
    bool configured = true;  ///< false: only its pipelines of former days are known
    ServerConnection connection = ServerConnection::NotTried;
    std::string problem{};                   ///< why it did not answer, a whole sentence
    std::optional<double> lastAnswer_uts{};  ///< what is shown is that old
    bool stale = false;                      ///< it did not answer, or was not asked for long
    std::vector<Channel> channels{};         ///< of a cycler
    std::int64_t files = 0;                  ///< of a harvester: known ones

    friend bool operator==(const OverviewServer&, const OverviewServer&) = default;
};

/// A cell whose numbers are beyond the thresholds of the project.
struct FlaggedCell
{
    std::string sampleId{};
    std::string flag{};             ///< "Cap loss", "Form eff", "Init eff", "Init cap"
    std::optional<double> value{};  ///< the number that is beyond: % or mAh/g
    std::string pipeline{};         ///< that holds it; empty when none does

    friend bool operator==(const FlaggedCell&, const FlaggedCell&) = default;
};

/// A job that ended, lately.
struct EndedJob
{
    std::string jobId{};
    std::string sampleId{};
    std::string status{};               ///< "c", "cd", "ce"
    std::optional<double> ended_uts{};  ///< nothing: nobody noted it

    friend bool operator==(const EndedJob&, const EndedJob&) = default;
};

/// What a morning needs: what runs, what needs a person, what came since yesterday.
struct Overview
{
    std::vector<OverviewServer> servers{};  ///< in the order of the configuration

    std::vector<FlaggedCell> flagged{};  ///< on a channel, or with new data in the last week; worst flag first
    std::int64_t flaggedEarlier = 0;     ///< all the others
    /// Of the last week, of samples that are still on their channel, and the last ones of samples whose end nobody
    /// noted.
    std::vector<EndedJob> crashedJobs{};
    std::int64_t crashedEarlier = 0;               ///< all the others
    std::vector<std::string> analysedElsewhere{};  ///< samples whose results are of another program or older rules
    std::int64_t unassignedFiles = 0;
    std::int64_t unreadableFiles = 0;

    double since_uts = 0;  ///< a day ago
    std::int64_t newFiles = 0;
    std::int64_t samplesAnalysed = 0;
    std::vector<EndedJob> endedJobs{};        ///< since then
    std::string newestDataSample{};           ///< whose data came last; empty: there is none
    std::string newestData{};                 ///< when it was fetched, `YYYY-MM-DD HH:MM:SS`
    std::string newestMeasured{};             ///< time of its last row, likewise; empty: not known
    bool daemonRuns = false;                  ///< somewhere: it has shown life lately
    std::optional<double> nextNightly_uts{};  ///< as configured, whether a daemon runs or not

    std::int64_t samples = 0;             ///< of the project, all
    std::optional<double> updated_uts{};  ///< when a cycler server answered last

    friend bool operator==(const Overview&, const Overview&) = default;
};

/// Reads the overview out of the database; no server is asked.
/// @param states  what is known of the connections (Lab::states)
/// @throws Error when the database cannot be read
[[nodiscard]] Overview readOverview(const Project& project, const std::vector<ServerState>& states, double now_uts);

}  // namespace aurora::services
