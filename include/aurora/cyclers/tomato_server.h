#pragma once

#include "aurora/config/servers.h"
#include "aurora/cyclers/clock.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/remote/host.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace aurora::cyclers {

class Ketchup;

/// tomato 0.2.3 on a lab PC, driven by its command line `ketchup`.
///
/// `ketchup` only edits tomato's database: it never talks to the server itself, and answers as usual when that is not
/// running (see whyStuck). The name we give a job is its sample, so that the list of jobs tells whose they are.
class TomatoServer final : public CyclerServer
{
public:
    /// @param host  the PC of this server @throws Error for a shell that is none
    TomatoServer(std::shared_ptr<remote::Host> host, config::Server server, Clock& clock = Clock::ofThisComputer());
    ~TomatoServer() override;

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
    struct Place;
    [[nodiscard]] Place placeNow(const std::string& pipeline, const std::string& what, const Progress& progress);
    void judgeEject(const std::string& pipeline, const std::string& sampleId, const Place& now,
                    const std::string& cause) const;
    [[nodiscard]] std::string jobStartingOn(const std::string& pipeline, const Progress& progress);
    [[nodiscard]] PipelineState pipelineNow(const std::string& pipeline, const std::string& what,
                                            const Progress& progress);
    [[nodiscard]] Job jobNow(const std::string& jobId, const std::string& what, const Progress& progress);
    void checkSubmitted(const std::string& jobId, const std::string& sampleId, const Progress& progress);
    void trySaveLocation(const Progress& progress);
    void tryDataFolder(const Progress& progress);
    void makeSnapshot(const std::string& jobId, const Progress& progress);
    [[nodiscard]] JobPayload queuedPayload(const std::string& jobId, const Progress& progress);

    /// What tomato's database holds of jobs that have not started.
    struct Queue
    {
        double fetched_uts = 0;
        std::map<std::string, std::string> payloads;  ///< by the number of the job
    };

    std::shared_ptr<remote::Host> m_host;
    config::Server m_server;
    Clock& m_clock;
    std::unique_ptr<Ketchup> m_ketchup;
    std::optional<Queue> m_queue;  ///< since the jobs were listed
};

}  // namespace aurora::cyclers
