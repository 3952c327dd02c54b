#pragma once

#include <vector>

namespace aurora::config {

/// A time of day in the project's time zone.
struct TimeOfDay
{
    int hour = 0;
    int minute = 0;

    friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

/// `Daemon` of the shared file: when the unattended work is done.
struct DaemonSettings
{
    double updateInterval_min = 5;                               ///< above 0
    std::vector<TimeOfDay> nightlyAt{{.hour = 2, .minute = 0}};  ///< snapshot, harvest, analyse; empty = never
    int backupsKept = 14;  ///< how many of the nightly backups of the database; 0 = none is made
};

}  // namespace aurora::config
