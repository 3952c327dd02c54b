#pragma once

#include "formats/ndax_builder.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// Workbooks put together by hand as text, in the form that BTS writes.
namespace aurora::test {

/// `<c r="B7" t="s"><v>…` and its like; a row of the sheet is a list of them.
struct SheetCell
{
    std::string text;
    bool isNumber = false;
};

inline SheetCell number(std::string text)
{
    return {std::move(text), true};
}

inline SheetCell text(std::string text)
{
    return {std::move(text), false};
}

using SheetRows = std::vector<std::vector<SheetCell>>;

/// "A", "Z", "AA" …
inline std::string columnLetters(std::size_t column)
{
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters;
}

/// A sheet whose texts stand in the cells; an empty text is a cell that is not there.
inline std::string sheetData(const SheetRows& rows)
{
    std::string xml;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string number = std::to_string(row + 1);
        xml += "<row r=\"" + number + "\">";
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const SheetCell& cell = rows[row][column];
            if (cell.text.empty()) {
                continue;
            }
            const std::string reference = columnLetters(column) + number;
            xml += cell.isNumber
                       ? "<c r=\"" + reference + "\" s=\"0\"><v>" + cell.text + "</v></c>"
                       : "<c r=\"" + reference + "\" s=\"0\" t=\"inlineStr\"><is><t>" + cell.text + "</t></is></c>";
        }
        xml += "</row>";
    }
    return xml;
}

inline std::string sheetXml(const std::string& data)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet "
           "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1\"/><sheetData>" +
           data + "</sheetData><pageMargins left=\"0.7\"/></worksheet>";
}

using Sheets = std::vector<std::pair<std::string, std::string>>;

/// The members of a workbook with these sheets (name, XML). Their files are numbered from behind, so that who goes by
/// number instead of name reads the wrong one.
inline ZipMembers workbook(const Sheets& sheets, const std::string& sharedStrings = {})
{
    const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string book = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns:r=\"" + office + "\"><sheets>";
    std::string related = "<?xml version=\"1.0\"?><Relationships xmlns=\"" + package + "\">";
    ZipMembers members{{"[Content_Types].xml", bytesOf("<Types/>")},
                       {"_rels/.rels", bytesOf("<Relationships><Relationship Id=\"rId1\" Type=\"" + office +
                                               "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")}};
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const std::string file = "worksheets/sheet" + std::to_string(sheets.size() - i) + ".xml";
        book += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
        related += "<Relationship Id=\"rId" + number + "\" Type=\"" + office + "/worksheet\" Target=\"" + file + "\"/>";
    }
    if (!sharedStrings.empty()) {
        related += "<Relationship Id=\"rIdS\" Type=\"" + office + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
        members.emplace_back("xl/sharedStrings.xml", bytesOf(sharedStrings));
    }
    members.emplace_back("xl/workbook.xml", bytesOf(book + "</sheets></workbook>"));
    members.emplace_back("xl/_rels/workbook.xml.rels", bytesOf(related + "</Relationships>"));
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        members.emplace_back("xl/worksheets/sheet" + std::to_string(sheets.size() - i) + ".xml",
                             bytesOf(sheets[i].second));
    }
    return members;
}

/// The names of the columns that a record sheet has at least, with those of counters.
inline std::vector<SheetCell> recordHeader()
{
    return {text("DataPoint"),     text("Cycle Index"),    text("Step Index"), text("Step Type"),
            text("Time"),          text("Total Time"),     text("Current(A)"), text("Voltage(V)"),
            text("Chg. Cap.(Ah)"), text("DChg. Cap.(Ah)"), text("Date")};
}

/// One record below that header; only what tests look at differs.
struct RecordRow
{
    int dataPoint = 1;
    int cycle = 1;
    int stepIndex = 1;
    std::string stepType = "CC Chg";
    std::string time = "00:00:00.000";
    std::string totalTime = "00:00:00.000";
    std::string current = "1";
    std::string voltage = "3.5";
    std::string charge = "0";
    std::string discharge = "0";
    std::string date = "2023-01-10 14:33:33";
};

inline std::vector<SheetCell> cellsOf(const RecordRow& row)
{
    return {number(std::to_string(row.dataPoint)),
            number(std::to_string(row.cycle)),
            number(std::to_string(row.stepIndex)),
            text(row.stepType),
            text(row.time),
            text(row.totalTime),
            number(row.current),
            number(row.voltage),
            number(row.charge),
            number(row.discharge),
            text(row.date)};
}

inline std::string recordSheet(const std::vector<RecordRow>& records)
{
    SheetRows rows{recordHeader()};
    for (const RecordRow& record : records) {
        rows.push_back(cellsOf(record));
    }
    return sheetXml(sheetData(rows));
}

}  // namespace aurora::test
