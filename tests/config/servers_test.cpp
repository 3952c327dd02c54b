#include "aurora/config/shared_config.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ServersTest : public testing::Test
{
protected:
    /// A shared file with these keys besides the database's path.
    SharedConfig read(const std::string& keys)
    {
        replaceFileText(file, R"({"Database path": "d.db", )" + keys + "}");
        return readSharedConfig(file);
    }

    std::string refusal(const std::string& keys)
    {
        try {
            static_cast<void>(read(keys));
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    }

    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "shared_config.json";
};

TEST_F(ServersTest, EveryKeyOfATomatoServerIsRead)
{
    const SharedConfig config = read(R"("Servers": [{"label": "tt1", "hostname": "pc1", "username": "lab",
        "server_type": "tomato", "shell_type": "cmd", "command_prefix": "conda activate tomato & ",
        "command_suffix": " 2>&1", "tomato_scripts_path": "C:/tomato/", "tomato_data_path": "C:/jobs/", "port": 2222,
        "proxy_hostname": "gate", "proxy_username": "guest", "proxy_port": 443, "save_location": "C:/aurora"}])");
    ASSERT_EQ(config.servers.size(), 1U);
    const Server& server = config.servers[0];
    EXPECT_EQ(server.label, "tt1");
    EXPECT_EQ(server.serverType, "tomato");
    EXPECT_EQ(server.access.hostname, "pc1");
    EXPECT_EQ(server.access.username, "lab");
    EXPECT_EQ(server.access.port, 2222);
    EXPECT_EQ(server.access.proxyHostname, "gate");
    EXPECT_EQ(server.access.proxyUsername, "guest");
    EXPECT_EQ(server.access.proxyPort, 443);
    EXPECT_EQ(server.shellType, "cmd");
    EXPECT_EQ(server.commandPrefix, "conda activate tomato & ");
    EXPECT_EQ(server.commandSuffix, " 2>&1");
    EXPECT_EQ(server.tomatoScriptsPath, "C:/tomato/");
    EXPECT_EQ(server.tomatoDataPath, "C:/jobs/");
    EXPECT_EQ(server.saveLocation, "C:/aurora");
}

TEST_F(ServersTest, LaterPythonVersionsNameServersByTheirKeyAndHaveKindsWeDoNotKnow)
{
    const SharedConfig config = read(R"("Servers": {"nw1": {"hostname": "neware001", "server_type": "neware"}})");
    ASSERT_EQ(config.servers.size(), 1U);
    EXPECT_EQ(config.servers[0].label, "nw1");
    EXPECT_EQ(config.servers[0].serverType, "neware");
    EXPECT_EQ(config.servers[0].access.port, 22);
}

TEST_F(ServersTest, ASimulatedServerNeedsNothingButItsLabel)
{
    const SharedConfig config =
        read(R"("Servers": [{"label": "demo", "server_type": "simulated", "speed": 60}, {"label": "d2",
        "server_type": "simulated"}])");
    EXPECT_EQ(config.servers.at(0).speed, 60);
    EXPECT_EQ(config.servers.at(1).speed, 3600);
}

TEST_F(ServersTest, MistakesNameFileServerKeyAndValue)
{
    const std::string port = refusal(R"("Servers": [{"label": "tt1", "hostname": "a", "shell_type": "bash",
        "port": 70000}])");
    EXPECT_THAT(port, HasSubstr("shared_config.json"));
    EXPECT_THAT(port, HasSubstr(R"("Servers", "tt1": "port" is 70000)"));
    EXPECT_THAT(refusal(R"("Servers": [{"label": "tt1", "hostname": "a", "shell_type": "fish"}])"),
                HasSubstr(R"("shell_type" is "fish")"));
    EXPECT_THAT(refusal(R"("Servers": [{"label": "tt1", "shell_type": "bash"}])"),
                HasSubstr("\"hostname\" is missing"));
    EXPECT_THAT(refusal(R"("Servers": [{"label": "a/b", "server_type": "simulated"}])"),
                HasSubstr(R"("label" is "a/b")"));
    EXPECT_THAT(refusal(R"("Servers": [{"server_type": "simulated"}])"), HasSubstr("entry 1: \"label\" is missing"));
    EXPECT_THAT(refusal(R"("Servers": [{"label": "x", "server_type": "simulated", "speed": 0}])"),
                HasSubstr("\"speed\" is 0"));
    EXPECT_THAT(refusal(R"("Servers": [{"label": "x", "server_type": "simulated"},
        {"label": "x", "server_type": "simulated"}])"),
                HasSubstr("no other entry"));
}

TEST_F(ServersTest, AHarvestedFolderWithoutAHostIsOnThisPc)
{
    const SharedConfig config = read(R"("EC-lab harvester": {"Servers": [
        {"label": "pc2", "hostname": "cycler-pc-2", "username": "lab", "EC-lab folder location": "C:\\EC-Lab data\\"},
        {"label": "here", "EC-lab folder location": "../raw"}], "Run ID lookup": {"folder": "run"}},
        "Neware harvester": {"Servers": [{"label": "nw", "hostname": "cycler-pc-3",
        "Neware folder location": "D:/Neware", "Cycle mode": "dchg"}], "Run ID lookup": {"other": "run2"}})");
    ASSERT_EQ(config.harvesters.eclab.size(), 2U);
    const HarvestedFolder& remote = config.harvesters.eclab[0];
    EXPECT_EQ(remote.access->hostname, "cycler-pc-2");
    EXPECT_EQ(remote.remoteFolder, "C:/EC-Lab data/");
    EXPECT_EQ(remote.cycleMode, std::nullopt);
    const HarvestedFolder& local = config.harvesters.eclab[1];
    EXPECT_FALSE(local.access.has_value());
    EXPECT_EQ(local.localFolder, folder.path().parent_path() / "raw");
    EXPECT_EQ(config.harvesters.neware.at(0).cycleMode, CycleMode::DChg);
    EXPECT_EQ(config.runIdLookup.at("other"), "run2");
    EXPECT_THAT(refusal(R"("Neware harvester": {"Servers": [{"label": "nw", "hostname": "a"}]})"),
                HasSubstr(R"("Neware harvester", "nw": "Neware folder location" is missing)"));
    EXPECT_THAT(refusal(R"("Neware harvester": {"Servers": [{"label": "nw", "Neware folder location": "D:/",
        "Cycle mode": "both"}]})"),
                HasSubstr("\"Cycle mode\" is \"both\""));
}

TEST_F(ServersTest, TheDaemonWorksAtOneOrSeveralTimesOfDay)
{
    EXPECT_EQ(read(R"x("Daemon": {"Update interval (min)": 0.5})x").daemon.updateInterval_min, 0.5);
    EXPECT_THAT(read(R"("Daemon": {})").daemon.nightlyAt, ElementsAre(TimeOfDay{.hour = 2, .minute = 0}));
    EXPECT_THAT(read(R"("Daemon": {"Nightly at": ["23:30", "4:05"]})").daemon.nightlyAt,
                ElementsAre(TimeOfDay{.hour = 23, .minute = 30}, TimeOfDay{.hour = 4, .minute = 5}));
    EXPECT_THAT(refusal(R"("Daemon": {"Nightly at": "24:00"})"), HasSubstr(R"("Daemon": "Nightly at" is "24:00")"));
    EXPECT_THAT(refusal(R"x("Daemon": {"Update interval (min)": 0})x"), HasSubstr(R"x("Update interval (min)" is 0)x"));
    EXPECT_EQ(read(R"("Daemon": {})").daemon.backupsKept, 14);
    EXPECT_EQ(read(R"("Daemon": {"Backups kept": 0})").daemon.backupsKept, 0);
    EXPECT_THAT(refusal(R"("Daemon": {"Backups kept": -1})"), HasSubstr(R"("Backups kept" is -1)"));
    EXPECT_THAT(refusal(R"("Daemon": {"Backups kept": 1.5})"), HasSubstr(R"("Backups kept" is 1.5)"));
    EXPECT_THAT(refusal(R"("Daemon": {"Backups kept": 18446744073709551615})"), HasSubstr("Backups kept"));
}

}  // namespace
}  // namespace aurora::config
