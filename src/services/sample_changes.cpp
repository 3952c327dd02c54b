#include "sample_changes.h"

#include "sample_cells.h"
#include "sample_file.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace aurora::services {

CellValue cellOf(const database::Row& row, const std::string& column)
{
    const auto found = row.find(column);
    return found == row.end() ? CellValue{} : found->second;
}

std::vector<SampleImportPlan::Change> changedCells(const std::string& id, const database::Row& before,
                                                   const database::Row& after)
{
    std::set<std::string> columns;
    for (const database::Row* const row : {&before, &after}) {
        std::transform(row->begin(), row->end(), std::inserter(columns, columns.end()),
                       [](const auto& cell) { return cell.first; });
    }
    std::vector<SampleImportPlan::Change> changes;
    for (const std::string& column : columns) {
        const CellValue old = cellOf(before, column);
        const CellValue changed = cellOf(after, column);
        if (!sameCell(old, changed)) {
            changes.push_back({.sampleId = id, .column = column, .before = old, .after = changed});
        }
    }
    return changes;
}

database::Row updateOf(const std::string& id, const std::vector<SampleImportPlan::Change>& changes)
{
    database::Row update{{"Sample ID", id}};
    for (const SampleImportPlan::Change& change : changes) {
        update[change.column] = change.after;
    }
    return update;
}

std::map<std::string, std::string> idsIgnoringCase(const database::SamplesTable& samples)
{
    std::map<std::string, std::string> known;
    for (const std::string& id : samples.ids()) {
        known.emplace(caseFolded(id), id);
    }
    return known;
}

}  // namespace aurora::services
