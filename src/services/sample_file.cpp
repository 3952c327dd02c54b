#include "sample_file.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"
#include "delimited_text.h"
#include "sample_cells.h"

#include <QString>

#include <algorithm>
#include <array>
#include <map>

namespace aurora::services {

namespace {

using config::SampleColumn;

constexpr const char* keyColumn = "Sample ID";
constexpr const char* nothingStored = " Nothing of this file was stored.";

/// Collects the cells of a file and says where a mistake is.
class Collector
{
public:
    Collector(std::string fileName, const std::vector<SampleColumn>& columns)
        : m_fileName(std::move(fileName)), m_columns(&columns)
    {
    }

    /// The column of a header; a header of no column is noted as ignored.
    const SampleColumn* columnOf(const std::string& header)
    {
        const SampleColumn* const column = config::findSampleColumn(*m_columns, header);
        auto& ignored = m_result.ignoredColumns;
        if (column == nullptr && std::find(ignored.begin(), ignored.end(), header) == ignored.end()) {
            ignored.push_back(header);
        }
        return column;
    }

    void beginRow(std::string where)
    {
        m_result.rows.push_back({.where = std::move(where), .cells = {}});
        m_headers.clear();
    }

    /// @param shown  the value as it stands in the file
    void add(const std::string& header, const SampleColumn& column, const std::optional<CellValue>& value,
             const std::string& shown)
    {
        if (!value) {
            refuseCell(header, "\"" + shown + "\" " + std::string(whyRefused(column.type)) + ".");
        }
        if (isEmpty(*value)) {
            return;
        }
        if (const std::string why = whyImpossible(column.name, *value); !why.empty()) {
            refuseCell(header, "\"" + shown + "\" " + why + ".");
        }
        database::Row& cells = m_result.rows.back().cells;
        const auto [cell, isNew] = cells.try_emplace(column.name, *value);
        if (!isNew && !sameCell(cell->second, *value)) {
            refuseCell(header, "\"" + shown + "\" differs from \"" + toText(cell->second) + "\" in column \"" +
                                   m_headers[column.name] + "\", but both mean \"" + column.name + "\".");
        }
        m_headers.try_emplace(column.name, header);
    }

    /// Checks the Sample ID of the row.
    void endRow()
    {
        const SampleFile::Row& row = m_result.rows.back();
        const auto found = row.cells.find(keyColumn);
        const std::string id = found == row.cells.end() ? std::string() : toText(found->second);
        if (const std::string reason = whyNoName(id); !reason.empty()) {
            refuseCell(keyColumn, "\"" + id + "\" cannot be a Sample ID: it " + reason + ".");
        }
        const auto [first, isNew] = m_ids.try_emplace(caseFolded(id), id, row.where);
        const auto& [firstId, firstWhere] = first->second;
        if (!isNew && firstId == id) {
            refuseCell(keyColumn, "\"" + id + "\" is in the file twice, first in " + firstWhere + ".");
        }
        if (!isNew) {
            refuseCell(keyColumn, "\"" + id + "\" differs from \"" + firstId + "\" in " + firstWhere +
                                      " only in upper and lower case.");
        }
    }

    [[noreturn]] void refuseRow(const std::string& sentence) const
    {
        throw Error(m_fileName + ", " + m_result.rows.back().where + ": " + sentence + nothingStored);
    }

    [[noreturn]] void refuseFile(const std::string& sentence) const
    {
        throw Error(m_fileName + ": " + sentence + nothingStored);
    }

    [[nodiscard]] const std::vector<SampleColumn>& columns() const noexcept { return *m_columns; }

    [[nodiscard]] SampleFile& result() noexcept { return m_result; }

private:
    [[noreturn]] void refuseCell(const std::string& header, const std::string& sentence) const
    {
        throw Error(m_fileName + ", " + m_result.rows.back().where + ", column \"" + header + "\": " + sentence +
                    nothingStored);
    }

    std::string m_fileName;
    const std::vector<SampleColumn>* m_columns;
    SampleFile m_result;
    std::map<std::string, std::string> m_headers;                      ///< column → header, of the row
    std::map<std::string, std::pair<std::string, std::string>> m_ids;  ///< case-folded → ID, where
};

/// The separator that makes most columns of the first line known; semicolons where it makes no difference.
char separatorOf(std::string_view text, const std::vector<SampleColumn>& columns)
{
    static constexpr std::array separators{';', ',', '\t'};
    text = text.substr(std::min(text.find_first_not_of("\r\n"), text.size()));
    const std::string_view firstLine = text.substr(0, text.find_first_of("\r\n"));
    const auto known = [&](char separator) {
        const std::vector<std::string> headers = split(firstLine, separator);
        return std::count_if(headers.begin(), headers.end(), [&](std::string_view header) {
            header = trimmed(header);
            if (header.size() > 1 && header.starts_with('"') && header.ends_with('"')) {
                header = header.substr(1, header.size() - 2);
            }
            return config::findSampleColumn(columns, header) != nullptr;
        });
    };
    return *std::max_element(separators.begin(), separators.end(), [&](char a, char b) { return known(a) < known(b); });
}

/// Columns of the header row; nullptr for those that are ignored.
std::vector<const SampleColumn*> matchHeaders(Collector& collector, const std::vector<DelimitedRow>& rows)
{
    std::vector<const SampleColumn*> columns;
    const std::vector<std::string>& headers = rows.front().cells;
    for (const std::string& header : headers) {
        // Spreadsheets leave separators behind the last column: a column without a name.
        columns.push_back(trimmed(header).empty() ? nullptr : collector.columnOf(header));
    }
    const bool hasKey = std::any_of(columns.begin(), columns.end(), [](const SampleColumn* column) {
        return column != nullptr && column->name == keyColumn;
    });
    if (!hasKey) {
        collector.refuseFile("the first row has no column \"Sample ID\". It must hold the names of the columns.");
    }
    return columns;
}

void checkWidth(const Collector& collector, const DelimitedRow& row, const std::vector<std::string>& headers)
{
    if (row.cells.size() < headers.size()) {
        collector.refuseRow("the row has " + std::to_string(row.cells.size()) + " cells, but the header has " +
                            std::to_string(headers.size()) + ". Is the file complete?");
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool hasHeader = i < headers.size() && !trimmed(headers[i]).empty();
        if (!hasHeader && !trimmed(row.cells[i]).empty()) {
            collector.refuseRow("\"" + row.cells[i] + "\" stands in column " + std::to_string(i + 1) +
                                ", which has no header.");
        }
    }
}

void readCsv(Collector& collector, const std::string& text, std::string_view timeZone)
{
    const char separator = separatorOf(text, collector.columns());
    const CellRules rules{.decimalComma = separator == ',' ? DecimalComma::Refused : DecimalComma::Allowed,
                          .timeZone = timeZone};
    std::vector<DelimitedRow> rows;
    try {
        rows = splitDelimited(text, separator);
    } catch (const Error& error) {
        collector.refuseFile(error.what());
    }
    if (rows.empty()) {
        collector.refuseFile("the file is empty.");
    }
    const std::vector<const SampleColumn*> columns = matchHeaders(collector, rows);
    const std::vector<std::string>& headers = rows.front().cells;
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        collector.beginRow("line " + std::to_string(row->line));
        checkWidth(collector, *row, headers);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i] != nullptr) {
                collector.add(headers[i], *columns[i], cellFromText(row->cells[i], columns[i]->type, rules),
                              row->cells[i]);
            }
        }
        collector.endRow();
    }
}

void readJson(Collector& collector, const Json& list, std::string_view timeZone)
{
    if (!list.is_array()) {
        collector.refuseFile("must be a list of objects, one a sample.");
    }
    const CellRules rules{.decimalComma = DecimalComma::Refused, .timeZone = timeZone};
    std::size_t number = 0;
    for (const Json& entry : list) {
        collector.beginRow("entry " + std::to_string(++number));
        if (!entry.is_object()) {
            collector.refuseRow("must be an object with the columns of one sample.");
        }
        for (const auto& [header, value] : entry.items()) {
            const SampleColumn* const column = collector.columnOf(header);
            if (column != nullptr) {
                collector.add(header, *column, cellFromJson(value, column->type, rules),
                              value.is_string() ? value.get<std::string>() : dumpJson(value));
            }
        }
        collector.endRow();
    }
}

bool looksLikeJson(std::string_view text)
{
    const std::string_view content = trimmed(text);
    return content.starts_with('[') || content.starts_with('{');
}

}  // namespace

SampleFile readSampleFile(const std::filesystem::path& file, const std::vector<SampleColumn>& columns,
                          std::string_view timeZone)
{
    const std::string fileName = pathText(file.filename());
    const std::string text = decodeText(readFile(file));
    Collector collector(fileName, columns);
    if (!looksLikeJson(text)) {
        readCsv(collector, text, timeZone);
        return std::move(collector.result());
    }
    Json list;
    try {
        list = parseJson(text, fileName);
    } catch (const Error& error) {
        throw Error(std::string(error.what()) + nothingStored, error.cause());
    }
    readJson(collector, list, timeZone);
    return std::move(collector.result());
}

std::string caseFolded(const std::string& text)
{
    return QString::fromStdString(text).toCaseFolded().toStdString();
}

}  // namespace aurora::services
