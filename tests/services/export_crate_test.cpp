#include "aurora/core/error.h"
#include "export_project.h"
#include "storage/zip_entry.h"

#include <gmock/gmock.h>

#include <map>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What an RO-Crate says of the samples in it and of those who made them.
class ExportCrate : public ExportProject
{
};

TEST_F(ExportCrate, ACrateNamesWhatIsInItAndWhoMadeIt)
{
    storeSeries("r_1");
    storeImpedance("r_1");
    storeCycles("r_1");
    ExportRequest crate = request({"r_1"}, {});
    crate.crate = true;
    crate.name = "my cells";
    crate.description.title = "Cells of June";
    crate.description.authors = {{"Ada Lovelace", "Empa", "0000-0002-1825-0097"}, {"Bob", "Empa", ""}};
    crate.description.licence = "CC-BY-4.0";
    crate.description.doi = "https://doi.org/10.5281/zenodo.1234567";
    const ExportResult result = run(crate);
    ASSERT_EQ(result.archive, out / "my_cells.ro-crate.zip");
    EXPECT_THAT(written(), ElementsAre("my_cells.ro-crate.zip"));

    const Json document = parseJson(test::zipEntry(result.archive, "ro-crate-metadata.json"), "crate");
    EXPECT_EQ(document["@context"], "https://w3id.org/ro/crate/1.1/context");
    std::map<std::string, Json> entities;
    for (const Json& entity : document["@graph"]) {
        EXPECT_TRUE(entities.emplace(entity["@id"], entity).second) << entity["@id"] << " stands there twice";
    }
    EXPECT_EQ(entities.at("ro-crate-metadata.json")["conformsTo"]["@id"], "https://w3id.org/ro/crate/1.1");
    const Json& root = entities.at("./");
    EXPECT_EQ(root["name"], "Cells of June");
    EXPECT_EQ(root["identifier"], "https://doi.org/10.5281/zenodo.1234567");
    EXPECT_EQ(root["license"]["@id"], "https://creativecommons.org/licenses/by/4.0/");
    EXPECT_EQ(root["author"][0]["@id"], "https://orcid.org/0000-0002-1825-0097");
    EXPECT_EQ(entities.at("#Bob")["affiliation"]["@id"], "#Empa");
    EXPECT_EQ(root["publisher"]["@id"], "#Empa");
    EXPECT_EQ(entities.at("#Empa")["name"], "Empa");
    EXPECT_EQ(root["hasPart"], Json::array({{{"@id", "r_1/"}}}));
    EXPECT_THAT(dumpJson(entities.at("r_1/")["description"]), HasSubstr("NMC811"));

    std::vector<std::string> parts;
    for (const Json& part : entities.at("r_1/")["hasPart"]) {
        parts.push_back(part["@id"]);
        EXPECT_EQ(entities.at(part["@id"])["contentSize"],
                  std::to_string(test::zipEntry(result.archive, part["@id"].get<std::string>().c_str()).size()));
    }
    EXPECT_THAT(parts, ElementsAre("r_1/r_1.h5", "r_1/r_1.bdf.csv", "r_1/r_1.impedance.h5", "r_1/r_1.cycles.csv",
                                   "r_1/r_1.metadata.json"));
}

TEST_F(ExportCrate, ADescriptionWithAWrongIdentifierIsRefusedBeforeAnythingIsWritten)
{
    storeSeries("r_1");
    ExportRequest crate = request({"r_1"}, {});
    crate.crate = true;
    crate.name = "a";
    crate.description.doi = "zenodo 1234567";
    EXPECT_THROW(run(crate), UsageError);
    crate.description.doi = "doi:10.5281/zenodo.1234567";
    crate.description.authors = {{"Ada", "", "0000-0002-1825-0098"}};
    EXPECT_THAT(whyNotDescription(crate.description), HasSubstr("last digit")) << "0097 is the right one";
    crate.description.authors = {{"Ada", "", "0000-0001-5109-3700"}, {"Carl", "", "0000-0002-1694-233X"}};
    EXPECT_EQ(whyNotDescription(crate.description), "") << "identifiers from orcid.org's own documentation";
    crate.description.authors = {{" ", "Empa", ""}};
    EXPECT_THAT(whyNotDescription(crate.description), HasSubstr("no name"));
    EXPECT_THAT(written(), IsEmpty());
    EXPECT_THROW(run(request({"r_1"}, {})), UsageError) << "nothing was chosen";
}

TEST_F(ExportCrate, TheTemplateIsKeptInTheUsersFileBesideWhatIsThere)
{
    replaceFileText(out / "user.json", R"({"mine": 1})");
    EXPECT_EQ(crateTemplate(), CrateDescription());
    const CrateDescription description{"Title", "Text", {{"Ada", "Empa", ""}, {"Bob", "ETH", ""}}, "CC0-1.0", "10.1/x"};
    keepCrateTemplate(description);
    EXPECT_EQ(crateTemplate(), description);
    EXPECT_EQ(parseJson(readFile(out / "user.json"), "user")["mine"], 1);
}

TEST_F(ExportCrate, AnAuthorWithTheNameOfAnInstitutionIsNamedBesideIt)
{
    storeSeries("r_1");
    ExportRequest crate = request({"r_1"}, {});
    crate.crate = true;
    crate.name = "a";
    crate.description.authors = {
        {"Empa", "Empa", ""}, {"export", "", ""}, {"J. Doe", "Empa", ""}, {"J. Doe", "ETH", ""}};
    const Json document = parseJson(test::zipEntry(run(crate).archive, "ro-crate-metadata.json"), "crate");
    std::map<std::string, Json> entities;
    for (const Json& entity : document["@graph"]) {
        EXPECT_TRUE(entities.emplace(entity["@id"], entity).second) << entity["@id"] << " stands there twice";
    }
    const Json& root = entities.at("./");
    ASSERT_EQ(root["author"].size(), 4U);
    const auto author = [&](std::size_t i) { return entities.at(root["author"][i]["@id"]); };
    EXPECT_EQ(author(0)["@type"], "Person");
    EXPECT_EQ(entities.at(author(0)["affiliation"]["@id"])["@type"], "Organization");
    EXPECT_EQ(entities.at(root["publisher"]["@id"])["@type"], "Organization");
    EXPECT_EQ(author(1)["@type"], "Person");
    EXPECT_EQ(entities.at(root["mentions"]["@id"])["@type"], "CreateAction");
    EXPECT_EQ(entities.at(author(2)["affiliation"]["@id"])["name"], "Empa");
    EXPECT_EQ(entities.at(author(3)["affiliation"]["@id"])["name"], "ETH");
}

}  // namespace
}  // namespace aurora::services
