#include "aurora/core/error.h"
#include "aurora/services/forget_files.h"
#include "harvested_folder.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using HarvestFailures = HarvestFolderTest;

TEST_F(HarvestFailures, WhatCannotBeReadFailsOnceAndIsReadAgainWhenItChanged)
{
    fs::create_directories(m_onPc / "run_a" / "1");
    replaceFileText(m_onPc / "run_a" / "1" / "a.mpr", "BIO-LOGIC MODULAR FILE");
    const FolderHarvested first = harvest();
    EXPECT_THAT(first.report.failed, SizeIs(1));
    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_TRUE(second.report.ok());
    EXPECT_THAT(messages(second.report.skipped), HasSubstr("could not be read before"));
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    EXPECT_THAT(harvest().report.done, SizeIs(1));
    EXPECT_EQ(statusOf("run_a/1/a.mpr"), "stored");
}

TEST_F(HarvestFailures, AForgottenFileIsNotTriedAgainBeforeItChangesAndThenComesBack)
{
    const fs::path file = m_onPc / "run_a" / "1" / "a.mpr";
    fs::create_directories(file.parent_path());
    replaceFileText(file, "BIO-LOGIC MODULAR FILE");
    static_cast<void>(harvest());
    const auto id = parseInteger(texts(m_lab.project(), "SELECT id FROM files").at(0));
    const Report forgotten = forgetFiles(m_lab.project(), {*id, 99}, Progress::none());
    EXPECT_THAT(forgotten.done, SizeIs(1));
    EXPECT_THAT(messages(forgotten.failed), HasSubstr("no file of this number"));
    const FolderHarvested quiet = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(quiet.report.skipped, IsEmpty()) << "nobody is told of it any more";

    setModified(file, 1'600'000'000);  // touched, with the same bytes
    static_cast<void>(harvest());
    EXPECT_EQ(statusOf("run_a/1/a.mpr"), "forgotten");
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());

    replaceFileText(file, "BIO-LOGIC MODULAR FILE, longer and as broken");
    EXPECT_THAT(harvest().report.failed, SizeIs(1));
    EXPECT_EQ(statusOf("run_a/1/a.mpr"), "failed");
    static_cast<void>(forgetFiles(m_lab.project(), {*id}, Progress::none()));
    writeCellMpr(file);
    static_cast<void>(harvest());
    EXPECT_EQ(statusOf("run_a/1/a.mpr"), "stored");
    EXPECT_THAT(messages(forgetFiles(m_lab.project(), {*id}, Progress::none()).failed), HasSubstr("It is stored"));
}

TEST_F(HarvestFailures, APathThatLeadsOutOfTheFolderIsRefusedAndTheOthersAreFetched)
{
    writeCellMpr(m_lab.folder() / "evil.mpr");
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    m_pc.invented = {{"../evil.mpr", 10, 1e9}, {"/tmp/evil.mpr", 10, 1e9}, {"run_a/../../evil.mpr", 10, 1e9}};
    const FolderHarvested result = harvest();
    EXPECT_THAT(result.report.failed, SizeIs(3));
    EXPECT_THAT(messages(result.report.failed), HasSubstr("is not fetched"));
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpr"));
    EXPECT_THAT(result.report.done, SizeIs(1));
}

TEST_F(HarvestFailures, WhenTheConnectionIsLostTheRestIsFetchedNextTime)
{
    for (const char* name : {"a", "b", "c"}) {
        writeCellMpr(m_onPc / "run_a" / "1" / (std::string(name) + ".mpr"), {.later_s = name[0] * 1e6});
    }
    m_pc.beforeFetch = [](const std::string& path) {
        if (path == "run_a/1/b.mpr") {
            throw remote::ConnectionError(remote::ConnectionProblem::NotReachable, "pc1 is not reachable.");
        }
    };
    const FolderHarvested first = harvest();
    EXPECT_THAT(messages(first.report.failed), HasSubstr("pc1 is not reachable."));
    EXPECT_THAT(first.report.done, SizeIs(1));
    EXPECT_EQ(statusOf("run_a/1/a.mpr"), "stored");
    EXPECT_THAT(texts(m_lab.project(), "SELECT id FROM harvester"), IsEmpty());
    m_pc.beforeFetch = {};
    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/b.mpr", "run_a/1/c.mpr"));
    EXPECT_THAT(second.report.done, SizeIs(2));
}

TEST_F(HarvestFailures, ADroppedTransferIsTakenUpOnce)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    int drops = 1;
    m_pc.beforeFetch = [&](const std::string&) {
        if (drops-- > 0) {
            throw remote::ConnectionError(remote::ConnectionProblem::Dropped, "pc1 has gone.");
        }
    };
    EXPECT_TRUE(harvest().report.ok());
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpr"));
}

TEST_F(HarvestFailures, AFileThatMayNotBeReadCostsOnlyItself)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "run_a" / "2" / "b.mpr", {.later_s = 1e6});
    m_pc.beforeFetch = [](const std::string& path) {
        if (path == "run_a/1/a.mpr") {
            throw Error("The server does not let you read it.");
        }
    };
    const FolderHarvested result = harvest();
    EXPECT_THAT(result.report.failed, SizeIs(1));
    EXPECT_THAT(result.samples, ElementsAre("run_a_02"));
    m_pc.beforeFetch = {};
    EXPECT_THAT(harvest().samples, ElementsAre("run_a_01"));
}

TEST_F(HarvestFailures, WhatWasFetchedBeforeTheProgramEndedIsImportedFromItsCopy)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "run_a" / "2" / "b.mpr", {.later_s = 1e6});
    m_pc.beforeFetch = [](const std::string& path) {
        if (path == "run_a/2/b.mpr") {
            throw Cancelled();
        }
    };
    const FolderHarvested first = harvest();
    EXPECT_TRUE(first.report.cancelled);
    EXPECT_THAT(texts(m_lab.project(), "SELECT id FROM files"), IsEmpty());  // as after a kill
    m_pc.beforeFetch = {};
    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/2/b.mpr"));
    EXPECT_THAT(second.samples, ElementsAre("run_a_01", "run_a_02"));
}

TEST_F(HarvestFailures, AFolderThatIsGoneFailsWithItsName)
{
    fs::remove_all(m_onPc);
    const FolderHarvested result = harvest();
    ASSERT_THAT(result.report.failed, SizeIs(1));
    EXPECT_THAT(result.report.failed[0].message, HasSubstr(pathText(m_onPc)));
}

}  // namespace
}  // namespace aurora::services
