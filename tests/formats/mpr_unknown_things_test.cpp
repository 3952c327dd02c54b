#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

// What a reader does not know must cost a name, never the data: every real file, changed in one place.

namespace aurora::formats {

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// No version of EC-Lab is known to have these.
constexpr std::uint16_t unusedColumn = 0x7E01;
constexpr char unusedTechnique = '\x42';
constexpr char unusedStructure = '\x7E';

constexpr std::array files{
    "PEIS.mpr",
    "ca.mpr",
    "coc.issue_185.mpr",
    "cov.issue_185.mpr",
    "cp.issue_61.mpr",
    "cp.mpr",
    "cv.mpr",
    "gcpl.issue_149.mpr",
    "gcpl.pr_182.1.mpr",
    "geis.mpr",
    "harvester/file_2025-10-17_162649.mpr",
    "harvester/file_2025-10-17_162649-2.mpr",
    "harvester/test_C01.mpr",
    "lsv.mpr",
    "mb.issue_149.mpr",
    "mb.mpr",
    "ocv.mpr",
    "peis.mpr",
    "snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_01_GCPL_CD8.mpr",
    "snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_02_GCPL_CD8.mpr",
    "snapshots/commercial_cell/commercial_cell_009/tt2b-commercial_cell_009__1753280829/"
    "commercial_cell_001__1753280829_C01.mpr",
    "snapshots/commercial_cell/commercial_cell_009/tt2b-commercial_cell_009__1753283786/"
    "commercial_cell_001__1753283786_C01.mpr",
    "snapshots/commercial_cell/commercial_cell_009/tt2b-commercial_cell_009__1753343328/"
    "commercial_cell_001__1753343328_C01.mpr",
    "snapshots/commercial_cell/commercial_cell_009/tt4b-commercial_cell_009__1761925606/"
    "commercial_cell_009__1761925606_C13.mpr",
    "vsp_ocv_wo.mpr",
    "wait.mpr",
    "zir.mpr",
};

Recording read(std::string_view bytes)
{
    const test::TemporaryFolder folder;
    return readRecording(
        test::writeFile(folder.path() / "cell.mpr", bytes),
        {.timeZone = "Europe/Zurich", .allColumns = AllColumns::Yes, .cycleMode = CycleMode::Chg, .start_uts = {}});
}

const Column* find(const Recording& recording, const std::string& title)
{
    const auto found = std::ranges::find(recording.vendorColumns, title, header);
    return found != recording.vendorColumns.end() ? &*found : nullptr;
}

/// NaN equals NaN here: unused cells of a file hold it.
bool sameValues(const ColumnValues& a, const ColumnValues& b)
{
    const std::vector<double> left = toDoubles(a);
    const std::vector<double> right = toDoubles(b);
    return std::ranges::equal(left, right,
                              [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// Where the block of parameters begins: at the one of four places from which its length leads to 154 bytes before the
/// end of the settings. The version of its structure stands 5 bytes before.
std::size_t parametersAt(std::string_view bytes)
{
    const test::ModulePlace settings = test::modulePlaces(bytes).front();
    for (const std::size_t place : {0x572U, 0x1845U, 0x1846U, 0x1847U}) {
        std::uint32_t length = 0;
        if (settings.size > place) {
            std::memcpy(&length, bytes.data() + settings.body + place - 4, sizeof(length));
        }
        if (place + length + 154 == settings.size) {
            return settings.body + place;
        }
    }
    ADD_FAILURE() << "no parameters";
    return settings.body + 5;
}

class MprUnknownThings : public testing::TestWithParam<const char*>
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "the corpus is not here";
        }
        m_bytes = readFile(*corpus / "eclab" / GetParam());
        m_original = read(m_bytes);
        m_modules = test::modulePlaces(m_bytes);
    }

    [[nodiscard]] const test::ModulePlace* module(std::string_view name) const
    {
        const auto found = std::ranges::find(m_modules, name, &test::ModulePlace::name);
        return found != m_modules.end() ? &*found : nullptr;
    }

    /// All series are those of the unchanged file.
    void expectSameData(const Recording& recording, double start_uts) const
    {
        const CyclingSeries& before = m_original.series;
        const CyclingSeries& now = recording.series;
        ASSERT_EQ(now.size(), before.size());
        const double moved_s = start_uts - m_original.start_uts.value_or(0);
        for (std::size_t row = 0; row < now.size(); ++row) {
            ASSERT_NEAR(now.uts[row], before.uts[row] + moved_s, 1e-6) << "row " << row;
        }
        EXPECT_EQ(now.voltage_V, before.voltage_V);
        EXPECT_EQ(now.current_A, before.current_A);
        EXPECT_EQ(now.chargeStep_mAh, before.chargeStep_mAh);
        EXPECT_EQ(now.cycleNumber, before.cycleNumber);
        EXPECT_EQ(now.technique, before.technique);
        EXPECT_EQ(now.frequency_Hz, before.frequency_Hz);
        EXPECT_EQ(now.reZ_ohm, before.reZ_ohm);
        EXPECT_EQ(now.imZ_ohm, before.imZ_ohm);
    }

    std::string m_bytes;
    Recording m_original;
    std::vector<test::ModulePlace> m_modules;
};

TEST_P(MprUnknownThings, AColumnIdNobodyKnowsCostsThatColumnAlone)
{
    const test::ModulePlace& data = *module("VMP data");
    const std::size_t idsAt = data.body + (data.dataVersion == 11 ? 6 : 5);
    const Json ids = m_original.jobData.at("Column IDs");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        std::string changed = m_bytes;
        changed[idsAt + 2 * i] = static_cast<char>(unusedColumn & 0xFF);
        changed[idsAt + 2 * i + 1] = static_cast<char>(unusedColumn >> 8);
        const Recording recording = read(changed);
        const auto lost = "ID " + ids[i].dump() + " of " + ids.dump();
        ASSERT_EQ(recording.series.size(), m_original.series.size()) << lost;
        // Columns that EC-Lab computes need their sources: only the stored ones are compared.
        std::size_t stored = 0;
        for (std::size_t c = 0; c < ids.size(); ++c) {
            const Column* const same = find(recording, header(m_original.vendorColumns[c]));
            const bool equal = same != nullptr && sameValues(same->values, m_original.vendorColumns[c].values);
            EXPECT_TRUE(equal || c == i) << header(m_original.vendorColumns[c]) << " without " << lost;
            stored += equal ? 1 : 0;
        }
        EXPECT_GE(stored, ids.size() - 1) << lost;
        if (!recording.series.uts.empty()) {
            EXPECT_THAT(recording.warnings, Contains(HasSubstr(std::to_string(unusedColumn)))) << lost;
        }
    }
}

TEST_P(MprUnknownThings, ATechniqueNobodyKnowsCostsItsNameAndParameters)
{
    std::string changed = m_bytes;
    changed[module("VMP Set")->body] = unusedTechnique;
    const Recording recording = read(changed);
    expectSameData(recording, m_original.start_uts.value_or(0));
    EXPECT_EQ(recording.technique, "0x42");
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("technique ID 0x42 is not known")));
    EXPECT_FALSE(recording.jobData.contains("Parameters"));
    EXPECT_EQ(recording.jobData.at("Battery capacity (mA.h)"), m_original.jobData.at("Battery capacity (mA.h)"));
}

TEST_P(MprUnknownThings, AParameterLayoutNobodyKnowsCostsTheParameters)
{
    std::string changed = m_bytes;
    changed[parametersAt(m_bytes) - 5] = unusedStructure;
    ASSERT_TRUE(m_original.jobData.contains("Parameters"));
    const Recording recording = read(changed);
    expectSameData(recording, m_original.start_uts.value_or(0));
    EXPECT_EQ(recording.technique, m_original.technique);
    EXPECT_FALSE(recording.jobData.contains("Parameters"));
    EXPECT_THAT(recording.warnings,
                Contains(HasSubstr("the parameters of " + m_original.technique + " have the structure version 126")));
}

TEST_P(MprUnknownThings, ALogThatIsCutOffCostsStartAndDevice)
{
    const test::ModulePlace* const log = module("VMP LOG");
    const std::string changed = m_bytes.substr(0, log != nullptr ? log->header : m_bytes.size());
    const Recording recording = read(changed);
    expectSameData(recording, 0);
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_EQ(recording.end_uts, std::nullopt);
    EXPECT_EQ(recording.device, "");
    EXPECT_THAT(recording.warnings,
                Contains(HasSubstr("the start of the recording is unknown, because there is no log")));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("Device and channel are unknown too")));
}

TEST_P(MprUnknownThings, ALogOfWhichOnlyTheBeginningIsThereStillTellsWhatItHas)
{
    const test::ModulePlace* const log = module("VMP LOG");
    if (log == nullptr) {
        EXPECT_EQ(m_original.start_uts, std::nullopt);  // nothing to cut
        return;
    }
    const Recording recording = read(m_bytes.substr(0, log->body + 0x300));  // behind the start, before the device
    expectSameData(recording, m_original.start_uts.value());
    EXPECT_EQ(recording.channel.empty(), false);
    EXPECT_EQ(recording.device, "");
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("within the module \"VMP LOG\"")));
}

TEST(MprModuloBat, BytesThatWereZeroInEveryFileAreReportedWhenTheyAreNot)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const std::string bytes = readFile(*corpus / "eclab" / "mb.issue_149.mpr");  // structure version 8
    EXPECT_THAT(read(bytes).warnings, Not(Contains(HasSubstr("not proven"))));
    const std::size_t record = parametersAt(bytes) + 4;
    for (const std::size_t byte : {1U, 5U, 38U, 40U, 41U, 50U, 63U}) {
        std::string changed = bytes;
        changed[record + byte] = '\x01';
        EXPECT_THAT(read(changed).warnings, Contains(HasSubstr("not proven"))) << "byte " << byte;
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, MprUnknownThings, testing::ValuesIn(files), [](const auto& testInfo) {
    std::string name = std::filesystem::path(testInfo.param).stem().string();
    std::ranges::replace_if(
        name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
});

}  // namespace

}  // namespace aurora::formats
