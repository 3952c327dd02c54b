#pragma once

#include "aurora/config/servers.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "aurora/cyclers/cycler_server.h"

#include <filesystem>
#include <vector>

struct sqlite3;

namespace aurora::cyclers {

/// A job of a simulated server with everything that its data follow from.
struct StoredJob
{
    Job job;  ///< times are the server's own
    Json payload;
    double duration_s = 0;  ///< when nobody cancels it; known once it has started
};

/// What a simulated server remembers between two calls.
struct SimulatedState
{
    double server_uts = 0;  ///< the server's clock …
    double real_uts = 0;    ///< … at this moment of ours
    std::vector<PipelineState> pipelines;
    std::vector<StoredJob> jobs;
};

/// A new server: eight empty pipelines, its clock as ours.
[[nodiscard]] SimulatedState newSimulatedState(double now_uts);

/// Lets the time until now pass: jobs start on ready pipelines, run, end. While one runs, the server's clock is fast.
void advance(SimulatedState& state, double now_uts, double speed);

/// All jobs of a sample that have started, up to and with this one; see simulated_run.h.
[[nodiscard]] Recording recordingOf(const SimulatedState& state, const StoredJob& job);

/// The state's file, while this program alone has it. Another program waits.
class StateFile
{
public:
    /// @throws Error when it cannot be had within a minute; Cancelled
    StateFile(const std::filesystem::path& file, const Progress& progress);
    ~StateFile();
    StateFile(const StateFile&) = delete;
    StateFile& operator=(const StateFile&) = delete;

    /// @throws Error naming the file when it is damaged
    [[nodiscard]] SimulatedState read(double now_uts) const;
    void write(const SimulatedState& state) const;

private:
    std::filesystem::path m_file;
    sqlite3* m_lock = nullptr;
};

}  // namespace aurora::cyclers
