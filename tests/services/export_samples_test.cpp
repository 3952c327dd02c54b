#include "aurora/core/text.h"
#include "aurora/storage/frame.h"
#include "export_project.h"
#include "storage/zip_entry.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>

namespace aurora::services {
namespace {

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

/// What the files of samples hold.
class ExportSamples : public ExportProject
{
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

}  // namespace
}  // namespace aurora::services
