// How soon a reader learns that it should stop: counted in looks at its Progress, not in time.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/mpr_bytes.h"
#include "formats/xlsx_builder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <ostream>
#include <string>

namespace aurora::formats {

namespace {

/// Asks to stop at the look of that number, from 1, and counts the looks.
class StoppingAt : public Progress
{
public:
    explicit StoppingAt(std::uint64_t look) : m_stopAt(look) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return ++m_looks >= m_stopAt; }

    [[nodiscard]] std::uint64_t looks() const noexcept { return m_looks; }

private:
    const std::uint64_t m_stopAt;
    mutable std::uint64_t m_looks = 0;
};

constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

using Row = std::optional<std::size_t>;

void writeSheet(const std::filesystem::path& file, std::size_t rows, Row broken, const std::string& between)
{
    std::string data = R"(<row><c t="str"><v>Time</v></c><c t="str"><v>Current(A)</v></c>)"
                       R"(<c t="str"><v>Voltage(V)</v></c><c t="str"><v>Step Type</v></c></row>)" +
                       between;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string number = std::to_string(row);
        data += R"(<row r=")" + number + R"("><c t="n"><v>)" + number + R"(</v></c><c><v>0.5</v></c><c><v>)" +
                (row == broken ? "broken" : "3." + number) +
                R"(</v></c><c t="inlineStr"><is><t>CC Chg</t></is></c></row>)";
    }
    test::writeZip(file, test::workbook({{"record", test::sheetXml(data)}}));
}

void writeUsualSheet(const std::filesystem::path& file, std::size_t rows, Row broken)
{
    writeSheet(file, rows, broken, "");
}

void writeUnusualSheet(const std::filesystem::path& file, std::size_t rows, Row broken)
{
    writeSheet(file, rows, broken, "<!-- what follows goes through a complete parser -->");
}

void writeTable(const std::filesystem::path& file, std::size_t rows, Row broken)
{
    std::string text = "Step Index,Step Type,Time,Current(A),Voltage(V)\n";
    for (std::size_t row = 0; row < rows; ++row) {
        text += "1,CC Chg," + std::to_string(row) + ",0.5," + (row == broken ? "broken" : "3.5") + "\n";
    }
    test::writeFile(file, text);
}

void writeSnapshot(const std::filesystem::path& file, std::size_t rows, Row broken)
{
    std::string text = R"({"metadata": {"datagram_version": "4.2.5"}, "steps": [{"metadata": {"tag": "W"}, "data": [)";
    for (std::size_t row = 0; row < rows; ++row) {
        text += (row == 0 ? "" : ", ") + (R"({"uts": )" + std::to_string(row)) +
                R"(, "fn": "C:\\Jobs\\9\\a.json", "raw": {"Ewe": {"n": )" + (row == broken ? "3.5.5" : "3.5") +
                R"(, "s": 0.1, "u": "V"}, "I": {"n": 0.001, "s": 0.2, "u": "A"}, "technique": "CP"}})";
    }
    test::writeFile(file, text + "]}]}");
}

/// A format, and within how many rows its reader must have looked.
struct Kind
{
    const char* name;
    void (*write)(const std::filesystem::path& file, std::size_t rows, Row broken);
    std::size_t rows;
    std::size_t rowsBetweenLooks;

    friend void PrintTo(const Kind& kind, std::ostream* stream) { *stream << kind.name; }
};

class Cancelling : public testing::TestWithParam<Kind>
{
protected:
    [[nodiscard]] std::filesystem::path write(Row broken = std::nullopt) const
    {
        const std::filesystem::path file = m_folder.path() / "cell.dat";  // known by its content
        GetParam().write(file, GetParam().rows, broken);
        return file;
    }

private:
    test::TemporaryFolder m_folder;
};

TEST_P(Cancelling, StopsTheReaderAtTheFirstLookThatFindsIt)
{
    const std::filesystem::path file = write();
    StoppingAt all(never);
    ASSERT_EQ(readRecording(file, {}, all).series.size(), GetParam().rows);
    ASSERT_GE(all.looks(), 5U);
    for (const std::uint64_t look : {std::uint64_t{1}, std::uint64_t{5}, all.looks() / 2, all.looks()}) {
        StoppingAt progress(look);
        EXPECT_THROW((void)readRecording(file, {}, progress), Cancelled) << look;
        EXPECT_EQ(progress.looks(), look);
    }
}

/// Where a row is broken, reading ends: the looks until then are those before that row.
TEST_P(Cancelling, IsLookedForAgainWithinAFewThousandRows)
{
    const auto looksUntil = [&](std::size_t row) {
        StoppingAt progress(never);
        EXPECT_THROW((void)readRecording(write(row), {}, progress), FormatError) << row;
        return progress.looks();
    };
    const std::size_t step = GetParam().rowsBetweenLooks;
    std::uint64_t before = looksUntil(0);
    for (std::size_t row = step; row <= GetParam().rows / 2; row += step) {
        const std::uint64_t looks = looksUntil(row);
        EXPECT_GT(looks, before) << "rows " << row - step << " to " << row;
        before = looks;
    }
}

TEST(CancellingTomatoJson, IsLookedForWhereThereAreNoRecords)
{
    const test::TemporaryFolder folder;
    const std::string row = R"({"uts": 1, "fn": "a", "raw": {"Ewe": {"n": 3, "u": "V"}, "I": {"n": 0, "u": "A"}}})";
    const std::string text = R"({"metadata": {"datagram_version": "4.2.5"}, "steps": [{"metadata": {}, "data": [)" +
                             row + R"(]}], "other": ")" + std::string(std::size_t{16} << 20U, 'x') + R"("})";
    StoppingAt progress(never);
    EXPECT_EQ(readRecording(test::writeFile(folder.path() / "cell.dat", text), {}, progress).series.size(), 1U);
    EXPECT_GE(progress.looks(), 16U);
}

INSTANTIATE_TEST_SUITE_P(Readers, Cancelling,
                         testing::Values(Kind{"Xlsx", writeUsualSheet, 16'000, 4'000},
                                         Kind{"XlsxOfUnusualForm", writeUnusualSheet, 16'000, 4'000},
                                         Kind{"BtsdaCsv", writeTable, 40'000, 4'096},
                                         Kind{"TomatoJson", writeSnapshot, 64'000, 8'000}),
                         [](const auto& testInfo) { return std::string(testInfo.param.name); });

}  // namespace

}  // namespace aurora::formats
