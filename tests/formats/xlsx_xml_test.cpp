// The forms that XML and workbooks allow, and files that are broken or hostile.
#include "formats/xlsx_file.h"

#include <gmock/gmock.h>

namespace aurora {

namespace {

using test::bytesOf;
using test::ByteVector;
using test::recordSheet;
using test::workbook;
using test::ZipMembers;
using testing::ElementsAre;
using testing::HasSubstr;

using XlsxXml = test::XlsxFile;

constexpr const char* header = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Time</t></is></c>)"
                               R"(<c r="B1" t="inlineStr"><is><t>Current(A)</t></is></c>)"
                               R"(<c r="C1" t="inlineStr"><is><t>Voltage(V)</t></is></c>)"
                               R"(<c r="D1" t="inlineStr"><is><t>Step Type</t></is></c></row>)";

/// A record sheet with these rows below a header.
ZipMembers rows(const std::string& data, const std::string& sharedStrings = {})
{
    return workbook({{"record", test::sheetXml(header + data)}}, sharedStrings);
}

std::string row(const std::string& time, const std::string& voltage, const std::string& type = "Rest")
{
    return "<row><c t=\"inlineStr\"><is><t>" + time + "</t></is></c><c><v>0.5</v></c><c><v>" + voltage +
           "</v></c><c t=\"inlineStr\"><is><t>" + type + "</t></is></c></row>";
}

TEST_F(XlsxXml, CellsWithoutReferenceFollowEachOther)
{
    const CyclingSeries series = read(rows(row("00:00:00", "3.25", "CC Chg"))).series;
    EXPECT_THAT(series.voltage_V, ElementsAre(3.25F));
    EXPECT_THAT(series.technique, ElementsAre(1));
}

TEST_F(XlsxXml, CellsInAnyOrderStandWhereTheySay)
{
    const CyclingSeries series =
        read(
            rows(
                R"(<row r="2"><c r="C2"><v>3.25</v></c><c r="A2" t="str"><v>00:00:07</v></c><c r="B2"><v>1</v></c></row>)"))
            .series;
    EXPECT_THAT(series.voltage_V, ElementsAre(3.25F));
    EXPECT_THAT(series.current_A, ElementsAre(1.0F));
}

TEST_F(XlsxXml, BlanksBetweenElementsDoNotMatter)
{
    const CyclingSeries series =
        read(rows("\n  <row r=\"2\" spans=\"1:3\">\n    <c r=\"A2\" t=\"str\"><v>00:00:00</v></c>\n"
                  "    <c r=\"B2\"><v> 0.5 </v></c> <c r=\"C2\" s=\"1\"><v>3.25</v></c>\n  </row>\n"))
            .series;
    EXPECT_THAT(series.voltage_V, ElementsAre(3.25F));
    EXPECT_THAT(series.current_A, ElementsAre(0.5F));
}

TEST_F(XlsxXml, DimensionIsNotBelieved)
{
    // sheetXml() says "A1".
    std::string data;
    for (int i = 0; i < 5000; ++i) {
        data += row("00:00:00", "3." + std::to_string(i * i));
    }
    EXPECT_EQ(read(rows(data)).series.size(), 5000U);
}

TEST_F(XlsxXml, SharedStringsMayHaveRunsPronunciationsAndEntities)
{
    const std::string strings = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst count=\"9\">"
                                "<si><t>CC Chg</t></si><si><t xml:space=\"preserve\"> Rest </t></si>"
                                "<si><t>00:00:0&#49;</t></si>"
                                "<si><r><t>CC </t></r><r><rPr><b/></rPr><t>DChg</t></r><rPh><t>no</t></rPh></si>"
                                "<si><t/></si><si><t>CV Chg</t></si></sst>";
    const auto cells = [](int type) {
        return "<row><c t=\"s\"><v>2</v></c><c><v>0</v></c><c><v>3</v></c><c t=\"s\"><v>" + std::to_string(type) +
               "</v></c></row>";
    };
    const CyclingSeries series = read(rows(cells(0) + cells(1) + cells(3) + cells(5), strings)).series;
    EXPECT_THAT(series.technique, ElementsAre(1, 4, 2, 3));
}

TEST_F(XlsxXml, SharedStringThatIsNotThereIsNamed)
{
    const std::string strings = "<sst><si><t>Rest</t></si></sst>";
    EXPECT_THAT(
        messageOf(rows("<row><c t=\"s\"><v>1</v></c></row>", strings)),
        HasSubstr("sheet1.xml is damaged in row 2: a cell refers to the shared text number \"1\", but there are 1."));
    EXPECT_THAT(messageOf(rows("<row><c t=\"s\"><v>-1</v></c></row>", strings)), HasSubstr("number \"-1\""));
}

struct UnusualForm
{
    const char* name;
    std::string data;
};

class XlsxUnusual : public test::XlsxFile, public testing::WithParamInterface<UnusualForm>
{
};

/// Each stands between usual rows; from there on the complete parser reads.
TEST_P(XlsxUnusual, FormOfARowIsReadAsXmlSays)
{
    const CyclingSeries series =
        read(rows(row("00:00:00", "3.0") + GetParam().data + row("00:00:20", "3.5", "CC &#x44;Chg"))).series;
    EXPECT_THAT(series.voltage_V, ElementsAre(3.0F, 3.25F, 3.5F));
    EXPECT_THAT(series.technique, ElementsAre(4, 1, 2));
}

const std::string usualCells = "<c t=\"str\"><v>00:00:10</v></c><c><v>1</v></c><c><v>3.25</v></c>";

INSTANTIATE_TEST_SUITE_P(
    Forms, XlsxUnusual,
    testing::Values(
        UnusualForm{"Comment",
                    "<!-- a comment with <row> --><row>" + usualCells + "<c t=\"str\"><v>CC Chg</v></c></row>"},
        UnusualForm{"CommentInARow", "<row><!-- <c> -->" + usualCells + "<c t=\"str\"><v>CC Chg</v></c></row>"},
        UnusualForm{"CharacterData", "<row>" + usualCells + "<c t=\"str\"><v><![CDATA[CC Chg]]></v></c></row>"},
        UnusualForm{"ProcessingInstruction", "<?bts go?><row>" + usualCells + "<c t=\"str\"><v>CC Chg</v></c></row>"},
        UnusualForm{"Formula", "<row>" + usualCells + "<c t=\"str\"><f>\"CC\"&amp;\" Chg\"</f><v>CC Chg</v></c></row>"},
        UnusualForm{"RunsInACell",
                    "<row>" + usualCells + "<c t=\"inlineStr\"><is><r><t>CC </t></r><r><t>Chg</t></r></is></c></row>"},
        UnusualForm{"SingleQuotes", "<row r='3'>" + usualCells + "<c t='str'><v>CC Chg</v></c></row>"},
        UnusualForm{"EmptyRow", "<row r=\"9\"/><row>" + usualCells + "<c t=\"str\"><v>CC Chg</v></c></row>"},
        UnusualForm{"EmptyCells", "<row>" + usualCells +
                                      "<c t=\"str\"><v>CC Chg</v></c><c s=\"1\"/><c t=\"s\"></c><c><v/></c></row>"},
        UnusualForm{"Prefix", "<x:row xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" +
                                  usualCells + "<c t=\"str\"><v>CC Chg</v></c></x:row>"}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST_F(XlsxXml, SheetWhoseNamesHaveAPrefixIsRead)
{
    const std::string sheet =
        "<?xml version=\"1.0\"?><x:worksheet "
        "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData>"
        "<x:row><x:c t=\"str\"><x:v>Time</x:v></x:c><x:c t=\"str\"><x:v>Current(A)</x:v></x:c><x:c "
        "t=\"str\"><x:v>Voltage(V)</x:v></x:c></x:row>"
        "<x:row><x:c t=\"str\"><x:v>00:00:00</x:v></x:c><x:c><x:v>0</x:v></x:c><x:c><x:v>3.25</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>";
    EXPECT_THAT(read(workbook({{"record", sheet}})).series.voltage_V, ElementsAre(3.25F));
}

TEST_F(XlsxXml, EntitiesOfADocumentTypeAreReplaced)
{
    std::string sheet = test::sheetXml(header + row("00:00:00", "3.25", "&step;"));
    sheet.insert(sheet.find("<worksheet"), "<!DOCTYPE worksheet [<!ENTITY step \"CC DChg\">]>");
    EXPECT_THAT(read(workbook({{"record", sheet}})).series.technique, ElementsAre(2));
}

TEST_F(XlsxXml, EntityThatNobodyDeclaredIsAnError)
{
    EXPECT_THAT(messageOf(rows(row("00:00:00", "3.25", "&step;"))),
                HasSubstr("xl/worksheets/sheet1.xml is no whole XML document: at byte"));
}

TEST_F(XlsxXml, EntitiesThatGrowWithoutEndAreRefused)
{
    std::string type = "<!DOCTYPE worksheet [<!ENTITY e0 \"0123456789\">";
    for (int i = 1; i < 12; ++i) {
        type += "<!ENTITY e" + std::to_string(i) + " \"";
        for (int j = 0; j < 10; ++j) {
            type += "&e" + std::to_string(i - 1) + ";";
        }
        type += "\">";
    }
    std::string sheet = test::sheetXml(header + row("00:00:00", "3.25", "&e11;"));
    sheet.insert(sheet.find("<worksheet"), type + "]>");
    EXPECT_THAT(messageOf(workbook({{"record", sheet}})), HasSubstr("cell.xlsx: "));
}

TEST_F(XlsxXml, ElementsInEachOtherWithoutEndAreRefused)
{
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += "<x>";
    }
    EXPECT_THAT(messageOf(rows(row("00:00:00", "3.25") + deep)), HasSubstr("more than 64 elements in each other"));
}

TEST_F(XlsxXml, RowThatIsLongerThanAnyWindowIsRead)
{
    std::string longRow = "<row><c t=\"str\"><v>00:00:00</v></c><c><v>0.5</v></c><c><v>3.25</v></c>";
    for (int i = 0; i < 15'000; ++i) {
        longRow += "<c t=\"str\"><v>" + std::string(50, 'x') + std::to_string(i * i) + "</v></c>";
    }
    const CyclingSeries series =
        read(rows(row("00:00:00", "3.0") + longRow + "</row>" + row("00:00:01", "3.5"))).series;
    EXPECT_THAT(series.voltage_V, ElementsAre(3.0F, 3.25F, 3.5F));
}

TEST_F(XlsxXml, UsualFormIsKeptWhereverABlockOfTheUnpackedSheetEnds)
{
    // The first block of 256 KiB ends at each byte of a row once. What stands behind the last row is of no interest to
    // the scanner, but would stop a complete parser, which takes four times as long.
    std::string data;
    int count = 0;
    for (; data.size() < (std::size_t{256} << 10); ++count) {
        data += row("00:00:00", "3." + std::to_string(100'000 + count * 7919 % 900'000), "CC &amp; Chg");
    }
    const std::size_t rowLength = data.size() / static_cast<std::size_t>(count);
    for (std::size_t blanks = 0; blanks <= rowLength; ++blanks) {
        const std::string sheet = test::sheetXml(header + std::string(blanks, ' ') + data) + "<not closed";
        ASSERT_EQ(read(workbook({{"record", sheet}})).series.size(), static_cast<std::size_t>(count)) << blanks;
    }
}

TEST_F(XlsxXml, SheetInUtf16IsRead)
{
    std::string sheet = test::sheetXml(header + row("00:00:00", "3.25"));
    sheet.replace(sheet.find("UTF-8"), 5, "UTF-16");
    std::string wide = "\xFF\xFE";
    for (const char letter : sheet) {
        wide += letter;
        wide += '\0';
    }
    EXPECT_THAT(read(workbook({{"record", wide}})).series.voltage_V, ElementsAre(3.25F));
}

TEST_F(XlsxXml, SheetThatEndsInTheMiddleIsRefusedWhereverItEnds)
{
    const std::string whole = test::sheetXml(header + row("00:00:00", "3.25") + row("00:00:01", "3.5"));
    const std::size_t end = whole.find("</sheetData>");
    for (std::size_t size = 0; size < end; size += 7) {
        const std::string text = messageOf(workbook({{"record", whole.substr(0, size)}}));
        ASSERT_THAT(text, HasSubstr("cell.xlsx: ")) << size;
    }
}

TEST_F(XlsxXml, WorkbookThatIsCutOffIsRefused)
{
    test::writeZip(file(), rows(row("00:00:00", "3.25")));
    const ByteVector whole = test::readAll(file());
    for (std::size_t size = 0; size < whole.size(); size += 13) {
        test::writeAll(file(), ByteVector(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        ASSERT_THAT(message(), HasSubstr("cell.xlsx: ")) << size;
    }
    EXPECT_THAT(message(), HasSubstr("the directory at its end is missing or damaged"));
    EXPECT_THAT(message(), HasSubstr("wait until it is written, or copy or export the file again."));
}

TEST_F(XlsxXml, ByteThatChangedOnItsWayIsFoundByTheChecksum)
{
    std::string data;
    for (int i = 0; i < 200; ++i) {
        data += row("00:00:00", "3.25");
    }
    test::writeZip(file(), rows(data));
    ByteVector bytes = test::readAll(file());
    // The directory's entry of the sheet: CRC-32 at 16, name at 46 (APPNOTE.TXT, 4.3.12).
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t name = text.rfind("xl/worksheets/sheet1.xml");
    bytes[name - 46 + 16] ^= 1;
    test::writeAll(file(), bytes);
    EXPECT_THAT(message(), HasSubstr("sheet1.xml is damaged"));
}

TEST_F(XlsxXml, SheetThatUnpacksMoreThan200ToOneIsRefused)
{
    EXPECT_THAT(messageOf(rows(std::string(64 << 20, ' '))), HasSubstr("more than 200 to 1"));
}

TEST_F(XlsxXml, SheetWhoseSizeLiesIsRefused)
{
    test::writeZip(file(), rows(row("00:00:00", "3.25")));
    ByteVector bytes = test::readAll(file());
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t entry = text.rfind("xl/worksheets/sheet1.xml") - 46;
    for (const std::uint32_t size : {10U, 3000U}) {  // uncompressed size at 24
        test::putNumber<std::uint32_t>(bytes, entry + 24, size);
        test::writeAll(file(), bytes);
        EXPECT_THAT(message(), HasSubstr("cell.xlsx: ")) << size;
    }
    test::putNumber<std::uint32_t>(bytes, entry + 20, 0x7FFFFFFF);  // compressed size
    test::writeAll(file(), bytes);
    EXPECT_THAT(message(), HasSubstr("cell.xlsx: "));
}

TEST_F(XlsxXml, RowsThatFillHardlyAnyColumnCostNoMemory)
{
    std::string sheet = "<row>";
    for (const char* const name : {"Time", "Current(A)", "Voltage(V)"}) {
        sheet += "<c t=\"str\"><v>" + std::string(name) + "</v></c>";
    }
    for (int i = 0; i < 500; ++i) {
        sheet += "<c t=\"str\"><v>T" + std::to_string(i) + "</v></c>";
    }
    sheet += "</row>";
    for (int i = 0; i < 6000; ++i) {
        sheet += "<row><c t=\"str\"><v>00:00:00</v></c><c><v>0." + std::to_string(i) + "</v></c><c><v>3</v></c></row>";
    }
    test::writeZip(file(), workbook({{"record", test::sheetXml(sheet)}}));
    EXPECT_EQ(readAgain().series.size(), 6000U);
    try {
        (void)readAgain(formats::AllColumns::Yes);
        FAIL() << "was read";
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), HasSubstr("cell.xlsx: The values of the 503 columns"));
    }
}

/// Rows that have a text of that number in a column that nobody knows.
std::string rowsWithText(int count)
{
    std::string data = R"(<row><c t="str"><v>Time</v></c><c t="str"><v>Current(A)</v></c>)"
                       R"(<c t="str"><v>Voltage(V)</v></c><c t="str"><v>Note</v></c></row>)";
    for (int i = 0; i < count; ++i) {
        data += R"(<row><c t="str"><v>00:00:00</v></c><c><v>0</v></c><c><v>)" + std::to_string(i) +
                R"(</v></c><c t="s"><v>0</v></c></row>)";
    }
    return test::sheetXml(data);
}

TEST_F(XlsxXml, LongTextThatAllRowsShareIsNotCopiedWithoutEnd)
{
    // 2000 rows are 0.2 MB of sheet; with 32 kB each they would be 64 MB.
    const auto strings = [](std::size_t length) {
        std::string text;
        for (int i = 0; text.size() < length; ++i) {
            text += std::to_string(i);  // packs less well than 200 : 1
        }
        return "<sst><si><t>" + text + "</t></si></sst>";
    };
    test::writeZip(file(), workbook({{"record", rowsWithText(2000)}}, strings(32'000)));
    EXPECT_EQ(readAgain().series.size(), 2000U);
    try {
        (void)readAgain(formats::AllColumns::Yes);
        FAIL() << "was read";
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), HasSubstr("repeat long texts"));
    }
    test::writeZip(file(), workbook({{"record", rowsWithText(2000)}}, strings(60)));
    EXPECT_EQ(readAgain(formats::AllColumns::Yes).vendorColumns.back().name, "Note");
}

TEST_F(XlsxXml, EmptyFileAndForeignFileAreRefused)
{
    test::writeAll(file(), {});
    EXPECT_THAT(message(), HasSubstr("cell.xlsx: The file is empty"));
    test::writeAll(file(), bytesOf("GIF89a"));
    EXPECT_THAT(message(), HasSubstr("cell.xlsx: The file is no zip archive"));
    test::writeZip(file(), {{"hello.txt", bytesOf("hello")}});
    EXPECT_THAT(message(), HasSubstr("cell.xlsx: The archive has no member xl/workbook.xml"));
}

TEST_F(XlsxXml, SheetThatTheWorkbookNamesAndTheArchiveLacksIsRefused)
{
    ZipMembers members = rows(row("00:00:00", "3.25"));
    members.pop_back();
    EXPECT_THAT(messageOf(members), HasSubstr("cell.xlsx: "));
}

}  // namespace

}  // namespace aurora
