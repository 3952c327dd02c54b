#include "aurora/services/harvest_folder.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/remote/local_host.h"
#include "aurora/services/forget_files.h"
#include "aurora/storage/sample_files.h"
#include "lab_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// A lab PC of which the files lie in a folder here. It counts what is fetched, and breaks when it is told to.
class FakePc final : public remote::Host
{
public:
    explicit FakePc(fs::path folder) : m_folder(std::move(folder)) {}

    std::vector<std::string> fetched;                          ///< below the folder, in order
    std::vector<remote::RemoteFile> invented;                  ///< listed besides
    bool isQuick = false;                                      ///< does not wait for the disk after every file
    std::function<void(const std::string& path)> beforeFetch;  ///< may throw

    remote::CommandResult run(const std::string&, std::chrono::milliseconds, const Progress&,
                              const std::function<void()>&) override
    {
        return {};
    }

    std::vector<remote::RemoteFile> list(const std::string& folder, const Progress& progress) override
    {
        std::vector<remote::RemoteFile> files = m_disk.list(folder, progress);
        files.insert(files.begin(), invented.begin(), invented.end());
        return files;
    }

    std::optional<remote::RemoteFile> find(const std::string& path, const Progress& progress) override
    {
        return m_disk.find(path, progress);
    }

    void download(const std::string& path, const fs::path& local, Progress& progress) override
    {
        const std::string name = pathText(pathFromText(path).lexically_relative(m_folder));
        if (beforeFetch) {
            beforeFetch(name);
        }
        fetched.push_back(name);
        if (isQuick) {
            fs::create_directories(local.parent_path());
            fs::copy_file(pathFromText(path), local, fs::copy_options::overwrite_existing);
            fs::last_write_time(local, fs::last_write_time(pathFromText(path)));
            return;
        }
        m_disk.download(path, local, progress);
    }

    void upload(std::string_view, const std::string&, const Progress&) override
    {
        ADD_FAILURE() << "a harvester changed something";
    }

    std::string read(const std::string&, std::uint64_t, const Progress&) override { return {}; }

private:
    fs::path m_folder;
    remote::LocalFolder m_disk;
};

class HarvestFolderTest : public testing::Test
{
protected:
    HarvestFolderTest() : m_onPc(m_lab.folder() / "on_pc"), m_pc(m_onPc)
    {
        fs::create_directories(m_onPc);
        m_lab.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        m_folder.kind = HarvesterKind::EcLab;
        m_folder.place = FolderToHarvest::Place::OnServer;
        m_folder.label = "pc1";
        m_folder.hostname = "pc1.lab";
        m_folder.folder = pathText(m_onPc);
        m_folder.localFolder = m_lab.folder() / "raw" / "eclab_snapshots" / "pc1";
    }

    FolderHarvested harvest(Progress& progress = Progress::none())
    {
        m_pc.fetched.clear();
        BytesOfAll bytes(progress);
        std::mutex importing;
        return harvestFolder(m_pc, m_folder, {m_lab.project(), bytes, importing});
    }

    [[nodiscard]] std::string statusOf(const std::string& path) const
    {
        const auto found = texts(m_lab.project(), R"(SELECT "Status" FROM files WHERE "Path" = ')" + path + "'");
        return found.size() == 1 ? found.front() : std::to_string(found.size()) + " rows";
    }

    LabProject m_lab;
    fs::path m_onPc;
    FakePc m_pc;
    FolderToHarvest m_folder;
};

TEST_F(HarvestFolderTest, ExactlyWhatIsNewOrChangedIsFetchedWhateverItsDate)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "run_a" / "2" / "b.mpr", {.later_s = 1e6});
    replaceFileText(m_onPc / "run_a" / "2" / "notes.txt", "not of the instrument");
    const FolderHarvested first = harvest();
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("run_a/1/a.mpr", "run_a/2/b.mpr"));
    EXPECT_TRUE(first.report.ok()) << messages(first.report.failed);
    EXPECT_THAT(first.samples, ElementsAre("run_a_01", "run_a_02"));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    EXPECT_TRUE(fs::exists(m_folder.localFolder / "run_a" / "1" / "a.mpr"));

    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(second.report.done, IsEmpty());
    EXPECT_THAT(second.samples, IsEmpty());

    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", {.cycles = 3});
    writeCellMpr(m_onPc / "run_a" / "1" / "late.mpr", {.later_s = -1e6});
    setModified(m_onPc / "run_a" / "1" / "late.mpr", 1'000'000'000);
    const FolderHarvested third = harvest();
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("run_a/1/a.mpr", "run_a/1/late.mpr"));
    EXPECT_THAT(third.report.done, SizeIs(2));
    EXPECT_THAT(messages(third.report.done), HasSubstr("replaced snapshot.a.h5"));
}

TEST_F(HarvestFolderTest, AFileOfTheSameSizeWithAnotherTimeIsFetchedAgain)
{
    const fs::path file = writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    setModified(file, 1'700'000'000);
    static_cast<void>(harvest());
    setModified(file, 1'600'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpr"));
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, DeletingRawFilesNeverCausesFetchingAgain)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    writeCellMpr(m_onPc / "somewhere" / "b.mpr", {.barcode = "nobody"});
    replaceFileText(m_onPc / "run_a" / "1" / "broken.mpr", "BIO-LOGIC MODULAR FILE");
    static_cast<void>(harvest());
    ASSERT_THAT(m_pc.fetched, SizeIs(3));
    fs::remove_all(m_folder.localFolder);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, OneRowAFileKeyedByWhereItWasHarvested)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    static_cast<void>(harvest());
    EXPECT_THAT(texts(m_lab.project(), R"(SELECT "Server label" || '|' || "Folder" || '|' || "Path" FROM files)"),
                ElementsAre("pc1|" + pathText(m_onPc) + "|run_a/1/a.mpr"));
    EXPECT_THAT(texts(m_lab.project(), R"(SELECT "Server label" || '|' || "Server hostname" || '|' || "Folder" )"
                                       R"(FROM harvester WHERE "Last snapshot" IS NOT NULL)"),
                ElementsAre("pc1|pc1.lab|" + pathText(m_onPc)));
}

TEST_F(HarvestFolderTest, WhatCannotBeAssignedIsListedAndTakenFromItsCopyOnceItsSampleIsKnown)
{
    writeCellMpr(m_onPc / "run_b" / "1" / "b.mpr");
    const FolderHarvested first = harvest();
    EXPECT_THAT(first.report.failed, IsEmpty());
    EXPECT_THAT(messages(first.report.skipped), HasSubstr("could not be assigned to a sample"));
    EXPECT_EQ(statusOf("run_b/1/b.mpr"), "unassigned");
    EXPECT_TRUE(fs::exists(m_folder.localFolder / "run_b" / "1" / "b.mpr"));

    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(messages(second.report.skipped), HasSubstr("1 file in " + pathText(m_onPc) + ": not assigned"));

    m_lab.addSamples(Json::parse(R"([{"Sample ID": "run_b_01"}])"));
    const FolderHarvested third = harvest();
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    EXPECT_THAT(third.samples, ElementsAre("run_b_01"));
    EXPECT_EQ(statusOf("run_b/1/b.mpr"), "stored");
}

TEST_F(HarvestFolderTest, ASampleIsFoundByWhatTheFileSaidOfItWithoutReadingItAgain)
{
    m_folder.kind = HarvesterKind::Neware;
    simulation::CellProgram program;
    program.cycles = 2;
    simulation::writeNdax(m_onPc / "c.ndax", simulation::simulate({}, program), program, {.sampleId = "cell_x"});
    static_cast<void>(harvest());
    EXPECT_EQ(statusOf("c.ndax"), "unassigned");
    m_lab.addSamples(Json::parse(R"([{"Sample ID": "cell_x"}])"));
    EXPECT_THAT(harvest().samples, ElementsAre("cell_x"));
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, WhatCannotBeReadFailsOnceAndIsReadAgainWhenItChanged)
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

TEST_F(HarvestFolderTest, AForgottenFileIsNotTriedAgainBeforeItChangesAndThenComesBack)
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

TEST_F(HarvestFolderTest, ALogThatArrivesLaterMakesItsRecordingReadAgain)
{
    const CellFile running{.finished = false};
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", running);
    EXPECT_THAT(messages(harvest().report.failed), HasSubstr("when the experiment started is not known"));
    writeCellMpl(m_onPc / "run_a" / "1" / "a.mpl", running);
    const FolderHarvested second = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("run_a/1/a.mpl"));
    EXPECT_THAT(second.report.done, SizeIs(1)) << messages(second.report.failed);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
}

TEST_F(HarvestFolderTest, APathThatLeadsOutOfTheFolderIsRefusedAndTheOthersAreFetched)
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

TEST_F(HarvestFolderTest, WhenTheConnectionIsLostTheRestIsFetchedNextTime)
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

TEST_F(HarvestFolderTest, ADroppedTransferIsTakenUpOnce)
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

TEST_F(HarvestFolderTest, AFileThatMayNotBeReadCostsOnlyItself)
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

TEST_F(HarvestFolderTest, WhatWasFetchedBeforeTheProgramEndedIsImportedFromItsCopy)
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

TEST_F(HarvestFolderTest, AParticularSampleThatTheUserSaidIsKeptWhenTheFileChanges)
{
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr");
    static_cast<void>(harvest());
    m_lab.project().openDatabase()->execute(R"(UPDATE files SET "Sample ID" = 'run_a_02', "Assigned by" = 'user')");
    writeCellMpr(m_onPc / "run_a" / "1" / "a.mpr", {.cycles = 3});
    EXPECT_THAT(harvest().samples, ElementsAre("run_a_02"));
}

TEST_F(HarvestFolderTest, PartsOfALongExportComeWithItAndAreOneRecording)
{
    m_folder.kind = HarvesterKind::Neware;
    m_folder.cycleMode = CycleMode::DChg;
    simulation::CellProgram program;
    program.cycles = 2;
    const Recording recording = simulation::simulate({}, program);
    simulation::writeXlsx(m_onPc / "long.xlsx", recording, program, {.sampleId = "run_a_01"},
                          {.rowsPerFile = recording.series.size() / 2 + 1});
    replaceFileText(m_onPc / "~$long.xlsx", "locked by somebody");
    const FolderHarvested first = harvest();
    EXPECT_THAT(m_pc.fetched, ElementsAre("long.xlsx", "long_1.xlsx"));
    ASSERT_THAT(first.report.done, SizeIs(1)) << messages(first.report.failed);
    EXPECT_THAT(first.report.done[0].message, HasSubstr(std::to_string(recording.series.size()) + " rows"));
    const Json metadata = storage::readMetadata(m_lab.file("run_a_01", "snapshot.long.h5"));
    EXPECT_EQ(metadata["provenance"]["cycle_mode"], "dchg");
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    setModified(m_onPc / "long_1.xlsx", 1'600'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, ElementsAre("long_1.xlsx"));
}

TEST_F(HarvestFolderTest, OfThousandsOfFilesOnlyTheFewThatChangedAreFetched)
{
    constexpr int files = 2000;
    m_pc.isQuick = true;
    const auto nameOf = [](int i) { return "f" + std::to_string(i) + ".mpr"; };
    for (int i = 0; i < files; ++i) {
        std::ofstream(m_onPc / nameOf(i)) << "BIO-LOGIC MODULAR FILE";
    }
    EXPECT_THAT(harvest().report.failed, SizeIs(files));
    ASSERT_THAT(m_pc.fetched, SizeIs(files));
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, IsEmpty());
    std::ofstream(m_onPc / nameOf(7), std::ios::app) << "more";
    setModified(m_onPc / nameOf(1234), 1'500'000'000);
    std::ofstream(m_onPc / "late.mpr") << "BIO-LOGIC MODULAR FILE";
    setModified(m_onPc / "late.mpr", 1'000'000'000);
    static_cast<void>(harvest());
    EXPECT_THAT(m_pc.fetched, UnorderedElementsAre("f7.mpr", "f1234.mpr", "late.mpr"));
}

TEST_F(HarvestFolderTest, AFolderThatIsGoneFailsWithItsName)
{
    fs::remove_all(m_onPc);
    const FolderHarvested result = harvest();
    ASSERT_THAT(result.report.failed, SizeIs(1));
    EXPECT_THAT(result.report.failed[0].message, HasSubstr(pathText(m_onPc)));
}

}  // namespace
}  // namespace aurora::services
