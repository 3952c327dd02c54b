#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/daemon.h"
#include "aurora/services/project.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace aurora::services {

/// A daemon that has shown no life for so long may be taken over.
constexpr double daemonStaleAfter_s = 120;

/// The project is ours to look after: claimed at the beginning, shown to be alive every 30 seconds by a thread of its
/// own, given back at the end.
class DaemonClaim
{
public:
    /// A daemon of another computer, whose clock may go wrong, and one of ours whose process is gone are watched for
    /// half a minute before they are taken for dead.
    /// @throws Error when another daemon has the project and is alive, naming host and process; Cancelled
    DaemonClaim(const Project& project, const DaemonTimes& times, const Progress& progress);
    ~DaemonClaim();
    DaemonClaim(const DaemonClaim&) = delete;
    DaemonClaim& operator=(const DaemonClaim&) = delete;

    /// A few words for whoever looks: "harvesting".
    void setDoing(const std::string& doing);

    /// Another daemon has taken over, because ours showed no life: the computer slept.
    [[nodiscard]] bool isLost() const noexcept { return m_lost; }

private:
    /// Does not wait for a locked database any longer than the claim lasts.
    class UntilTheEnd final : public Progress
    {
    public:
        void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view /*what*/) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return m_over; }

        void end() noexcept { m_over = true; }

    private:
        std::atomic<bool> m_over{false};
    };

    void beat();

    const Project& m_project;
    DaemonTimes m_times;
    std::string m_token;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_doing = "starting";
    bool m_ending = false;
    UntilTheEnd m_untilTheEnd;
    std::atomic<bool> m_lost{false};
    std::thread m_thread;
};

}  // namespace aurora::services
