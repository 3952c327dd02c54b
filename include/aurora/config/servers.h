#pragma once

#include <string>
#include <vector>

namespace aurora::config {

/// How a lab PC is reached over SSH. Keys and known hosts are the user's own (UserConfig).
struct SshAccess
{
    std::string hostname;
    std::string username;  ///< empty: the name of the user of this PC
    int port = 22;
    std::string proxyHostname;  ///< jump host; empty = none
    std::string proxyUsername;  ///< empty: as `username`
    int proxyPort = 22;
};

/// An entry of `Servers`: a PC that runs jobs for us.
struct Server
{
    std::string label;                  ///< valid as the name of a folder, unique
    std::string serverType = "tomato";  ///< what kind; kinds we do not know are kept, and refused when they are used
    SshAccess access;
    std::string shellType;          ///< "powershell", "cmd" or "bash"; empty for kinds without a shell
    std::string commandPrefix;      ///< pasted as it is before every command: "conda activate tomato ; "
    std::string commandSuffix;      ///< and behind it
    std::string tomatoScriptsPath;  ///< the folder of `ketchup`; empty: found by the shell
    std::string tomatoDataPath;     ///< the folder that holds one folder a job
    std::string saveLocation;       ///< a folder on the server for payloads, results and snapshots; tomato is given no
                                    ///< job without it unless the payload names a folder for its results
    double speed = 3600;            ///< simulated servers only: seconds of the cell in one second of ours
};

}  // namespace aurora::config
