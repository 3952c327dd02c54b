#include "support/processes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#ifdef _WIN32
#    include <windows.h>
#else
#    include <csignal>
#endif

namespace aurora::test {

namespace fs = std::filesystem;

#ifdef _WIN32

void endProcess(int process)
{
    killProcess(process);
}

void killProcess(int process)
{
    if (const HANDLE handle = OpenProcess(PROCESS_TERMINATE, FALSE, static_cast<DWORD>(process)); handle != nullptr) {
        TerminateProcess(handle, 1);
        CloseHandle(handle);
    }
}

void freezeProcess(int)
{
    throw std::runtime_error("Windows has no signal that stops a process");
}

#else

void endProcess(int process)
{
    ::kill(process, SIGTERM);
}

void killProcess(int process)
{
    ::kill(process, SIGKILL);
}

void freezeProcess(int process)
{
    ::kill(process, SIGSTOP);
}

#endif

bool processesAreListed()
{
    return fs::exists("/proc/self/stat");
}

std::vector<int> descendantsOf(int process)
{
    std::vector<int> found;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) {
            continue;
        }
        std::ifstream stream(entry.path() / "stat");  // pid (name) state parent …
        std::ostringstream text;
        text << stream.rdbuf();
        const std::string status = text.str();
        std::istringstream rest(status.substr(std::min(status.size(), status.rfind(')') + 1)));
        std::string state;
        int parent = 0;
        if (rest >> state >> parent && parent == process) {
            found.push_back(std::stoi(name));
            for (const int below : descendantsOf(found.back())) {
                found.push_back(below);
            }
        }
    }
    return found;
}

}  // namespace aurora::test
