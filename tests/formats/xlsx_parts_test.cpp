// Recordings that were too long for one sheet: `cell.xlsx`, `cell_1.xlsx`, `cell_2.xlsx`.
#include "aurora/formats/neware/job_data.h"
#include "formats/xlsx_file.h"

#include <gmock/gmock.h>

namespace aurora {

namespace {

using test::RecordRow;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class XlsxParts : public test::XlsxFile
{
protected:
    /// Two records a file; each goes on where the one before ends.
    static std::vector<RecordRow> records(int part)
    {
        const int first = 2 * part + 1;
        const std::string minute = "00:0" + std::to_string(part);
        return {{.dataPoint = first,
                 .time = minute + ":00.000",
                 .totalTime = minute + ":00.000",
                 .voltage = "3." + std::to_string(first),
                 .charge = "0.00" + std::to_string(part) + "0"},
                {.dataPoint = first + 1,
                 .time = minute + ":30.000",
                 .totalTime = minute + ":30.000",
                 .voltage = "3." + std::to_string(first + 1),
                 .charge = "0.00" + std::to_string(part) + "5"}};
    }

    void writeMain() const
    {
        test::writeZip(file(),
                       test::workbook({{"unit", test::sheetXml("")}, {"record", test::recordSheet(records(0))}}));
    }

    void writePart(const char* name, const std::vector<RecordRow>& rows) const
    {
        test::writeZip(file(name), test::workbook({{"record", test::recordSheet(rows)}}));
    }

    [[nodiscard]] std::vector<std::filesystem::path> parts() const
    {
        return formats::readerFor(file()).partsOf(file());
    }
};

TEST_F(XlsxParts, FollowTheirMainFileAsOneRecording)
{
    writeMain();
    writePart("cell_1.xlsx", records(1));
    writePart("cell_2.xlsx", records(2));
    const Recording recording = readAgain(formats::AllColumns::Yes);
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.1F, 3.2F, 3.3F, 3.4F, 3.5F, 3.6F));
    EXPECT_NEAR(recording.series.uts[5] - recording.series.uts[0], 150, 2e-6);
    // The step goes on over the border: 0.5 mA·h each.
    EXPECT_THAT(recording.series.chargeStep_mAh,
                testing::Pointwise(testing::FloatNear(1e-6F), {0.0F, 0.5F, 0.5F, 0.5F, 0.5F, 0.5F}));
    EXPECT_EQ(rowCount(recording.vendorColumns[0].values), 6U);
    EXPECT_EQ(recording.jobData[std::string(formats::neware::job::parts)], Json({"cell_1.xlsx", "cell_2.xlsx"}));
    EXPECT_THAT(recording.warnings, IsEmpty());
    EXPECT_THAT(parts(), ElementsAre(file("cell_1.xlsx"), file("cell_2.xlsx")));
}

TEST_F(XlsxParts, PartAloneIsReadWithAWarning)
{
    test::writeZip(file(), test::workbook({{"record", test::recordSheet(records(1))}}));
    const Recording recording = readAgain();
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.3F, 3.4F));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("begins with DataPoint 3")));
    EXPECT_NEAR(recording.series.uts[0], 1'673'357'613.0, 2e-6);
}

TEST_F(XlsxParts, PartThatIsMissingEndsTheRecording)
{
    writeMain();
    writePart("cell_2.xlsx", records(1));
    EXPECT_EQ(readAgain().series.size(), 2U);
    EXPECT_THAT(parts(), IsEmpty());
}

TEST_F(XlsxParts, FileThatBeginsElsewhereIsNotReadAndReported)
{
    writeMain();
    writePart("cell_1.xlsx", records(2));
    const Recording recording = readAgain();
    EXPECT_EQ(recording.series.size(), 2U);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("cell_1.xlsx begins with DataPoint 5 where 3 was expected")));
    EXPECT_THAT(parts(), IsEmpty());  // so that it is read alone
}

TEST_F(XlsxParts, AreThoseUpToTheFirstThatBeginsElsewhere)
{
    writeMain();
    writePart("cell_1.xlsx", records(1));
    writePart("cell_2.xlsx", records(3));
    EXPECT_EQ(readAgain().series.size(), 4U);
    EXPECT_THAT(parts(), ElementsAre(file("cell_1.xlsx")));
}

TEST_F(XlsxParts, FileThatCannotBeReadHasNone)
{
    std::vector<RecordRow> rows = records(0);
    rows[1].voltage = "broken";
    test::writeZip(file(), test::workbook({{"unit", test::sheetXml("")}, {"record", test::recordSheet(rows)}}));
    writePart("cell_1.xlsx", records(1));
    EXPECT_THAT(message(), HasSubstr("broken"));
    EXPECT_THAT(parts(), IsEmpty());
}

TEST_F(XlsxParts, RecordingOfItsOwnIsNoPart)
{
    writeMain();
    writePart("cell_1.xlsx", records(0));
    EXPECT_EQ(readAgain().series.size(), 2U);
    EXPECT_THAT(readAgain().warnings, IsEmpty());
    EXPECT_THAT(parts(), IsEmpty());
    test::writeZip(file("cell_1.xlsx"),
                   test::workbook({{"test", test::sheetXml("")}, {"record", test::recordSheet(records(1))}}));
    EXPECT_EQ(readAgain().series.size(), 2U);
    EXPECT_THAT(parts(), IsEmpty());
}

TEST_F(XlsxParts, FileThatIsNoWorkbookIsReportedAndDoesNotStopTheRest)
{
    writeMain();
    test::writeAll(file("cell_1.xlsx"), test::bytesOf("hello"));
    const Recording recording = readAgain();
    EXPECT_EQ(recording.series.size(), 2U);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("cell_1.xlsx stands beside the file")));
}

TEST_F(XlsxParts, DamageInAPartIsAnErrorBecauseRowsWouldBeMissing)
{
    writeMain();
    std::vector<RecordRow> rows = records(1);
    rows[1].voltage = "broken";
    writePart("cell_1.xlsx", rows);
    EXPECT_THAT(message(),
                HasSubstr("cell.xlsx: cell_1.xlsx, which continues it: The table of records holds \"broken\""));
    EXPECT_THAT(parts(), IsEmpty());
}

TEST_F(XlsxParts, PartWithOtherColumnsIsReported)
{
    writeMain();
    const test::SheetRows rows{
        {test::text("DataPoint"), test::text("Time"), test::text("Current(A)"), test::text("Voltage(V)")},
        {test::number("3"), test::text("00:01:00"), test::number("1"), test::number("3")}};
    test::writeZip(file("cell_1.xlsx"), test::workbook({{"record", test::sheetXml(test::sheetData(rows))}}));
    const Recording recording = readAgain();
    EXPECT_EQ(recording.series.size(), 2U);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("has other columns than the one that it continues")));
    EXPECT_THAT(parts(), IsEmpty());
}

/// A sheet of one record whose texts are shared.
std::string sharedRecord(int dataPoint)
{
    return test::sheetXml(R"(<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row><row><c><v>)" +
                          std::to_string(dataPoint) + R"(</v></c><c t="s"><v>2</v></c></row>)");
}

TEST_F(XlsxParts, FirstRowsAloneTellARecordingOfItsOwn)
{
    writeMain();
    // What follows the texts that the rows refer to is no XML: who reads on fails.
    for (const std::string beginning : {"<sst>", "<sst><!-- in no usual form -->"}) {
        const std::string strings = beginning + "<si><t>Note</t></si><si><t>DataPoint</t></si><si><t>x</t></si><broken";
        test::writeZip(file("cell_1.xlsx"), test::workbook({{"record", sharedRecord(1)}}, strings));
        EXPECT_THAT(readAgain().warnings, IsEmpty()) << beginning;
        test::writeZip(file("cell_1.xlsx"), test::workbook({{"record", sharedRecord(3)}}, strings));
        EXPECT_THAT(readAgain().warnings, ElementsAre(HasSubstr("stands beside the file"))) << beginning;
        EXPECT_THAT(parts(), IsEmpty());
    }
}

}  // namespace

}  // namespace aurora
