#include "aurora/services/edit_samples.h"

#include "aurora/core/error.h"
#include "aurora/database/results_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/batches.h"
#include "aurora/services/check.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class EditSamples : public testing::Test
{
protected:
    Report add(const std::string& id, const std::vector<TypedCell>& cells) const
    {
        return addSample(m_lab.project(), id, cells, Progress::none());
    }

    Report change(const std::string& id, const std::vector<TypedCell>& cells) const
    {
        return changeSample(m_lab.project(), id, cells, Progress::none());
    }

    [[nodiscard]] std::optional<database::Row> row(const std::string& id) const
    {
        const auto database = m_lab.project().openDatabase();
        return database::SamplesTable(*database).find(id);
    }

    [[nodiscard]] double number(const std::string& id, const std::string& column) const
    {
        return std::get<double>(row(id)->at(column));
    }

    void sql(const std::string& statement) const
    {
        const auto database = m_lab.project().openDatabase();
        database->write([&] { database->execute(statement); });
    }

    template <typename Call>
    static std::string whyRefused(const Call& call)
    {
        try {
            call();
        } catch (const Error& error) {
            return error.what();
        }
        return "not refused";
    }

    LabProject m_lab;
};

TEST_F(EditSamples, ASampleMadeByHandIsComputedAsAnImportedOne)
{
    // By hand: (22.5 - 16.5) * 0.95 = 5.7 mg; 5.7 mg * 350 mAh/g = 1.995 mAh; 0.9 * 1.5 / 1.5 with (15 / 15)^2.
    const Report report = add("run_a_07", {{"anode weight (mg)", "22.5"},
                                           {"Anode current collector mass (mg)", "16.5"},
                                           {"ANODE AM CONTENT", "0.95"},
                                           {"Anode Practical Capacity (mAh/g)", "350"},
                                           {"Anode diameter (mm)", "15"},
                                           {"Cathode diameter (mm)", "12"},
                                           {"Cathode balancing capacity (mAh)", "1.5"}});
    ASSERT_TRUE(report.ok());
    EXPECT_NEAR(number("run_a_07", "Anode active material mass (mg)"), 5.7, 1e-9);
    EXPECT_NEAR(number("run_a_07", "Anode balancing capacity (mAh)"), 1.995, 1e-9);
    EXPECT_NEAR(number("run_a_07", "N:P ratio overlap factor"), 0.64, 1e-9);
    EXPECT_NEAR(number("run_a_07", "Actual N:P ratio"), 1.995 * 0.64 / 1.5, 1e-9);
    EXPECT_EQ(toText(row("run_a_07")->at("Run ID")), "run_a");
    EXPECT_THAT(messages(report.done), HasSubstr("Anode active material mass (mg) 5.7"));
}

TEST_F(EditSamples, AMassWeighedLaterIsToldOldAndNewWithWhatFollowsFromIt)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"},
                                   {"Cathode mass (mg)", 20},
                                   {"Cathode current collector mass (mg)", 8},
                                   {"Cathode active material mass fraction", 0.5}}}));
    const Report report = change("run_a_01", {{"Cathode mass (mg)", "22"}, {"comments", "weighed again"}});
    EXPECT_NEAR(number("run_a_01", "Cathode active material mass (mg)"), 7, 1e-9);
    EXPECT_EQ(toText(row("run_a_01")->at("Comment")), "weighed again");
    EXPECT_EQ(messages(report.done), "changed: Cathode active material mass (mg) 6 → 7, Cathode mass (mg) 20 → 22, "
                                     "Comment (empty) → weighed again\n");
    EXPECT_EQ(messages(change("run_a_01", {{"Cathode mass (mg)", "22.0"}}).skipped), "unchanged\n");
}

TEST_F(EditSamples, ABlankTextClearsACell)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}, {"Label", "x"}}}));
    EXPECT_TRUE(change("run_a_01", {{"Label", ""}}).ok());
    EXPECT_FALSE(row("run_a_01")->contains("Label"));
}

TEST_F(EditSamples, ClearingAnInputClearsWhatWasComputedFromIt)
{
    add("run_a_07", {{"Cathode mass (mg)", "20"},
                     {"Cathode current collector mass (mg)", "10"},
                     {"Cathode active material mass fraction", "0.9"},
                     {"Cathode balancing specific capacity (mAh/g)", "200"}});
    ASSERT_DOUBLE_EQ(number("run_a_07", "Cathode balancing capacity (mAh)"), 1.8);  // 10 mg × 0.9 × 200 mAh/g
    const Report report = change("run_a_07", {{"Cathode mass (mg)", ""}});
    EXPECT_THAT(messages(report.done), testing::HasSubstr("Cathode balancing capacity (mAh) 1.8"));
    const database::Row left = *row("run_a_07");
    EXPECT_EQ(left.count("Cathode active material mass (mg)"), 0U);
    EXPECT_EQ(left.count("Cathode balancing capacity (mAh)"), 0U);
}

TEST_F(EditSamples, ActiveMassThatWasTypedInStaysWhenSomethingElseIsCleared)
{
    add("run_a_07", {{"Cathode active material mass (mg)", "9"}, {"Label", "x"}});
    static_cast<void>(change("run_a_07", {{"Label", ""}}));
    EXPECT_DOUBLE_EQ(number("run_a_07", "Cathode active material mass (mg)"), 9);
}

TEST_F(EditSamples, MistakesAreOneSentenceAndStoreNothing)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"},
                                   {"Cathode mass (mg)", 20},
                                   {"Cathode current collector mass (mg)", 8},
                                   {"Cathode active material mass fraction", 0.5}}}));
    const auto before = row("run_a_01");

    const struct
    {
        std::vector<TypedCell> cells;
        const char* part;
    } mistakes[] = {
        {{{"Label", "new"}, {"Mood", "good"}}, "There is no column \"Mood\""},
        {{{"Label", "new"}, {"collector", "1"}}, "\"Cathode current collector mass (mg)\""},
        {{{"Label", "new"}, {"Cathode mass (mg)", "22,5"}}, "\"22,5\" is not a number"},
        {{{"Label", "new"}, {"Cathode mass (mg)", "-22.5"}}, "Column \"Cathode mass (mg)\": \"-22.5\" is below zero."},
        {{{"Label", "new"}, {"Cell number", "1.5"}}, "\"1.5\" is not a whole number"},
        {{{"Label", "new"}, {"Cathode mass (mg)", "1"}, {"Cathode weight (mg)", "2"}}, "is given twice"},
        {{{"Label", "new"}, {"Sample ID", "run_a_02"}}, "Sample ID"},
        {{{"Label", "new"}, {"Cathode active material mass (mg)", "9"}}, "which give 6"},
    };

    for (const auto& mistake : mistakes) {
        const std::string why = whyRefused([&] { change("run_a_01", mistake.cells); });
        EXPECT_THAT(why, HasSubstr(mistake.part));
        EXPECT_THAT(why, HasSubstr("Nothing was stored."));
        EXPECT_EQ(row("run_a_01"), before);
    }
    EXPECT_THAT(whyRefused([&] { change("run_a_02", {{"Label", "x"}}); }), HasSubstr("no sample \"run_a_02\""));
    EXPECT_THAT(whyRefused([&] { change("RUN_A_01", {{"Label", "x"}}); }), HasSubstr("Is \"run_a_01\" meant?"));
    EXPECT_THAT(whyRefused([&] { add("run_a_01", {}); }), HasSubstr("already"));
    EXPECT_THAT(whyRefused([&] { add("Run_a_01", {}); }), HasSubstr("upper and lower case"));
    EXPECT_THAT(whyRefused([&] { add("a/b", {}); }), HasSubstr("cannot be a Sample ID"));
    EXPECT_EQ(database::SamplesTable(*m_lab.project().openDatabase()).ids(), std::vector<std::string>{"run_a_01"});
}

/// A cell with data.
class AnalysedSample : public EditSamples
{
protected:
    AnalysedSample()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}, {"Cathode active material mass (mg)", 20}}}));
        const fs::path source = m_lab.folder() / "raw" / "run_a" / "1" / "a.ndax";
        fs::create_directories(source.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(source, simulation::simulate({}, program), program, {});
        EXPECT_TRUE(m_lab.import({source}).report.ok());
    }

    [[nodiscard]] std::optional<database::Row> results() const
    {
        const auto database = m_lab.project().openDatabase();
        return database::ResultsTable(*database).find("run_a_01");
    }
};

TEST_F(AnalysedSample, AnotherMassGivesAnotherSpecificCapacityAtOnce)
{
    const char* const column = "Last specific discharge capacity (mAh/g)";
    const double before = std::get<double>(results()->at(column));
    const Report report = change("run_a_01", {{"Cathode active material mass (mg)", "10"}});
    EXPECT_THAT(messages(report.done), HasSubstr("analysed: 5 cycles"));
    EXPECT_NEAR(std::get<double>(results()->at(column)), 2 * before, 1e-9 * before);
}

TEST_F(AnalysedSample, WhatCouldNotBeAnalysedAfterAChangeIsWhenTheSameIsSaidAgain)
{
    const char* const column = "Last specific discharge capacity (mAh/g)";
    const double before = std::get<double>(results()->at(column));
    const fs::path inTheWay = m_lab.file("run_a_01", "cycles.run_a_01.json");
    fs::remove(inTheWay);
    fs::create_directories(inTheWay / "a folder");
    const Report failed = change("run_a_01", {{"Cathode active material mass (mg)", "10"}});
    EXPECT_EQ(failed.failed.size(), 1U);
    EXPECT_DOUBLE_EQ(std::get<double>(results()->at(column)), before);
    fs::remove_all(inTheWay);
    const Report again = change("run_a_01", {{"Cathode active material mass (mg)", "10"}});
    EXPECT_TRUE(again.ok()) << messages(again.failed);
    EXPECT_THAT(messages(again.skipped), HasSubstr("unchanged"));
    EXPECT_NEAR(std::get<double>(results()->at(column)), 2 * before, 1e-9 * before);
    const Report once = change("run_a_01", {{"Cathode active material mass (mg)", "10"}});
    EXPECT_TRUE(once.done.empty()) << "there is nothing new any more";
}

TEST_F(AnalysedSample, DeletingItTellsWhatIsLostAndKeepsItsData)
{
    createBatch(m_lab.project(), "b", {"run_a_01"});
    sql(R"(INSERT INTO jobs ("Job ID", "Sample ID") VALUES ('tt1-1', 'run_a_01'), ('tt1-2', 'run_a_01'))");
    const std::vector<SampleDeletion> plan = planSampleDeletion(m_lab.project(), {"run_a_01"});
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_EQ(plan[0].filledCells, 3U);  // Sample ID, Run ID, mass
    EXPECT_EQ(plan[0].jobs, 2U);
    EXPECT_EQ(plan[0].dataFiles, 4U);  // snapshot, full, shrunk, cycles
    ASSERT_TRUE(row("run_a_01")) << "a plan deletes nothing";

    const Report report = deleteSamples(m_lab.project(), {"run_a_01"});
    for (const char* part : {"3 filled fields", "its row of results", "the batch \"b\"", "2 jobs", "4 files in "}) {
        EXPECT_THAT(messages(report.done), HasSubstr(part));
    }
    EXPECT_FALSE(row("run_a_01"));
    EXPECT_FALSE(results());
    EXPECT_TRUE(listBatches(m_lab.project()).at(0).samples.empty());
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "snapshot.a.h5")));
    const Report check = checkProject(m_lab.project(), Repair::No, Progress::none());
    EXPECT_TRUE(check.ok()) << messages(check.failed);

    const Report again = add("run_a_01", {});
    EXPECT_THAT(messages(again.done), HasSubstr("analysed: 5 cycles")) << "its data are found again";
}

TEST_F(AnalysedSample, OneThatIsLoadedIsNotDeletedNorAreThoseNamedWithIt)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "run_a_02"}}}));
    sql(R"(INSERT INTO pipelines ("Pipeline", "Sample ID") VALUES ('tt1-1', 'run_a_01'))");
    const std::string why = whyRefused([&] { deleteSamples(m_lab.project(), {"run_a_02", "run_a_01"}); });
    EXPECT_THAT(why, HasSubstr("\"run_a_01\" is loaded on tt1-1"));
    EXPECT_TRUE(row("run_a_01"));
    EXPECT_TRUE(row("run_a_02"));
}

}  // namespace
}  // namespace aurora::services
