#include "aurora/services/label_samples.h"

#include "services/lab_project.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class LabelSamples : public testing::Test
{
protected:
    LabelSamples()
    {
        m_lab.addSamples(Json::parse(
            R"([{"Sample ID": "run_a_01", "Label": "ten"}, {"Sample ID": "run_a_02"}, {"Sample ID": "run_a_03"}])"));
    }

    LabProject m_lab;
};

TEST_F(LabelSamples, TheLabelsThatThereAreAreToldOnceEach)
{
    EXPECT_THAT(labelsOf(m_lab.project(), {"run_a_01"}), ElementsAre("ten"));
    EXPECT_THAT(labelsOf(m_lab.project(), {"run_a_03", "run_a_01", "run_a_02"}), ElementsAre("", "ten"));
}

TEST_F(LabelSamples, AllGetTheSameOneAndABlankOneTakesItAway)
{
    const std::vector<std::string> both{"run_a_01", "run_a_02"};
    ASSERT_TRUE(labelSamples(m_lab.project(), both, "June", Progress::none()).ok());
    EXPECT_THAT(labelsOf(m_lab.project(), both), ElementsAre("June"));
    ASSERT_TRUE(labelSamples(m_lab.project(), {"run_a_01"}, "", Progress::none()).ok());
    EXPECT_THAT(labelsOf(m_lab.project(), both), ElementsAre("", "June"));
}

TEST_F(LabelSamples, OneThatIsNotThereKeepsNoOtherFromBeingLabelled)
{
    const Report report = labelSamples(m_lab.project(), {"run_b_01", "run_a_02"}, "June", Progress::none());
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed.front().input, "run_b_01");
    EXPECT_THAT(report.failed.front().message, HasSubstr("There is no sample"));
    EXPECT_THAT(labelsOf(m_lab.project(), {"run_a_02"}), ElementsAre("June"));
}

}  // namespace
}  // namespace aurora::services
