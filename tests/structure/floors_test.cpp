#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

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

}  // namespace
