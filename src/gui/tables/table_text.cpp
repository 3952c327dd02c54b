#include "gui/tables/table_text.h"

#include <algorithm>

namespace aurora::gui {

namespace {

std::string tabCell(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string csvCell(std::string text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

template <class Cell>
std::string tableText(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns,
                      char separator, std::string_view lineEnd, Cell cellText)
{
    std::string text;
    const auto addLine = [&](auto valueOf) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) {
                text += separator;
            }
            text += cellText(valueOf(columns[i]));
        }
        text += lineEnd;
    };
    const std::vector<Table::ColumnInfo>& infos = model.table()->table().columns;
    addLine([&infos](int column) { return infos[static_cast<std::size_t>(column)].name; });
    for (const int row : rows) {
        addLine([&model, row](int column) { return toText(model.cell(row, column)); });
    }
    return text;
}

}  // namespace

std::string tabSeparated(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns)
{
    return tableText(model, rows, columns, '\t', "\n", tabCell);
}

std::string commaSeparated(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns)
{
    return tableText(model, rows, columns, ',', "\r\n", csvCell);
}

}  // namespace aurora::gui
