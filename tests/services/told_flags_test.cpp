#include "aurora/services/batches.h"
#include "aurora/services/details.h"
#include "aurora/services/tables.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::ElementsAre;

std::vector<std::string> flagsOf(const Table& table)
{
    std::vector<std::string> flags;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        for (const auto& row : table.rows) {
            if (table.columns[i].name == "Flag") {
                flags.push_back(toText(row[i]));
            }
        }
    }
    return flags;
}

/// Samples whose last jobs ended in every way there is, as the analysis stores them: all are `Complete`.
class ToldFlags : public testing::Test
{
protected:
    ToldFlags()
    {
        test::qtApplication();
        const auto database = project.openDatabase();
        database->write([&] {
            const auto add = [&](const std::string& id, const std::string& status, int cycles, const char* flag) {
                database->execute(R"(INSERT INTO samples ("Sample ID") VALUES (?))", {id});
                database->execute(R"(INSERT INTO results ("Sample ID", "Status", "Number of cycles", "Flag")
                                     VALUES (?, ?, ?, ?))",
                                  {id, status, std::int64_t{cycles}, std::string(flag)});
                database->execute(R"(INSERT INTO pipelines ("Pipeline", "Sample ID", "Flag") VALUES (?, ?, ?))",
                                  {"p-" + id, id, std::string(flag)});
            };
            add("a_1", "c", 84, "Complete");
            add("a_2", "cd", 12, "Complete");
            add("a_3", "ce", 3, "Complete");
            add("a_4", "c", 0, "Complete");
            add("a_5", "cd", 40, "Cap loss");
        });
        createBatch(project, "all", {"a_1", "a_2", "a_3", "a_4", "a_5"});
    }

    const testing::Matcher<std::vector<std::string>> told =
        ElementsAre("Complete", "Ended, cancelled", "Ended with error", "Ended without cycle", "Cap loss");
    test::TemporaryFolder folder;
    Project project = initProject(folder.path() / "project");
};

TEST_F(ToldFlags, AreTheSameInResultsPipelinesAndBatches)
{
    EXPECT_THAT(flagsOf(readTable(project, TableKind::Results)), told);
    EXPECT_THAT(flagsOf(toRows(readTableColumns(project, TableKind::Results))), told);
    EXPECT_THAT(flagsOf(readTable(project, TableKind::Pipelines)), told);
    EXPECT_THAT(flagsOf(batchMembers(project, {"all"})), told);
}

TEST_F(ToldFlags, AreTheSameInDetailsWhileTheRawRecordKeepsTheWordOfTheDatabase)
{
    const RowDetails result = readDetails(project, TableKind::Results, "a_2");
    EXPECT_THAT(flagsOf(result.row), ElementsAre("Ended, cancelled"));
    EXPECT_EQ(result.record.at("Flag"), "Complete");
    EXPECT_THAT(flagsOf(readDetails(project, TableKind::Pipelines, "p-a_3").row), ElementsAre("Ended with error"));
}

TEST_F(ToldFlags, AreWhatRowsAreChosenBy)
{
    EXPECT_EQ(readTable(project, TableKind::Results, {{"Flag", "Ended, cancelled"}}).rows.size(), 1U);
    EXPECT_EQ(readTable(project, TableKind::Results, {{"Flag", "Complete"}}).rows.size(), 1U);
}

}  // namespace
}  // namespace aurora::services
