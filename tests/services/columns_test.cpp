#include "aurora/services/columns.h"

#include "aurora/core/error.h"
#include "aurora/database/samples_table.h"
#include "services/lab_project.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Columns : public testing::Test
{
protected:
    Columns()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "a_1"}, {"Label", "x"}, {"Anode mass (mg)", 2}},
                                      {{"Sample ID", "a_2"}, {"Label", "y"}},
                                      {{"Sample ID", "a_3"}}}));
    }

    /// Changes `Sample database` in the file.
    template <typename Change>
    void configure(const Change& change)
    {
        const fs::path file = m_lab.folder() / "lab" / "shared_config.json";
        Json config = parseJson(readFile(file), "config");
        change(config["Sample database"]);
        replaceFileText(file, dumpJson(config));
    }

    static Json withoutColumn(const Json& list, const std::string& name)
    {
        Json kept = Json::array();
        std::copy_if(list.begin(), list.end(), std::back_inserter(kept),
                     [&](const Json& entry) { return entry["Name"] != name; });
        return kept;
    }

    [[nodiscard]] Project project() const { return openProject(m_lab.folder() / "lab", MissingColumns::Left); }

    [[nodiscard]] std::vector<std::string> inTable() const
    {
        return database::SamplesTable(*m_lab.project().openDatabase()).columnNames();
    }

    [[nodiscard]] std::string cell(const std::string& sample, const std::string& column) const
    {
        const auto row = database::SamplesTable(*m_lab.project().openDatabase()).find(sample);
        const auto found = row->find(column);
        return found == row->end() ? std::string("(empty)") : toText(found->second);
    }

    [[nodiscard]] std::size_t backups() const
    {
        const fs::path folder = m_lab.project().config().backupFolder;
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

    LabProject m_lab;
};

TEST_F(Columns, WhereNothingDiffersNothingIsDone)
{
    EXPECT_TRUE(planColumns(project()).isEmpty());
    EXPECT_THAT(applyColumns(project(), AllowLoss::Yes).done, IsEmpty());
    EXPECT_EQ(backups(), 0U);
}

TEST_F(Columns, ANewColumnIsPlannedThenAdded)
{
    configure([](Json& list) { list.push_back({{"Name", "Glue"}, {"Type", "TEXT"}}); });
    const ColumnPlan plan = planColumns(project());
    ASSERT_EQ(plan.added.size(), 1U);
    EXPECT_EQ(plan.added[0].name, "Glue");
    EXPECT_THAT(inTable(), Not(Contains("Glue"))) << "a plan changes nothing";
    EXPECT_TRUE(applyColumns(project(), AllowLoss::No).ok());
    EXPECT_THAT(inTable(), Contains("Glue"));
    EXPECT_EQ(backups(), 1U);
}

TEST_F(Columns, AColumnThatIsNotConfiguredAnyMoreIsRemovedOnlyWhereLossIsAllowed)
{
    configure([](Json& list) { list = withoutColumn(list, "Label"); });
    const ColumnPlan plan = planColumns(project());
    ASSERT_EQ(plan.removed.size(), 1U) << "Pipeline and Job ID are the program's own";
    EXPECT_EQ(plan.removed[0].name, "Label");
    EXPECT_EQ(plan.removed[0].filledCells, 2U);
    EXPECT_THAT(messages(applyColumns(project(), AllowLoss::No).skipped), HasSubstr("2 filled fields"));
    EXPECT_EQ(cell("a_2", "Label"), "y");
    EXPECT_EQ(backups(), 0U);

    EXPECT_THAT(messages(applyColumns(project(), AllowLoss::Yes).done), HasSubstr("removed, 2 cells lost"));
    EXPECT_THAT(inTable(), Not(Contains("Label")));
    EXPECT_THAT(inTable(), Contains("Job ID"));
    EXPECT_EQ(cell("a_1", "Anode mass (mg)"), "2");
    EXPECT_EQ(backups(), 1U);
}

TEST_F(Columns, ANameInAnotherCaseIsTheSameColumnAndKeepsItsValues)
{
    configure([](Json& list) {
        list = withoutColumn(list, "Label");
        list.push_back({{"Name", "LABEL"}, {"Type", "TEXT"}});
    });
    const ColumnPlan plan = planColumns(project());
    EXPECT_THAT(plan.added, IsEmpty());
    EXPECT_THAT(plan.removed, IsEmpty());
    ASSERT_EQ(plan.respelled.size(), 1U);
    EXPECT_TRUE(applyColumns(project(), AllowLoss::No).ok());
    EXPECT_EQ(cell("a_2", "LABEL"), "y");
    EXPECT_TRUE(planColumns(project()).isEmpty());
}

TEST_F(Columns, ARenamedColumnTakesTheValuesOfItsAlternativeName)
{
    configure([](Json& list) {
        list = withoutColumn(list, "Label");
        list.push_back({{"Name", "Nickname"}, {"Alternative names", {"Label"}}, {"Type", "TEXT"}});
    });
    const ColumnPlan plan = planColumns(project());
    ASSERT_EQ(plan.removed.size(), 1U);
    EXPECT_EQ(plan.removed[0].meant, "Nickname");
    EXPECT_EQ(plan.removed[0].lostCells, 0U);
    EXPECT_TRUE(applyColumns(project(), AllowLoss::Yes).ok());
    EXPECT_EQ(cell("a_2", "Nickname"), "y");
    EXPECT_THAT(inTable(), Not(Contains("Label")));
}

TEST_F(Columns, TwoAlternativeNamesThatDifferLoseTheCellsOfTheSecond)
{
    configure([](Json& list) {
        list = withoutColumn(withoutColumn(list, "Label"), "Barcode");
        list.push_back({{"Name", "Nickname"}, {"Alternative names", {"Label", "Barcode"}}, {"Type", "TEXT"}});
    });
    const auto database = m_lab.project().openDatabase();
    database->write([&] {
        database->execute(R"(UPDATE samples SET "Barcode" = 'other' WHERE "Sample ID" = 'a_1')");
        database->execute(R"(UPDATE samples SET "Barcode" = 'y' WHERE "Sample ID" = 'a_2')");
        database->execute(R"(UPDATE samples SET "Barcode" = 'z' WHERE "Sample ID" = 'a_3')");
    });
    const ColumnPlan plan = planColumns(project());
    ASSERT_EQ(plan.removed.size(), 2U);
    EXPECT_EQ(plan.removed[0].lostCells, 0U);
    EXPECT_EQ(plan.removed[1].lostCells, 1U) << "of a_1; a_2 is the same in both, a_3 only in one";
    const std::string told = messages(applyColumns(project(), AllowLoss::Yes).done);
    EXPECT_THAT(told, HasSubstr("removed, 1 cell lost"));
    EXPECT_THAT(told, HasSubstr("removed, 0 cells lost"));
    EXPECT_EQ(cell("a_1", "Nickname"), plan.removed[0].name == "Label" ? "x" : "other");
    EXPECT_EQ(cell("a_3", "Nickname"), "z");
}

TEST_F(Columns, TheOldColumnOfAPythonProjectIsCountedAndKept)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    const fs::path lab = m_lab.folder() / "python";
    fs::copy(*corpus / "python_project" / "project", lab, fs::copy_options::recursive);
    fs::copy_file(lab / "database" / "database_older_lab.db", lab / "database" / "database.db",
                  fs::copy_options::overwrite_existing);
    const ColumnPlan plan = planColumns(openProject(lab, MissingColumns::Left));
    // `Old remark` is filled for one cell, `Barcode` is missing.
    ASSERT_EQ(plan.removed.size(), 1U);
    EXPECT_EQ(plan.removed[0].name, "Old remark");
    EXPECT_EQ(plan.removed[0].lostCells, 1U);
    ASSERT_EQ(plan.added.size(), 1U);
    EXPECT_EQ(plan.added[0].name, "Barcode");
}

}  // namespace
}  // namespace aurora::services
