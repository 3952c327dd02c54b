#include "gui/details/detail_groups.h"

#include "aurora/core/json.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/cell_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace aurora::gui {

namespace {

using services::TableKind;

/// Columns whose name begins so belong to the group; the first line that fits decides.
struct GroupRow
{
    TableKind kind;
    std::string_view beginning;
    const char* group;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Details", source)

constexpr const char* elseGroup = TEXT("More");
constexpr const char* historyGroup = TEXT("Assembly history");
constexpr const char* historyColumn = "Assembly history";

constexpr std::array groupTable{
    GroupRow{TableKind::Samples, "Anode rack", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Cathode rack", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Anode", TEXT("Anode")},
    GroupRow{TableKind::Samples, "Cathode", TEXT("Cathode")},
    GroupRow{TableKind::Samples, "Electrolyte position", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Electrolyte dispense", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Electrolyte", TEXT("Electrolyte")},
    GroupRow{TableKind::Samples, "Separator", TEXT("Separator and casing")},
    GroupRow{TableKind::Samples, "Casing", TEXT("Separator and casing")},
    GroupRow{TableKind::Samples, "Spacer", TEXT("Separator and casing")},
    GroupRow{TableKind::Samples, "Actual N:P", TEXT("Balance")},
    GroupRow{TableKind::Samples, "Target N:P", TEXT("Balance")},
    GroupRow{TableKind::Samples, "Minimum N:P", TEXT("Balance")},
    GroupRow{TableKind::Samples, "Maximum N:P", TEXT("Balance")},
    GroupRow{TableKind::Samples, "N:P", TEXT("Balance")},
    GroupRow{TableKind::Samples, "C-rate", TEXT("Balance")},
    GroupRow{TableKind::Samples, "Timestamp", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Assembly", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "Rack", TEXT("Assembly")},
    GroupRow{TableKind::Samples, "", TEXT("Sample")},
    GroupRow{TableKind::Pipelines, "Server", TEXT("Server")},
    GroupRow{TableKind::Pipelines, "Job ID on server", TEXT("Server")},
    GroupRow{TableKind::Pipelines, "Last checked", TEXT("Server")},
    GroupRow{TableKind::Pipelines, "", TEXT("Pipeline")},
    GroupRow{TableKind::Jobs, "Server", TEXT("Server")},
    GroupRow{TableKind::Jobs, "Job ID on server", TEXT("Server")},
    GroupRow{TableKind::Jobs, "Last checked", TEXT("Server")},
    GroupRow{TableKind::Jobs, "Snapshot", TEXT("Data")},
    GroupRow{TableKind::Jobs, "Last snapshot", TEXT("Data")},
    GroupRow{TableKind::Jobs, "", TEXT("Job")},
    GroupRow{TableKind::Results, "Last snapshot", TEXT("Data")},
    GroupRow{TableKind::Results, "Last analysis", TEXT("Data")},
    GroupRow{TableKind::Results, "Analysed by", TEXT("Data")},
    GroupRow{TableKind::Results, "Last plotted", TEXT("Data")},
    GroupRow{TableKind::Results, "Snapshot", TEXT("Data")},
    GroupRow{TableKind::Results, "First formation", TEXT("Formation")},
    GroupRow{TableKind::Results, "Formation", TEXT("Formation")},
    GroupRow{TableKind::Results, "Initial", TEXT("First cycle after formation")},
    GroupRow{TableKind::Results, "Last", TEXT("Now")},
    GroupRow{TableKind::Results, "Capacity loss", TEXT("Now")},
    GroupRow{TableKind::Results, "Number", TEXT("Now")},
    GroupRow{TableKind::Results, "", TEXT("Result")},
    GroupRow{TableKind::Batches, "", TEXT("Batch")},
};

#undef TEXT

QString groupOf(TableKind kind, std::string_view column)
{
    const auto found = std::find_if(groupTable.begin(), groupTable.end(), [&](const GroupRow& row) {
        return row.kind == kind && column.starts_with(row.beginning);
    });
    return QCoreApplication::translate("Details", found == groupTable.end() ? elseGroup : found->group);
}

/// "Anode mass (mg)" → "Anode mass", "mg".
DetailField fieldOf(const Table::ColumnInfo& column, const CellValue& value)
{
    const CellFormat format = cellFormat(column);
    DetailField field{.name = columnTitle(column.name), .value = shownText(value, format)};
    if (format.kind == CellFormat::Kind::Number && field.value.startsWith(QLatin1Char('-'))) {
        field.value.replace(0, 1, QChar(0x2212));  // a minus sign, as wide as a plus sign
    }
    const auto open = field.name.lastIndexOf(QLatin1String(" ("));
    if (open > 0 && field.name.endsWith(QLatin1Char(')'))) {
        field.unit = field.name.mid(open + 2).chopped(1);
        field.name.truncate(open);
    }
    return field;
}

/// The steps in which a cell was put together, a line each: what was done, and when. Text that is no list of steps is
/// one line.
DetailGroup historyOf(const std::string& history)
{
    DetailGroup group{.title = QCoreApplication::translate("Details", historyGroup), .fields = {}};
    const Json steps = Json::parse(history, nullptr, false);
    if (!steps.is_array()) {
        group.fields.push_back({.name = group.title, .value = toQString(history)});
        return group;
    }
    for (const Json& step : steps) {
        constexpr std::size_t toTheSecond = 19;  // YYYY-MM-DD HH:MM:SS, without the offset of its time zone
        const std::string name = textAt(step, "Step").value_or("");
        const std::string what = textAt(step, "Description").value_or("");
        group.fields.push_back({.name = toQString(what.empty() ? name : what),
                                .value = toQString(textAt(step, "Timestamp").value_or("").substr(0, toTheSecond))});
    }
    return group;
}

DetailGroup& groupNamed(std::vector<DetailGroup>& groups, const QString& title)
{
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&title](const DetailGroup& group) { return group.title == title; });
    if (found != groups.end()) {
        return *found;
    }
    groups.push_back({.title = title, .fields = {}});
    return groups.back();
}

}  // namespace

std::vector<DetailGroup> detailGroups(TableKind kind, const Table& row)
{
    std::vector<DetailGroup> groups;
    if (row.rows.empty()) {
        return groups;
    }
    std::optional<DetailGroup> history;  // last: it is long
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
        const CellValue& value = row.rows.front()[i];
        if (kind == TableKind::Samples && row.columns[i].name == historyColumn && !toText(value).empty()) {
            history = historyOf(toText(value));
            continue;
        }
        // As steps, and as links.
        const bool shownElsewhere = row.columns[i].name == "Payload" || row.columns[i].name == "Sample IDs";
        if (!isEmpty(value) && !toText(value).empty() && !shownElsewhere) {
            groupNamed(groups, groupOf(kind, row.columns[i].name)).fields.push_back(fieldOf(row.columns[i], value));
        }
    }
    if (history) {
        groups.push_back(std::move(*history));
    }
    return groups;
}

}  // namespace aurora::gui
