#pragma once

#include "aurora/database/daemon_table.h"
#include "aurora/services/lab.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace aurora::services {

/// How often a daemon shows that it lives, and how long another one is watched for that.
struct DaemonTimes
{
    std::chrono::milliseconds betweenBeats = std::chrono::seconds(30);
    std::chrono::milliseconds watched = std::chrono::seconds(35);  ///< longer: one that lives beats meanwhile
};

/// How the daemon works: every few minutes the states, at times of day a backup of the
/// database, snapshots, harvest, analysis, batches.
struct DaemonOptions
{
    bool once = false;                            ///< everything once, then back
    std::optional<double> interval_s;             ///< between updates; else as configured
    std::function<void(const std::string&)> say;  ///< gets a line about each step, one at a time; may be empty
    std::function<double()> now_uts = {};         ///< tells when work is due; empty: the clock of this PC
    /// Gets what the nightly work does now: "harvesting"; empty once it is over. On the thread that does it.
    std::function<void(const std::string&)> nightlyWork = {};
    DaemonTimes times = {};  ///< others than these are for tests: all daemons of a project must agree on them
};

/// Runs until progress is cancelled (or once). The nightly work goes on beside the updates: a long harvest keeps nobody
/// from seeing how the cyclers do. One daemon a project: the table `daemon` says whose it is.
/// @return what came of the last update and the last nightly work. @throws Error when another daemon has the project,
/// naming host and process
[[nodiscard]] Report runDaemon(Lab& lab, const DaemonOptions& options, Progress& progress);

/// The daemon that has the project now, alive or not; nothing when there is none.
[[nodiscard]] std::optional<database::DaemonRow> currentDaemon(const Project& project);

/// Whether it has shown life within the last two minutes. One that has not may be taken over.
[[nodiscard]] bool isAlive(const database::DaemonRow& daemon, double now_uts);

/// The log that the program's daemon of a project writes, when it runs outside a window.
[[nodiscard]] std::filesystem::path daemonLogFile(const Project& project);

/// The next time of day at which the nightly work is due, strictly after `after_uts`.
/// @param nightlyAt  in the project's time zone; none = never
[[nodiscard]] std::optional<double> nextNightlyRun_uts(std::span<const config::TimeOfDay> nightlyAt, double after_uts,
                                                       const std::string& timeZone);

}  // namespace aurora::services
