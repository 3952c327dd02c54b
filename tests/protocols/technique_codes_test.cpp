#include "aurora/protocols/technique_codes.h"

#include "aurora/core/json.h"

#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

TEST(TechniqueCodes, AreThoseOfTheFormat)
{
    EXPECT_EQ(techniqueCodesOfFormat("EC-Lab mpr"), TechniqueCodes::EcLab);
    EXPECT_EQ(techniqueCodesOfFormat("EC-Lab mpt"), TechniqueCodes::EcLab);
    EXPECT_EQ(techniqueCodesOfFormat("Neware xlsx"), TechniqueCodes::Neware);
    EXPECT_EQ(techniqueCodesOfFormat("tomato JSON"), TechniqueCodes::Tomato);
    EXPECT_EQ(techniqueCodesOfFormat("snapshot"), TechniqueCodes::Unknown);
    EXPECT_EQ(techniqueCodesOfFormat(""), TechniqueCodes::Unknown);
}

TEST(TechniqueCodes, OfOurSnapshotsAreThoseOfTheirRecording)
{
    const Json metadata = Json::parse(R"json({"provenance": {"recording": {"format": "Neware ndax"}}})json");
    EXPECT_EQ(techniqueCodesOf(metadata), TechniqueCodes::Neware);
}

TEST(TechniqueCodes, OfPythonSnapshotsAreThoseOfTheirJobType)
{
    for (const auto& [jobType, codes] :
         {std::pair{"eclab_mpr", TechniqueCodes::EcLab}, std::pair{"neware_ndax", TechniqueCodes::Neware},
          std::pair{"tomato_0_2_biologic", TechniqueCodes::Tomato}})
    {
        // An import of the file notes it as a recording without a vendor's format.
        const Json metadata{{"provenance", {{"recording", {{"format", "snapshot"}}}}},
                            {"job_data", {{"job_type", jobType}}}};
        EXPECT_EQ(techniqueCodesOf(metadata), codes) << jobType;
    }
}

TEST(TechniqueCodes, OfOlderPythonSnapshotsAreThoseOfTheirConversion)
{
    const Json neware = Json::parse(R"json({"provenance": {"aurora_metadata": {"mpr_conversion":
        {"method": "neware_harvester.convert_neware_data"}}}})json");
    EXPECT_EQ(techniqueCodesOf(neware), TechniqueCodes::Neware);
    const Json tomato = Json::parse(R"json({"provenance": {"aurora_metadata": {"json_conversion":
        {"method": "tomato_converter.py convert_tomato_json"}}}})json");
    EXPECT_EQ(techniqueCodesOf(tomato), TechniqueCodes::Tomato);
}

TEST(TechniqueCodes, AreUnknownWhereNothingTells)
{
    for (const char* const text : {"null", "[]", "3", "{}", R"({"provenance": 3, "job_data": []})",
                                   R"({"job_data": {"job_type": 7}})", R"({"provenance": {"recording": "EC-Lab"}})"})
    {
        EXPECT_EQ(techniqueCodesOf(Json::parse(text)), TechniqueCodes::Unknown) << text;
    }
}

}  // namespace
}  // namespace aurora::protocols
