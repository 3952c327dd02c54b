// What `check` says of the files of batches.
#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "aurora/storage/xlsx.h"
#include "check_project.h"
#include "support/cancelling_progress.h"

#include <chrono>
#include <fstream>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

class CheckBatches : public CheckProject
{
protected:
    CheckBatches()
    {
        createBatch(m_lab.project(), "all cells", {"run_a_01"});
        EXPECT_TRUE(analyse().ok());
    }

    [[nodiscard]] Report analyse() const { return analyseBatches(m_lab.project(), {"all cells"}, Progress::none()); }

    /// One fault that names the file; a repair makes the file again as it was.
    void expectCured(const fs::path& file, const std::string& before)
    {
        const Report report = check();
        ASSERT_EQ(report.failed.size(), 1U) << messages(report.failed);
        EXPECT_NE(report.failed[0].message.find(pathText(file)), std::string::npos) << report.failed[0].message;
        expectRepaired();
        if (file == m_json) {
            EXPECT_EQ(dataIn(readFile(file)), dataIn(before));
            return;
        }
        EXPECT_EQ(storage::whyDamagedXlsx(file), "");
        EXPECT_GT(fs::file_size(file), before.size() * 9 / 10);  // the date in a workbook may pack better
    }

    /// The samples of a `batch.*.json`; its metadata say when it was made.
    static Json dataIn(const std::string& json)
    {
        Json data = parseJson(json, "a batch").at("data");
        EXPECT_EQ(data.size(), 1U);
        return data;
    }

    fs::path m_workbook = batchFile(m_lab.project(), "all cells", ".xlsx");
    fs::path m_json = batchFile(m_lab.project(), "all cells", ".json");
};

TEST_F(CheckBatches, WholeFilesOfABatchAreInOrder)
{
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_EQ(messages(report.skipped), "");
    EXPECT_NE(messages(report.done).find("the files of the batch were read and are whole"), std::string::npos);
}

TEST_F(CheckBatches, ATornWorkbookIsNamedAndMadeAgain)
{
    const std::string before = readFile(m_workbook);
    fs::resize_file(m_workbook, before.size() - 100);
    expectCured(m_workbook, before);
}

TEST_F(CheckBatches, AFlippedByteInAWorkbookIsNamedAndMadeAgain)
{
    const std::string before = readFile(m_workbook);
    std::string bytes = before;
    // Behind the header (30 bytes) and the name of the first member its compressed bytes begin.
    const std::size_t place = 30 + std::string("[Content_Types].xml").size() + 40;
    bytes[place] = static_cast<char>(bytes[place] ^ 0x5A);
    replaceFileText(m_workbook, bytes);
    expectCured(m_workbook, before);
}

TEST_F(CheckBatches, ATextFileIsNoWorkbook)
{
    const std::string before = readFile(m_workbook);
    replaceFileText(m_workbook, "Sample ID;Cycle");
    expectCured(m_workbook, before);
}

TEST_F(CheckBatches, AJsonThatCannotBeReadIsNamedAndMadeAgain)
{
    const std::string before = readFile(m_json);
    for (const std::string& text : {before.substr(0, before.size() / 2), std::string("[]"),
                                    std::string(R"({"data": [{"Cycle": []}], "metadata": {}})")})
    {
        replaceFileText(m_json, text);
        expectCured(m_json, before);
    }
}

TEST_F(CheckBatches, OneOfTheTwoFilesIsWhatAProgramThatWasEndedLeaves)
{
    fs::remove(m_json);
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_NE(messages(report.skipped).find("batch.all cells.json is not there"), std::string::npos);
    expectRepaired();
    EXPECT_TRUE(fs::exists(m_json));
}

TEST_F(CheckBatches, FilesThatAreBehindAreToldAndAreNoFault)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_02"}}}));
    const fs::path source = m_lab.folder() / "raw" / "run_a" / "2" / "b.ndax";
    simulateCell(source, 2);
    ASSERT_TRUE(m_lab.import({source}).report.ok());
    const auto expectTold = [&](const char* what) {
        const Report report = check();
        EXPECT_TRUE(report.ok()) << messages(report.failed);
        EXPECT_NE(messages(report.skipped).find(what), std::string::npos) << messages(report.skipped);
        EXPECT_TRUE(analyse().ok());
        EXPECT_EQ(messages(check().skipped), "");
    };
    addToBatch(m_lab.project(), "all cells", {"run_a_02"});
    expectTold("run_a_02 is not in its files");
    removeFromBatch(m_lab.project(), "all cells", {"run_a_01"});
    expectTold("run_a_01 is in its files, but not in the batch any more");
    simulateCell(source, 4);
    ASSERT_TRUE(m_lab.import({source}).report.ok());
    expectTold("run_a_02 was analysed since");
}

TEST_F(CheckBatches, FilesOfABatchThatWasDeletedAreTold)
{
    deleteBatches(m_lab.project(), {"all cells"});
    const Report report = check();
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    ASSERT_EQ(report.skipped.size(), 2U);
    EXPECT_NE(messages(report.skipped).find("belongs to no batch"), std::string::npos);
}

TEST_F(CheckBatches, ALeftoverThatGotItsNameMeanwhileIsNone)
{
    std::error_code refused;  // listed, but not there
    fs::create_symlink(m_json.string() + " is gone", m_json.string() + ".123-0.part", refused);
    if (refused) {
        GTEST_SKIP() << "Windows lets few users make links: " << refused.message();
    }
    for (const Repair repair : {Repair::No, Repair::Yes}) {
        const Report report = check(repair);
        EXPECT_TRUE(report.ok()) << messages(report.failed);
        EXPECT_EQ(messages(report.skipped), "");
    }
}

TEST_F(CheckBatches, StopsAtWhicheverLookItIsCancelled)
{
    test::CancelAtLook never = test::CancelAtLook::never();
    EXPECT_TRUE(checkProject(m_lab.project(), Repair::No, never).ok());
    // 4 files of the sample are listed, measured and read, its numbers compared; the batch and its member are looked
    // at.
    EXPECT_GT(never.looks(), 3U * 4U + 3U);
    for (std::size_t look = 1; look <= never.looks(); ++look) {
        test::CancelAtLook progress(look);
        EXPECT_THROW((void)checkProject(m_lab.project(), Repair::No, progress), Cancelled) << "at look " << look;
    }
}

TEST_F(CheckBatches, LeftoversOfWritingAreRemoved)
{
    const fs::path old = m_json.string() + ".123-0.part";
    replaceFileText(old, "half");
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(1));
    EXPECT_EQ(check().failed.size(), 1U);
    expectRepaired();
    EXPECT_FALSE(fs::exists(old));
}

}  // namespace
}  // namespace aurora::services
