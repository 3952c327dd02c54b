#pragma once

#include "aurora/services/project.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace aurora::services {

/// The project is ours to look after: claimed at the beginning, shown to be alive every 30 seconds by a thread of its
/// own, given back at the end.
class DaemonClaim
{
public:
    /// A daemon of another computer, whose clock may go wrong, is watched for half a minute before it is taken for
    /// dead.
    /// @throws Error when another daemon has the project and is alive, naming host and process; Cancelled
    DaemonClaim(const Project& project, const Progress& progress);
    ~DaemonClaim();
    DaemonClaim(const DaemonClaim&) = delete;
    DaemonClaim& operator=(const DaemonClaim&) = delete;

    /// A few words for whoever looks: "harvesting".
    void setDoing(const std::string& doing);

    /// Another daemon has taken over, because ours showed no life: the computer slept.
    [[nodiscard]] bool isLost() const noexcept { return m_lost; }

private:
    void beat();

    const Project& m_project;
    std::string m_token;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_doing = "starting";
    bool m_ending = false;
    std::atomic<bool> m_lost{false};
    std::thread m_thread;
};

}  // namespace aurora::services
