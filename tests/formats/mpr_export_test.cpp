#include "aurora/formats/registry.h"

#include "formats/mpt_export.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <array>
#include <regex>

namespace aurora::formats {

namespace {

using test::MptExport;
using test::PrintedNumber;

/// A binary and EC-Lab's own text export of it.
struct Pair
{
    const char* mpr;
    const char* mpt;
};

constexpr std::array pairs{
    Pair{"ca.mpr", "ca.mpt"},
    Pair{"coc.issue_185.mpr", "coc.issue_185.mpt"},
    Pair{"cov.issue_185.mpr", "cov.issue_185.mpt"},
    Pair{"cp.issue_61.mpr", "cp.issue_61.mpt"},
    Pair{"cp.mpr", "cp.mpt"},
    Pair{"cv.mpr", "cv.mpt"},
    Pair{"gcpl.issue_149.mpr", "gcpl.issue_149.mpt"},
    Pair{"gcpl.pr_182.1.mpr", "gcpl.pr_182.1.mpt"},
    Pair{"geis.mpr", "geis.mpt"},
    Pair{"lsv.mpr", "lsv.mpt"},
    Pair{"mb.issue_149.mpr", "mb.issue_149.mpt"},
    Pair{"mb.mpr", "mb.mpt"},
    Pair{"mb.mpr", "mb.old.mpt"},
    Pair{"ocv.mpr", "ocv.mpt"},
    Pair{"ocv.mpr", "ocv.old.mpt"},
    Pair{"peis.mpr", "peis.mpt"},
    Pair{"vsp_ocv_wo.mpr", "vsp_ocv_wo.mpt"},
    Pair{"wait.mpr", "wait.mpt"},
    Pair{"wait.mpr", "wait.old.mpt"},
    Pair{"zir.mpr", "zir.mpt"},
};

/// The name under which the export has a column of ours.
std::string exportName(const Column& column)
{
    const bool unitInName = column.unit.empty() || column.name == "control/" + column.unit;
    return unitInName ? column.name : column.name + "/" + column.unit;
}

/// New versions of EC-Lab write `<Ewe/V>` for `<Ewe>/V`.
std::string plainName(const std::string& name)
{
    static const std::regex bracketed("<([^<>/]+)/V>");
    return std::regex_replace(name, bracketed, "<$1>/V");
}

/// Columns that EC-Lab works out on export by rules that nobody has told.
bool isUnexplained(const std::string& name)
{
    static const std::regex known(
        R"(x|Efficiency/%|R/Ohm|Energy .*|Capacitance .*|step time/s|Tan\(Delta\)|Loss Angle.*|)"
        R"((Re|Im|Phase)\((Y|C|M|Permittivity|Resistivity|Conductivity)\).*|)"
        R"(\|(Y|C|M|Permittivity|Resistivity|Conductivity)\|.*)");
    return std::regex_match(name, known);
}

/// cp.mpt prints this counter and what follows from it as (Q-Qo)/3.6, which is a bit off the counter in the file.
bool isExceptionOfCp(const std::string& name)
{
    return name == "Q charge/discharge/mA.h" || name == "Q discharge/mA.h" || name == "Q charge/mA.h" ||
           name == "Capacity/mA.h";
}

/// Half a unit of the last printed digit; a whole one for 64-bit values (16 digits), which EC-Lab rounds twice.
double allowed(const PrintedNumber& printed, const ColumnValues& ours)
{
    const double units = std::holds_alternative<std::vector<double>>(ours) ? 1.0 : 0.5;
    const double conversions = 1e-9 * printed.lastDigit + 4e-16 * std::abs(printed.value);
    return units * printed.lastDigit + conversions;
}

std::size_t rowsThatDiffer(const MptExport::Column& exported, const Column& ours, double extra)
{
    std::size_t different = 0;
    for (std::size_t row = 0; row < exported.values.size(); ++row) {
        const PrintedNumber& printed = exported.values[row];
        const double difference = std::abs(printed.value - numberAt(ours.values, row));
        const bool same = difference <= allowed(printed, ours.values) + extra * std::abs(printed.value);
        different += same ? 0 : 1;
    }
    return different;
}

class MprExport : public testing::TestWithParam<Pair>
{
};

TEST_P(MprExport, EveryColumnEqualsTheExportToItsLastDigit)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const MptExport mpt = test::readMpt(*corpus / "eclab" / GetParam().mpt);
    const Recording recording = readRecording(
        *corpus / "eclab" / GetParam().mpr,
        {.timeZone = "Europe/Zurich", .allColumns = AllColumns::Yes, .cycleMode = CycleMode::Chg, .start_uts = {}});
    const bool isCp = std::string_view(GetParam().mpt) == "cp.mpt";
    ASSERT_EQ(recording.series.size(), mpt.rows);
    std::size_t compared = 0;
    for (const MptExport::Column& exported : mpt.columns) {
        const auto ours = std::ranges::find(recording.vendorColumns, plainName(exported.name), exportName);
        if (ours == recording.vendorColumns.end()) {
            EXPECT_TRUE(isUnexplained(exported.name)) << exported.name << " is missing";
            continue;
        }
        ASSERT_EQ(rowCount(ours->values), mpt.rows);
        const double extra = isCp && isExceptionOfCp(exported.name) ? 6e-8 : 0.0;
        EXPECT_EQ(rowsThatDiffer(exported, *ours, extra), 0U) << exported.name;
        ++compared;
    }
    EXPECT_GE(compared, std::min<std::size_t>(mpt.columns.size(), 4));
}

INSTANTIATE_TEST_SUITE_P(Corpus, MprExport, testing::ValuesIn(pairs), [](const auto& testInfo) {
    std::string name = testInfo.param.mpt;
    std::ranges::replace_if(
        name, [](char c) { return c == '.'; }, '_');
    return name;
});

}  // namespace

}  // namespace aurora::formats
