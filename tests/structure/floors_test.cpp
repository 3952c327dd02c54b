#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The floors of docs/architecture.md. A module includes itself and modules on lower floors, never its own floor.
const std::map<std::string, int> floors{
    {"core", 1},   {"formats", 2},    {"storage", 2}, {"analysis", 2}, {"config", 2}, {"protocols", 2}, {"database", 3},
    {"remote", 3}, {"simulation", 3}, {"cyclers", 4}, {"services", 5}, {"cli", 6},    {"gui", 6},
};

/// Floors 1 and 2 are used without Qt: fuzzed, benchmarked, reused alone.
constexpr int highestFloorWithoutQt = 2;

struct Include
{
    std::string module;  ///< of the including file
    std::string file;
    std::string target;  ///< what stands between the brackets
};

std::vector<Include> includesBelow(const fs::path& folder)
{
    static const std::regex line(R"re(^\s*#\s*include\s+["<]([^">]+)[">])re");
    std::vector<Include> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string ending = entry.path().extension().string();
        if (ending != ".h" && ending != ".cpp") {
            continue;
        }
        const std::string module = fs::relative(entry.path(), folder).begin()->string();
        std::ifstream stream(entry.path());
        for (std::string text; std::getline(stream, text);) {
            std::smatch match;
            if (std::regex_search(text, match, line)) {
                found.push_back({module, entry.path().string(), match[1]});
            }
        }
    }
    return found;
}

std::vector<Include> allIncludes()
{
    std::vector<Include> all = includesBelow(aurora::test::sourceFolder() / "include" / "aurora");
    for (const Include& include : includesBelow(aurora::test::sourceFolder() / "src")) {
        all.push_back(include);
    }
    return all;
}

/// The module a header belongs to, or empty when it is no header of ours.
std::string moduleOf(const std::string& target)
{
    static const std::string prefix = "aurora/";
    return target.rfind(prefix, 0) == 0 ? target.substr(prefix.size(), target.find('/', prefix.size()) - prefix.size())
                                        : std::string();
}

TEST(Floors, EveryModuleIncludesOnlyItselfAndLowerFloors)
{
    int arrows = 0;
    for (const Include& include : allIncludes()) {
        const std::string target = moduleOf(include.target);
        if (target.empty() || include.module == "main.cpp" || target == include.module) {
            continue;
        }
        ASSERT_EQ(floors.count(include.module), 1U) << include.file << " is in no module of the house";
        ASSERT_EQ(floors.count(target), 1U) << include.file << " includes " << include.target;
        EXPECT_LT(floors.at(target), floors.at(include.module))
            << include.file << " includes " << include.target << ": an arrow upward or sideways";
        ++arrows;
    }
    EXPECT_GT(arrows, 100) << "the sources were not found";
}

TEST(Floors, TheTwoLowestFloorsKnowNoQt)
{
    for (const Include& include : allIncludes()) {
        if (floors.count(include.module) == 1 && floors.at(include.module) <= highestFloorWithoutQt) {
            EXPECT_FALSE(std::regex_search(include.target, std::regex("^(Qt|Q[A-Z])")))
                << include.file << " includes " << include.target;
        }
    }
}

TEST(Floors, SourcesIncludeNoPrivateHeaderOfAnotherModule)
{
    for (const Include& include : allIncludes()) {
        EXPECT_EQ(include.target.find(".."), std::string::npos) << include.file << " includes " << include.target;
        const auto slash = include.target.find('/');
        const std::string first = include.target.substr(0, slash);
        if (slash != std::string::npos && floors.count(first) == 1) {
            EXPECT_EQ(first, include.module) << include.file << " includes " << include.target;
        }
    }
}

TEST(Floors, TheTwoFacesReadTablesThroughServicesAlone)
{
    for (const Include& include : allIncludes()) {
        if (include.module == "cli" || include.module == "gui") {
            EXPECT_NE(moduleOf(include.target), "database") << include.file << " includes " << include.target;
        }
    }
}

/// What asks the operating system itself, or asks which one it is. Everything else is the same on all of them.
const std::map<std::string, std::string> platformFiles{
    {"src/core/platform.cpp", "flushing, locks, processes, terminals, times of files"},
    {"src/core/thread_locale.cpp", "the locale of one thread"},
    {"src/core/encoding.cpp", "iconv, and what Windows has for it"},
    {"src/core/time_zone_data.cpp", "Windows has no rules of time zones"},
    {"include/aurora/core/system.h", "onWindows, for what differs in a word only"},
    {"src/remote/socket_calls.h", "one name for each call of sockets"},
    {"src/remote/sockets.cpp", "pairs of sockets, agents, where the user's folder is"},
    {"src/remote/sftp_transfer.cpp", "libssh takes the flags of open()"},
    {"src/cli/context.cpp", "Ctrl+C, by std::signal alone"},
    {"src/gui/frame/termination.cpp", "signals that end the window"},
    {"src/main.cpp", "whether there is a display: Linux can be without"},
};

/// Lines of src and include that include a header of an operating system, or ask which one it is, by file.
std::map<std::string, std::vector<std::string>> platformLines()
{
    static const std::regex systemHeader(
        R"(^\s*#\s*include\s+<(csignal|(aio|direct|dirent|dlfcn|fcntl|grp|iconv|io|locale|netdb|poll|process|pthread|)"
        R"(pwd|sched|shellapi|shlobj|signal|spawn|termios|unistd|windows|winsock2|ws2tcpip|xlocale)\.h|)"
        R"((arpa|linux|mach|net|netinet|sys)/.*)>)");
    static const std::regex askedSystem(
        R"(^\s*#\s*(if|ifdef|ifndef|elif)\b.*\b(_WIN32|__APPLE__|__linux__|__unix__|_MSC_VER|__MINGW32__|Q_(OS|CC)_))");
    const fs::path root = aurora::test::sourceFolder();
    std::map<std::string, std::vector<std::string>> found;
    for (const char* folder : {"src", "include"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream stream(entry.path());
            for (std::string text; std::getline(stream, text);) {
                const bool directive = text.find('#') != std::string::npos;
                if (directive && (std::regex_search(text, systemHeader) || std::regex_search(text, askedSystem))) {
                    found[fs::relative(entry.path(), root).generic_string()].push_back(text);
                }
            }
        }
    }
    return found;
}

TEST(Floors, OnlyAFewFilesAskTheOperatingSystem)
{
    const auto lines = platformLines();
    for (const auto& [file, text] : lines) {
        EXPECT_EQ(platformFiles.count(file), 1U)
            << file << ": \"" << text.front() << "\". Can a file of this list do it instead, or Qt?";
    }
    for (const auto& [file, reason] : platformFiles) {
        EXPECT_EQ(lines.count(file), 1U) << file << " (" << reason << ") does so no more: take it off the list";
    }
}

}  // namespace
