#include "gui/tables/column_width.h"

#include "gui/tables/table_model.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace aurora::gui {

namespace {

constexpr int cellPadding_px = 22;
constexpr int cellIcon_px = 32;
constexpr int widest_px = 320;
constexpr int rowsLookedAt = 100;
constexpr int headerMargins_px = 16;
constexpr int shortTitle_px = 96;  // stays on one line
constexpr int forALine_px = 24;    // "Number of | cycles"

int linesOf(const QString& title, int width, const QFontMetrics& metrics)
{
    const int height = metrics.boundingRect(QRect(0, 0, width, 0), Qt::TextWordWrap, title).height();
    return (height + metrics.lineSpacing() - 1) / metrics.lineSpacing();
}

/// Of a header besides its title. Qt's styles take half of the header's height and its margins once more for the
/// arrow, whatever its size (qcommonstyle.cpp, SE_HeaderLabel).
int aroundTitle_px(HeaderArrow arrow, const QFontMetrics& metrics)
{
    const int highest_px = mostHeaderLines * metrics.lineSpacing() + headerMargins_px;
    return headerMargins_px + (arrow == HeaderArrow::Yes ? headerMargins_px + highest_px / 2 : 0);
}

/// The narrowest width at which the title takes no more lines than the header has, or a little more that saves a line;
/// of a short title one line.
int titleWidth(const QString& title, const QFontMetrics& metrics)
{
    constexpr int step_px = 8;
    int width = metrics.horizontalAdvance(title);
    if (width > shortTitle_px) {
        width = 0;
        for (const QString& word : title.split(QLatin1Char(' '))) {
            width = std::max(width, metrics.horizontalAdvance(word));
        }
    }
    while (width < widest_px && linesOf(title, width, metrics) > mostHeaderLines) {
        width += step_px;
    }
    for (int more = step_px; more <= forALine_px; more += step_px) {
        if (linesOf(title, width + more, metrics) < linesOf(title, width, metrics)) {
            return width + more;
        }
    }
    return width;
}

/// Of these columns the longest cell counts, wherever it stands.
bool isName(const TableModel& model, int column)
{
    return column == model.table()->keyColumn() ||
           model.table()->table().columns[static_cast<std::size_t>(column)].name == "Sample ID";
}

std::string longestText(const TableModel& model, int column)
{
    std::string_view longest;
    for (int row = 0; row < model.totalRows(); ++row) {
        const auto* text = std::get_if<std::string>(&model.table()->cell(row, column));
        longest = text != nullptr && text->size() > longest.size() ? std::string_view(*text) : longest;
    }
    return std::string(longest);
}

/// Whether the column tells the state of something on a cycler.
bool mayBeStale(const TableModel& model, int column)
{
    const std::string& name = model.table()->table().columns[static_cast<std::size_t>(column)].name;
    return model.table()->column("Server label") >= 0 && (name == "Ready" || name == "Status");
}

}  // namespace

int headerLines(const QString& title, int columnWidth_px, HeaderArrow arrow, const QFontMetrics& metrics)
{
    return std::min(linesOf(title, std::max(1, columnWidth_px - aroundTitle_px(arrow, metrics)), metrics),
                    mostHeaderLines);
}

int fittingWidth_px(const TableModel& model, int column, HeaderArrow arrow, const QFontMetrics& metrics)
{
    const QString title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    int width = 0;  // of the cells
    const int rows = std::min(rowsLookedAt, model.rowCount());
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = model.index(row, column);
        const bool icon = model.data(index, Qt::DecorationRole).isValid();
        width = std::max(width, metrics.horizontalAdvance(model.data(index, Qt::DisplayRole).toString()) +
                                    (icon ? cellIcon_px : 0));
    }
    if (mayBeStale(model, column)) {  // rows become stale while the table is shown
        width = std::max(width, metrics.horizontalAdvance(statusLook(staleWord("not ready")).text));
    }
    if (isName(model, column)) {
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(longestText(model, column))));
    }
    const int wanted = std::max(titleWidth(title, metrics) + aroundTitle_px(arrow, metrics), width + cellPadding_px);
    return std::clamp(wanted, narrowestColumn_px, widest_px);
}

}  // namespace aurora::gui
