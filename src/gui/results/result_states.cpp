#include "gui/results/result_states.h"

#include "aurora/cyclers/cycler_server.h"
#include "gui/tables/cell_format.h"
#include "gui/tables/row_text.h"

#include <QCoreApplication>

#include <set>
#include <string>

namespace aurora::gui {

void tellStaleSnapshots(Table& rows)
{
    const std::size_t status = columnOf(rows, "Status");
    const std::size_t snapshot = columnOf(rows, "Snapshot status");
    for (std::vector<CellValue>& row : rows.rows) {
        const std::string taken = textAt(row, snapshot);
        const std::string now = textAt(row, status);
        const bool over = cyclers::hasEnded(now) || now.ends_with(staleWord({}));
        if (over && (taken == "r" || taken == "rd")) {
            row[snapshot] = staleWord(taken);
        }
    }
}

void tellResultStates(Table& results, const std::set<std::string>& stalePipelines,
                      const std::vector<std::string>& ofOtherRules)
{
    const std::size_t status = columnOf(results, "Status");
    const std::size_t pipeline = columnOf(results, "Pipeline");
    const std::size_t sample = columnOf(results, "Sample ID");
    const std::set<std::string> others(ofOtherRules.begin(), ofOtherRules.end());
    const std::string mark = QCoreApplication::translate("ResultStates", "◌ other program").toStdString();
    const std::size_t analysedBy = results.columns.size();
    results.columns.emplace_back();
    results.columns[analysedBy].name = analysedByColumn;
    results.columns[analysedBy].type = CellType::Text;
    for (std::vector<CellValue>& row : results.rows) {
        row.resize(results.columns.size());
        row[analysedBy] = others.contains(textAt(row, sample)) ? mark : std::string();
        const std::string word = textAt(row, status);
        if (!word.empty() && !cyclers::hasEnded(word) && stalePipelines.contains(textAt(row, pipeline))) {
            row[status] = staleWord(word);
        }
    }
    tellStaleSnapshots(results);
}

}  // namespace aurora::gui
