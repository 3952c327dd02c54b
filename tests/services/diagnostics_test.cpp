#include "aurora/services/diagnostics.h"

#include "aurora/services/library_versions.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(ProgramLog, AFullDiskIsToldOnceAndTheWorkGoesOn)
{
    if (!std::filesystem::exists("/dev/full")) {
        GTEST_SKIP() << "this system has no /dev/full";
    }
    startProgramLog("/dev/full");
    ::testing::internal::CaptureStderr();
    writeLog(LogLevel::Information, "first");
    writeLog(LogLevel::Failure, "second");
    const std::string said = ::testing::internal::GetCapturedStderr();
    const LabProject lab;
    startProgramLog(lab.folder() / "logs" / "test.log");
    EXPECT_EQ(said, "The log file /dev/full cannot be written. Is the disk full? The work goes on without it.\n");
}

TEST(Diagnostics, ReportHoldsTheConfigurationWithoutItsSecrets)
{
    LabProject lab;
    const std::filesystem::path shared = lab.project().config().file;
    Json content = parseJson(readFile(shared), "shared_config.json");
    content["Servers"] = Json::array({{{"label", "tt1"},
                                       {"hostname", "cycler-pc-1"},
                                       {"shell_type", "bash"},
                                       {"command_prefix", "export LAB_TOKEN=abc123 ; "},
                                       {"Proxy", "http://alice:swordfish@proxy"}}});
    content["Database password"] = "hunter2";
    replaceFileText(shared, dumpJson(content));
    const std::filesystem::path user = lab.folder() / "config.json";
    replaceFileText(user, R"({"SSH private key path": "/home/a/.ssh/id_ed25519", "Passphrase": "open sesame"})");
    const std::filesystem::path log = lab.folder() / "window.log";
    replaceFileText(log, "first\r\nsecond\nlast\n");

    const std::string report = diagnosticReport(
        {.project = openProject(shared), .userFile = user, .logFiles = {log}, .surroundings = {{"Qt", "6.4.2"}}});
    for (const char* const secret : {"hunter2", "open sesame", "abc123", "swordfish"}) {
        EXPECT_THAT(report, Not(HasSubstr(secret)));
    }
    EXPECT_THAT(report, HasSubstr(R"x("Database password": "(left out)")x"));
    EXPECT_THAT(report, HasSubstr("export LAB_TOKEN=(left out) ; "));
    EXPECT_THAT(report, HasSubstr("http://(left out)@proxy"));
    EXPECT_THAT(report, HasSubstr("cycler-pc-1"));
    EXPECT_THAT(report, HasSubstr("/home/a/.ssh/id_ed25519"));
    EXPECT_THAT(report, HasSubstr("Qt: 6.4.2\n"));
    EXPECT_THAT(report, HasSubstr("Rows of samples: 0\n"));
    EXPECT_THAT(report, HasSubstr("first\nsecond\nlast\n"));
}

TEST(Diagnostics, ReportOfABrokenUserFileSaysSo)
{
    test::TemporaryFolder folder;
    const std::filesystem::path user = folder.path() / "config.json";
    replaceFileText(user, "{ not json");
    const std::string report = diagnosticReport({.userFile = user});
    EXPECT_THAT(report, HasSubstr("config.json"));
    EXPECT_THAT(report, HasSubstr("None is open."));
    EXPECT_THAT(report, HasSubstr("SQLite 3."));
}

TEST(Diagnostics, LastLinesOfALongLogAreItsEnd)
{
    test::TemporaryFolder folder;
    std::string text;
    for (int line = 0; line < 100000; ++line) {
        text += "line " + std::to_string(line) + "\n";
    }
    replaceFileText(folder.path() / "long.log", text);
    EXPECT_THAT(lastLines(folder.path() / "long.log", 2), ElementsAre("line 99998", "line 99999"));
    EXPECT_THAT(lastLines(folder.path() / "none.log", 2), IsEmpty());
}

TEST(LibraryVersions, EveryLibraryHasANumber)
{
    for (const LibraryVersion& library : libraryVersions()) {
        EXPECT_THAT(library.version, ::testing::MatchesRegex("[0-9]+[.][0-9.]+.*")) << library.name;
    }
}

}  // namespace
}  // namespace aurora::services
