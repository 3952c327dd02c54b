#include "aurora/services/export_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/services/batches.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "lab_project.h"
#include "storage/zip_entry.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A CSV file as columns of text.
std::map<std::string, std::vector<std::string>> readCsv(const fs::path& file)
{
    const std::vector<std::string> lines = split(readFile(file), '\n');
    const std::vector<std::string> names = split(lines.front(), ',');
    std::map<std::string, std::vector<std::string>> columns;
    for (std::size_t row = 1; row < lines.size() && !lines[row].empty(); ++row) {
        const std::vector<std::string> cells = split(lines[row], ',');
        EXPECT_EQ(cells.size(), names.size());
        for (std::size_t i = 0; i < names.size(); ++i) {
            columns[names[i]].push_back(cells[i]);
        }
    }
    return columns;
}

class ExportSamples : public testing::Test
{
protected:
    ExportSamples()
    {
        qputenv("AURORA_USER_CONFIG", QByteArray::fromStdString(pathText(out / "user.json")));
        m_lab.addSamples(Json::array(
            {{{"Sample ID", "r_1"}, {"Cathode type", "NMC811"}}, {{"Sample ID", "r_2"}}, {{"Sample ID", "r_3"}}}));
        fs::create_directories(out);
    }

    /// Stores what an analysis would: 1 mAh charged at 4 V and a rest in the first step, two quarters of it discharged
    /// at 3 V and 2 V in the second, cycle 7, and a rest. Technique 1 charges, 2 rests and 3 discharges.
    void storeSeries(const std::string& sample) const
    {
        MergedSeries series;
        series.uts = {1000, 1010, 1020, 1030, 1040, 1050};
        series.voltage_V = {4, 4, 4, 3, 2, 2};
        series.current_A = {0.5F, 0.5F, 0, -0.5F, -0.5F, 0};
        series.charge_mAh = {0, 1, 0, -0.25, -0.25, 0};
        series.technique = {1, 1, 2, 3, 3, 2};
        series.step = {1, 1, 1, 2, 2, 3};
        series.cycle = {0, 0, 0, 7, 7, 0};
        store(sample, "full", [&](const fs::path& file) { storage::writeFull(file, series, metadata()); });
    }

    void storeImpedance(const std::string& sample) const
    {
        ImpedanceSeries series;
        series.uts = {1025, 1026, 2000};
        series.cycle = {0, 0, 7};
        series.frequency_Hz = {1000, 100, 10};
        series.reZ_ohm = {5, 6, 7};
        series.imZ_ohm = {-1, -2, -3};
        store(sample, "eis", [&](const fs::path& file) { storage::writeImpedance(file, series, metadata()); });
    }

    void storeCycles(const std::string& sample) const
    {
        CycleTable cycles(2);
        cycles[0].cycle = 1;
        cycles[0].dischargeCapacity_mAh = 2.5;
        cycles[1].cycle = 2;
        cycles[1].dischargeCapacity_mAh = 2.25;
        SampleSummary summary;
        summary.sampleId = sample;
        summary.numberOfCycles = 2;
        const fs::path file = m_lab.file(sample, "cycles." + sample + ".json");
        makeFolder(file.parent_path());
        replaceFileText(file, dumpJson(storage::cyclesJson(cycles, summary, metadata())));
    }

    ExportResult run(const ExportRequest& request, Progress& progress = Progress::none()) const
    {
        return exportSamples(m_lab.project(), request, progress);
    }

    [[nodiscard]] ExportRequest request(std::vector<std::string> samples, std::set<SeriesFormat> series) const
    {
        ExportRequest made;
        made.samples = std::move(samples);
        made.contents.series = std::move(series);
        made.target = out;
        return made;
    }

    [[nodiscard]] std::vector<std::string> written() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(out)) {
            names.push_back(pathText(entry.path().filename()));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    LabProject m_lab;
    fs::path out = m_lab.folder() / "out";

private:
    static Json metadata()
    {
        return {{"provenance", {{"original_file_provenance", {{"snapshot.a.h5", {{"source", "a.mpr"}}}}}}},
                {"job_data", Json::array()}};
    }

    template <typename Write>
    void store(const std::string& sample, const std::string& kind, const Write& write) const
    {
        const fs::path file = m_lab.file(sample, kind + "." + sample + ".h5");
        makeFolder(file.parent_path());
        write(file);
    }
};

TEST_F(ExportSamples, CsvHasTheStoredColumnsAndTheChargeOfEachCycle)
{
    storeSeries("r_1");
    const ExportResult result = run(request({"r_1"}, {SeriesFormat::Csv}));
    EXPECT_TRUE(result.report.ok());
    ASSERT_EQ(result.report.done.size(), 1U);
    EXPECT_EQ(result.report.done[0].message, "written: r_1.csv (6 rows)");
    EXPECT_THAT(written(), ElementsAre("r_1.csv"));
    const std::string text = readFile(out / "r_1.csv");
    EXPECT_THAT(text, HasSubstr("uts,V (V),I (A),dQ (mAh),technique,Step,Cycle,Q (mAh),dQ/dV (mAh/V)\n"));
    EXPECT_THAT(text, HasSubstr("\n1030,3,-0.5,-0.25,3,2,7,-0.25,\n")) << "in a cycle the charge adds up";
    EXPECT_THAT(text, HasSubstr("\n1040,2,-0.5,-0.25,3,2,7,-0.5,\n"));
    EXPECT_THAT(text, HasSubstr("\n1010,4,0.5,1,1,1,0,,\n")) << "nothing adds up outside of cycles";
}

TEST_F(ExportSamples, BatteryDataFormatNeverGoesBackAndAddsUpFromTheStart)
{
    storeSeries("r_1");
    run(request({"r_1"}, {SeriesFormat::Bdf}));
    const auto columns = readCsv(out / "r_1.bdf.csv");
    EXPECT_THAT(columns.at("test_time_second"), ElementsAre("0", "10", "20", "30", "40", "50"));
    EXPECT_THAT(columns.at("unix_time_second"), ElementsAre("1000", "1010", "1020", "1030", "1040", "1050"));
    EXPECT_THAT(columns.at("voltage_volt"), ElementsAre("4", "4", "4", "3", "2", "2"));
    EXPECT_THAT(columns.at("current_ampere"), ElementsAre("0.5", "0.5", "0", "-0.5", "-0.5", "0"));
    EXPECT_THAT(columns.at("cycle_count"), ElementsAre("0", "0", "0", "7", "7", "7")) << "the last row is in no cycle";
    EXPECT_THAT(columns.at("step_count"), ElementsAre("1", "1", "2", "3", "3", "4")) << "a rest is a step of its own";
    EXPECT_THAT(columns.at("step_id"), ElementsAre("1", "1", "2", "3", "3", "2"));
    EXPECT_THAT(columns.at("charging_capacity_ah"), ElementsAre("0", "0.001", "0.001", "0.001", "0.001", "0.001"));
    EXPECT_THAT(columns.at("discharging_capacity_ah"), ElementsAre("0", "0", "0", "0.00025", "5e-04", "5e-04"));
    EXPECT_THAT(columns.at("charging_energy_wh"), ElementsAre("0", "0.004", "0.004", "0.004", "0.004", "0.004"));
    EXPECT_THAT(columns.at("discharging_energy_wh"), ElementsAre("0", "0", "0", "0.00075", "0.00125", "0.00125"));
    EXPECT_FALSE(columns.contains("frequency_hertz")) << "this sample has no impedance";
    EXPECT_THAT(readFile(out / "r_1.bdf.csv"),
                testing::StartsWith("test_time_second,voltage_volt,current_ampere,unix_time_second,cycle_count,"
                                    "step_count,step_id,charging_capacity_ah,discharging_capacity_ah,"
                                    "charging_energy_wh,discharging_energy_wh\n"));
}

TEST_F(ExportSamples, ImpedancePointsStandAmongTheRowsByTheirTime)
{
    storeSeries("r_1");
    storeImpedance("r_1");
    CyclingSeries snapshot;
    snapshot.uts = {1025, 1026};
    snapshot.voltage_V = {3.5F, 3.25F};
    snapshot.current_A = {0, 0.125F};
    snapshot.cycleNumber = {1, 1};
    snapshot.technique = {29, 29};
    snapshot.frequency_Hz = {1000, 100};
    snapshot.reZ_ohm = {5, 6};
    snapshot.imZ_ohm = {-1, -2};
    storage::writeSnapshot(m_lab.file("r_1", "snapshot.a.h5"), snapshot, Json::object());

    run(request({"r_1"}, {SeriesFormat::Bdf}));
    const auto columns = readCsv(out / "r_1.bdf.csv");
    EXPECT_THAT(columns.at("test_time_second"), ElementsAre("0", "10", "20", "25", "26", "30", "40", "50", "1000"));
    EXPECT_THAT(columns.at("frequency_hertz"), ElementsAre("", "", "", "1000", "100", "", "", "", "10"));
    EXPECT_THAT(columns.at("real_impedance_ohm"), ElementsAre("", "", "", "5", "6", "", "", "", "7"));
    EXPECT_THAT(columns.at("imaginary_impedance_ohm"), ElementsAre("", "", "", "-1", "-2", "", "", "", "-3"));
    EXPECT_THAT(columns.at("voltage_volt"), ElementsAre("4", "4", "4", "3.5", "3.25", "3", "2", "2", ""))
        << "the snapshot says which voltage there was; of the last point nobody does";
    EXPECT_THAT(columns.at("current_ampere"), ElementsAre("0.5", "0.5", "0", "0", "0.125", "-0.5", "-0.5", "0", ""));
    EXPECT_THAT(columns.at("step_id"), ElementsAre("1", "1", "2", "29", "29", "3", "3", "2", ""));
    EXPECT_THAT(columns.at("step_count"), ElementsAre("1", "1", "2", "3", "3", "4", "4", "5", "6"));
    EXPECT_THAT(columns.at("discharging_capacity_ah"),
                ElementsAre("0", "0", "0", "0", "0", "0.00025", "5e-04", "5e-04", "5e-04"));
}

TEST_F(ExportSamples, Hdf5IsAFrameWithTheSameColumnsAndTheProvenance)
{
    storeSeries("r_1");
    run(request({"r_1"}, {SeriesFormat::Hdf5}));
    const storage::Frame frame = storage::readFrame(out / "r_1.h5");
    EXPECT_EQ(frame.rows(), 6U);
    ASSERT_NE(frame.find("Q (mAh)"), nullptr);
    ASSERT_NE(frame.find("dQ/dV (mAh/V)"), nullptr);
    EXPECT_EQ(numberAt(frame.find("Q (mAh)")->values, 3), -0.25);
    EXPECT_EQ(numberAt(frame.find("dQ (mAh)")->values, 1), 1);
    EXPECT_EQ(frame.metadata["provenance"]["original_file_provenance"]["snapshot.a.h5"]["source"], "a.mpr");
    EXPECT_EQ(frame.metadata["sample_data"]["Cathode type"], "NMC811");
    EXPECT_EQ(frame.metadata["provenance"]["aurora_metadata"]["export"]["method"], "export_samples");
}

TEST_F(ExportSamples, TablesAndMetadataStandBesideTheSeries)
{
    storeSeries("r_1");
    storeImpedance("r_1");
    storeCycles("r_1");
    ExportRequest all = request({"r_1"}, {SeriesFormat::Xlsx});
    all.contents.impedance = true;
    all.contents.cycles = true;
    all.contents.metadata = true;
    const ExportResult result = run(all);
    EXPECT_THAT(written(), ElementsAre("r_1.cycles.xlsx", "r_1.impedance.xlsx", "r_1.metadata.json", "r_1.xlsx"));
    EXPECT_EQ(result.files.size(), 4U);
    EXPECT_THAT(test::zipEntry(out / "r_1.xlsx", "xl/worksheets/sheet1.xml"),
                HasSubstr(R"(<c r="H5"><v>-0.25</v></c>)"));
    EXPECT_THAT(test::zipEntry(out / "r_1.impedance.xlsx", "xl/worksheets/sheet1.xml"),
                HasSubstr(R"(<c r="E3"><v>-2</v></c>)"));
    const Json metadata = parseJson(readFile(out / "r_1.metadata.json"), "metadata");
    EXPECT_EQ(metadata["sample_data"]["Cathode type"], "NMC811");
    EXPECT_EQ(metadata["results"]["Number of cycles"], 2);
    EXPECT_FALSE(metadata["results"].contains("Discharge capacity (mAh)")) << "that is the per-cycle table";
    EXPECT_TRUE(metadata["provenance"].contains("original_file_provenance"));
    EXPECT_TRUE(metadata["glossary"].contains("Q (mAh)"));

    all.contents.series = {SeriesFormat::Hdf5};
    run(all);
    EXPECT_TRUE(fs::exists(out / "r_1.impedance.h5"));
    EXPECT_THAT(readFile(out / "r_1.cycles.csv"), HasSubstr("r_1,2,,2.25,"));
}

TEST_F(ExportSamples, EverySampleHasItsResultAndABadOneStopsNobody)
{
    storeSeries("r_1");
    storeSeries("r_3");
    replaceFileText(m_lab.file("r_3", "full.r_3.h5"), "no HDF5");
    const ExportResult result = run(request({"r_3", "r_2", "nobody", "r_1", "r_1"}, {SeriesFormat::Csv}));
    ASSERT_EQ(result.report.done.size(), 1U) << "named twice, written once";
    EXPECT_EQ(result.report.done[0].input, "r_1");
    ASSERT_EQ(result.report.skipped.size(), 1U);
    EXPECT_EQ(result.report.skipped[0].message, "no data: There is no data of r_2 yet. Import its files first.");
    ASSERT_EQ(result.report.failed.size(), 2U);
    EXPECT_EQ(result.report.failed[0].input, "r_3");
    EXPECT_THAT(result.report.failed[0].message, HasSubstr("full.r_3.h5"));
    EXPECT_EQ(result.report.failed[1].message, "There is no sample \"nobody\" in the project.");
    EXPECT_THAT(written(), ElementsAre("r_1.csv"));
}

TEST_F(ExportSamples, ASampleWithImpedanceAloneSaysSo)
{
    storeImpedance("r_1");
    const ExportResult csv = run(request({"r_1"}, {SeriesFormat::Csv}));
    ASSERT_EQ(csv.report.skipped.size(), 1U);
    EXPECT_THAT(csv.report.skipped[0].message, HasSubstr("it has impedance"));
    EXPECT_THAT(written(), IsEmpty());
    const ExportResult bdf = run(request({"r_1"}, {SeriesFormat::Bdf}));
    EXPECT_EQ(bdf.report.done.size(), 1U);
    const auto columns = readCsv(out / "r_1.bdf.csv");
    EXPECT_THAT(columns.at("test_time_second"), ElementsAre("0", "1", "975"));
    EXPECT_FALSE(columns.contains("charging_capacity_ah")) << "nobody counted it";
}

TEST_F(ExportSamples, OlderFilesAreReplacedAndNamedOrKept)
{
    storeSeries("r_1");
    replaceFileText(out / "r_1.csv", "mine");
    ExportRequest again = request({"r_1"}, {SeriesFormat::Csv});
    EXPECT_THAT(filesInTheWay(again), ElementsAre(out / "r_1.csv"));
    again.existing = Existing::Keep;
    const ExportResult kept = run(again);
    ASSERT_EQ(kept.report.failed.size(), 1U);
    EXPECT_THAT(kept.report.failed[0].message, HasSubstr("r_1.csv is there already and was left as it is."));
    EXPECT_EQ(readFile(out / "r_1.csv"), "mine");

    again.existing = Existing::Replace;
    const ExportResult replaced = run(again);
    EXPECT_THAT(replaced.report.done.at(0).message, HasSubstr("1 older file was replaced"));
    EXPECT_THAT(readFile(out / "r_1.csv"), HasSubstr("uts"));
}

TEST_F(ExportSamples, AZipHasTheFilesOfAllSamplesAndNothingIsLeftBesideIt)
{
    storeSeries("r_1");
    storeSeries("r_2");
    ExportRequest zip = request({"r_1", "r_2", "r_3"}, {SeriesFormat::Csv});
    zip.packing = ExportRequest::Packing::Zip;
    zip.target = out / "new" / "all.zip";
    const ExportResult result = run(zip);
    EXPECT_EQ(result.archive, zip.target);
    EXPECT_EQ(result.report.done.size(), 2U);
    EXPECT_EQ(result.report.skipped.size(), 1U);
    EXPECT_THAT(test::zipEntry(zip.target, "r_2.csv"), HasSubstr("\n1030,3,-0.5,-0.25,3,2,7,-0.25,\n"));
    EXPECT_EQ(std::distance(fs::directory_iterator(out / "new"), fs::directory_iterator()), 1);

    zip.samples = {"r_3"};
    zip.target = out / "none.zip";
    EXPECT_TRUE(run(zip).archive.empty());
    EXPECT_FALSE(fs::exists(zip.target)) << "no sample had data";
}

TEST_F(ExportSamples, ACrateNamesWhatIsInItAndWhoMadeIt)
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

TEST_F(ExportSamples, ADescriptionWithAWrongIdentifierIsRefusedBeforeAnythingIsWritten)
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

TEST_F(ExportSamples, TheTemplateIsKeptInTheUsersFileBesideWhatIsThere)
{
    replaceFileText(out / "user.json", R"({"mine": 1})");
    EXPECT_EQ(crateTemplate(), CrateDescription());
    const CrateDescription description{"Title", "Text", {{"Ada", "Empa", ""}, {"Bob", "ETH", ""}}, "CC0-1.0", "10.1/x"};
    keepCrateTemplate(description);
    EXPECT_EQ(crateTemplate(), description);
    EXPECT_EQ(parseJson(readFile(out / "user.json"), "user")["mine"], 1);
}

TEST_F(ExportSamples, AnAuthorWithTheNameOfAnInstitutionIsNamedBesideIt)
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

TEST_F(ExportSamples, VoltagesThatADamagedSnapshotHoldsAreSaidToBeMissing)
{
    storeSeries("r_1");
    storeImpedance("r_1");
    replaceFileText(m_lab.file("r_1", "snapshot.a.h5"), "no HDF5 file");
    EXPECT_EQ(run(request({"r_1"}, {SeriesFormat::Bdf})).report.done.at(0).message,
              "written: r_1.bdf.csv (9 rows); r_1.bdf.csv lacks voltage and current of impedance points, because "
              "snapshot.a.h5 cannot be read");
    EXPECT_THAT(run(request({"r_1"}, {SeriesFormat::Csv})).report.done.at(0).message, Not(HasSubstr("lacks")));
}

TEST_F(ExportSamples, ImpedancePointsWithoutATimeAreLeftOutAndTheOthersStay)
{
    storeSeries("r_1");
    ImpedanceSeries series;
    series.uts = {std::nan(""), 1026, std::nan(""), 1025, 2000};
    series.cycle = {0, 0, 0, 0, 7};
    series.frequency_Hz = {1, 100, 2, 1000, std::nanf("")};
    series.reZ_ohm = {8, 6, 9, 5, 7};
    series.imZ_ohm = {-4, -2, -5, -1, -3};
    storage::writeImpedance(m_lab.file("r_1", "eis.r_1.h5"), series, Json::object());
    const ExportResult result = run(request({"r_1"}, {SeriesFormat::Bdf}));
    const auto columns = readCsv(out / "r_1.bdf.csv");
    EXPECT_THAT(columns.at("test_time_second"), ElementsAre("0", "10", "20", "25", "26", "30", "40", "50", "1000"));
    EXPECT_THAT(columns.at("real_impedance_ohm"), ElementsAre("", "", "", "5", "6", "", "", "", "7"));
    EXPECT_THAT(result.report.done.at(0).message, HasSubstr("lacks 2 impedance points, whose time is not known"));
}

TEST_F(ExportSamples, WhatAKilledExportLeftIsRemovedByTheNextOne)
{
    storeSeries("r_1");
    const fs::path leftFile = out / "r_2.csv.4711-123456-0.part";
    const fs::path leftFolder = out / "all.zip.4711-123456-1.part";
    const fs::path young = out / "r_3.csv.4711-123456-2.part";
    const fs::path notOurs = out / "thesis.part";
    makeFolder(leftFolder);
    for (const fs::path& file : {leftFile, leftFolder / "r_2.csv", young, notOurs}) {
        replaceFileText(file, "half a");
    }
    const auto longAgo = fs::file_time_type::clock::now() - std::chrono::hours(2);
    for (const fs::path& path : {leftFile, leftFolder / "r_2.csv", leftFolder, notOurs}) {
        fs::last_write_time(path, longAgo);
    }
    run(request({"r_1"}, {SeriesFormat::Csv}));
    EXPECT_THAT(written(), ElementsAre("r_1.csv", "r_3.csv.4711-123456-2.part", "thesis.part"));
}

TEST_F(ExportSamples, CancelledWorkLeavesWholeFilesOrNone)
{
    storeSeries("r_1");
    storeCycles("r_1");
    for (const bool packed : {false, true}) {
        ExportRequest all =
            request({"r_1"}, {SeriesFormat::Csv, SeriesFormat::Xlsx, SeriesFormat::Hdf5, SeriesFormat::Bdf});
        all.contents.cycles = true;
        if (packed) {
            all.packing = ExportRequest::Packing::Zip;
            all.target = out / "all.zip";
        }
        test::CancelAtLook whole = test::CancelAtLook::never();
        static_cast<void>(run(all, whole));
        ASSERT_GT(whole.looks(), 5U);
        std::map<std::string, std::string> wholeTexts;  // the others hold the time at which they were written
        for (const char* const name : {"r_1.csv", "r_1.bdf.csv", "r_1.cycles.csv"}) {
            wholeTexts[name] = packed ? std::string() : readFile(out / name);
        }
        std::size_t mostFiles = 0;
        for (std::size_t look = 1; look <= whole.looks(); ++look) {
            fs::remove_all(out);
            fs::create_directories(out);
            test::CancelAtLook progress(look);
            const ExportResult result = run(all, progress);
            if (!result.report.cancelled) {  // the archive looks as often as its time allows
                EXPECT_TRUE(packed && look + 5 > whole.looks()) << look;
                continue;
            }
            std::vector<std::string> told;
            for (const ExportedFile& file : result.files) {
                told.push_back(pathText(file.file.filename()));
            }
            EXPECT_THAT(written(), testing::UnorderedElementsAreArray(told)) << look;
            EXPECT_TRUE(!packed || told.empty()) << look;
            mostFiles = std::max(mostFiles, told.size());
            for (const std::string& name : told) {
                if (const auto text = wholeTexts.find(name); text != wholeTexts.end()) {
                    EXPECT_EQ(readFile(out / name), text->second) << name << " at " << look;
                } else if (name.ends_with(".h5")) {
                    EXPECT_EQ(storage::rowCount(out / name), 6U) << look;
                } else {
                    EXPECT_FALSE(test::zipEntry(out / name, "xl/workbook.xml").empty()) << name << " at " << look;
                }
            }
        }
        EXPECT_GE(mostFiles, packed ? 0U : 4U) << "some looks are behind most of the files";
    }
}

TEST_F(ExportSamples, ALongSeriesThatIsCancelledBetweenItsPiecesLeavesNoFile)
{
    constexpr std::size_t steps = 3;
    constexpr std::size_t rowsOfStep = 270'000;  // a piece is whole steps of at least 262 144 rows
    MergedSeries series;
    for (std::size_t row = 0; row < steps * rowsOfStep; ++row) {
        series.uts.push_back(1000.0 + static_cast<double>(row));
        series.step.push_back(static_cast<std::int32_t>(row / rowsOfStep));
    }
    series.voltage_V.assign(series.uts.size(), 3.5F);
    series.current_A.assign(series.uts.size(), 0.5F);
    series.charge_mAh.assign(series.uts.size(), 0.25F);
    series.technique.assign(series.uts.size(), 1);
    series.cycle.assign(series.uts.size(), 0);
    const fs::path file = m_lab.file("r_1", "full.r_1.h5");
    makeFolder(file.parent_path());
    storage::writeFull(file, series, Json::object());
    const auto isPartlyWritten = [this] {
        const std::vector<std::string> names = written();
        return names.size() == 1 && fs::file_size(out / names[0]) > 5'000'000;
    };
    bool wasPartlyWritten = false;
    test::CancelWhen progress([&] {
        wasPartlyWritten = wasPartlyWritten || isPartlyWritten();
        return wasPartlyWritten;
    });
    const ExportResult result = run(request({"r_1"}, {SeriesFormat::Csv}), progress);
    EXPECT_TRUE(wasPartlyWritten);
    EXPECT_TRUE(result.report.cancelled);
    EXPECT_THAT(written(), IsEmpty());
    EXPECT_THAT(result.files, IsEmpty());
}

TEST_F(ExportSamples, AFolderThatCannotBeWrittenIsAFailureOfEverySample)
{
    storeSeries("r_1");
    replaceFileText(out / "file", "");
    ExportRequest bad = request({"r_1"}, {SeriesFormat::Csv});
    bad.target = out / "file" / "folder";
    EXPECT_THROW(run(bad), Error);
}

}  // namespace
}  // namespace aurora::services
