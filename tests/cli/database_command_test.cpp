#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "command_line.h"

#include <gmock/gmock.h>

namespace aurora::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DatabaseCommand : public CommandLine
{
protected:
    DatabaseCommand()
    {
        EXPECT_EQ(call({"init", path("lab")}).status, 0);
        addSample("run_a_1");
    }

    void addSample(const std::string& id)
    {
        EXPECT_EQ(call({"import-samples", write(id + ".csv", "Sample ID;Label\n" + id + ";x\n")}).status, 0);
    }

    [[nodiscard]] std::size_t samples() const
    {
        return parseJson(call({"list", "samples", "--json"}).out, "answer").size();
    }
};

TEST_F(DatabaseCommand, ABackupIsRestoredOnlyWhenThatIsMeant)
{
    const Answer backup = call({"database", "backup", "--json"});
    EXPECT_EQ(backup.status, 0);
    const auto file = parseJson(backup.out, "answer")["done"][0]["input"].get<std::string>();
    EXPECT_THAT(file, HasSubstr("database/backup/database.backup."));
    addSample("run_a_2");
    const Answer asked = call({"database", "restore", file});
    EXPECT_EQ(asked.status, 1);
    EXPECT_THAT(asked.out + asked.error, AllOf(HasSubstr("2 rows now, 1 in the backup"), HasSubstr("--yes")));
    EXPECT_EQ(samples(), 2U);
    EXPECT_EQ(call({"database", "restore", file, "--yes"}).status, 0);
    EXPECT_EQ(samples(), 1U);
    addSample("run_a_3");
    EXPECT_EQ(call({"database", "restore", pathText(pathFromText(file).filename()), "--yes"}).status, 0)
        << "by its name in the backup folder";
    EXPECT_EQ(samples(), 1U);
    EXPECT_EQ(call({"database", "restore", path("none.db"), "--yes"}).status, 1);
}

TEST_F(DatabaseCommand, ACopyIsMadeAndUsedOnDemand)
{
    EXPECT_EQ(call({"database", "copy", "--to", path("copy.db")}).status, 0);
    EXPECT_EQ(call({"database", "copy", "--to", path("copy.db")}).status, 1) << "there is a file already";
    EXPECT_EQ(call({"database", "copy", "--to", path("used.db"), "--use"}).status, 0);
    addSample("run_a_2");
    EXPECT_EQ(samples(), 2U);
    const Answer wrong = call({"database", "copy", "--to", "postgresql://lab:hush@127.0.0.1/aurora"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.out + wrong.error, AllOf(HasSubstr("~/.pgpass"), Not(HasSubstr("hush"))));
    EXPECT_EQ(call({"database", "copy"}).status, 2);
    EXPECT_EQ(call({"init", path("other"), "--database", "aurora"}).status, 2);
}

}  // namespace
}  // namespace aurora::cli
