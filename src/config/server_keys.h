#pragma once

#include "aurora/config/daemon_settings.h"
#include "aurora/config/harvesters.h"
#include "aurora/config/servers.h"
#include "keys.h"

#include <vector>

namespace aurora::config {

/// `Servers`: a list of objects, or, in files of the Python program 0.6 to 0.11, an object by label.
/// @throws Error naming file, server, key and value of the first mistake
[[nodiscard]] std::vector<Server> readServers(const Keys& keys);

/// `EC-lab harvester` and `Neware harvester`. @throws Error as above
[[nodiscard]] Harvesters readHarvesters(const Keys& keys);

/// `Daemon`. @throws Error as above
[[nodiscard]] DaemonSettings readDaemonSettings(const Keys& keys);

/// Where to reach a PC: hostname, username, port and the jump host of an entry; hostname may be missing.
[[nodiscard]] SshAccess readAccess(const Keys& entry);

/// The label of an entry, checked to be a name that no entry before it has.
[[nodiscard]] std::string readLabel(const Keys& entry, std::vector<std::string>& labelsBefore);

}  // namespace aurora::config
