#pragma once

#include "aurora/config/servers.h"
#include "aurora/cyclers/clock.h"
#include "aurora/cyclers/cycler_server.h"

#include <filesystem>

namespace aurora::cyclers {

/// A server without hardware: simulated cells on simulated pipelines, the same verbs with the same refusals.
///
/// While a job runs, its clock goes `speed` times as fast as ours: hours pass in seconds, and the server is ahead of
/// us. Payloads are tomato's; snapshots are in tomato's format, and name a simulated device. The state is one JSON
/// file, which several programs may use at once.
class SimulatedServer final : public CyclerServer
{
public:
    /// @param folder  of the state: `<folder>/<label>.json`; it is made when it is missing
    SimulatedServer(config::Server server, const std::filesystem::path& folder, Clock& clock = Clock::ofThisComputer());

    /// Sets the clock of a server that has run no job yet: what it records follows what was recorded before. A new
    /// server has our clock.
    void beginAt(double server_uts, const Progress& progress);

    [[nodiscard]] const std::string& label() const noexcept override { return m_server.label; }

    [[nodiscard]] std::vector<PipelineState> pipelines(const Progress& progress) override;
    [[nodiscard]] std::vector<Job> jobs(const Progress& progress) override;
    [[nodiscard]] std::vector<Job> jobDetails(std::span<const std::string> ids, const Progress& progress) override;
    void load(const std::string& sampleId, const std::string& pipeline, const Progress& progress) override;
    void eject(const std::string& pipeline, const Progress& progress) override;
    std::string ready(const std::string& pipeline, const Progress& progress) override;
    void unready(const std::string& pipeline, const Progress& progress) override;
    [[nodiscard]] std::string submit(const Submission& submission, const Progress& progress) override;
    CancelState cancel(const std::string& jobId, const Progress& progress) override;
    std::filesystem::path snapshot(const std::string& jobId, const std::filesystem::path& fileWithoutEnding,
                                   Progress& progress) override;
    [[nodiscard]] JobPayload payloadOf(const std::string& jobId, const Progress& progress) override;
    [[nodiscard]] ServerTest test(const Progress& progress) override;

private:
    config::Server m_server;
    std::filesystem::path m_file;
    Clock& m_clock;
};

}  // namespace aurora::cyclers
