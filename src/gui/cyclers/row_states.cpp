#include "gui/cyclers/row_states.h"

#include "aurora/core/time.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/services/server_ages.h"
#include "gui/tables/cell_format.h"
#include "gui/tables/row_text.h"

namespace aurora::gui {

namespace {

std::string stateWord(const std::string& sample, const std::string& job, const std::string& ready,
                      const std::string& waiting)
{
    if (!job.empty()) {
        return "running";
    }
    if (sample.empty()) {
        return "empty";
    }
    return std::string(ready == "1" ? "ready" : "not ready") + (waiting.empty() ? "" : ", job waits");
}

/// Whether a local time lies before what counts as old. One that exists twice is taken for the later.
bool isBefore(const std::string& checked, const StaleRows& stale)
{
    constexpr double hour_s = 3600;
    if (stale.timeZone.empty()) {
        return false;
    }
    const auto checked_uts = parseTimestamp(checked, stale.timeZone);
    if (!checked_uts || *checked_uts >= stale.oldest_uts) {
        return false;
    }
    const double later_uts = *checked_uts + hour_s;
    return later_uts < stale.oldest_uts ||
           formatTimestamp(later_uts, stale.timeZone) != formatTimestamp(*checked_uts, stale.timeZone);
}

/// The columns by which a row is old.
class StaleColumns
{
public:
    explicit StaleColumns(const Table& table)
        : m_server(columnOf(table, "Server label")), m_checked(columnOf(table, "Last checked"))
    {
    }

    [[nodiscard]] bool areOld(const std::vector<CellValue>& row, const StaleRows& stale) const
    {
        return stale.servers.contains(textAt(row, m_server)) || isBefore(textAt(row, m_checked), stale);
    }

private:
    std::size_t m_server;
    std::size_t m_checked;
};

}  // namespace

StaleRows staleRows(const services::Lab* lab)
{
    StaleRows stale;
    if (lab == nullptr) {
        return stale;
    }
    for (const services::ServerState& state : lab->states()) {
        if (state.connection == services::ServerConnection::Failed) {
            stale.servers.insert(state.label);
        }
    }
    const services::Project& project = lab->project();
    stale.oldest_uts = nowUts() - services::staleAge_s(project);
    stale.timeZone = project.timeZone();
    return stale;
}

void tellPipelineStates(Table& pipelines, const StaleRows& stale)
{
    const std::size_t sample = columnOf(pipelines, "Sample ID");
    const std::size_t job = columnOf(pipelines, "Job ID");
    const std::size_t ready = columnOf(pipelines, "Ready");
    const std::size_t waiting = columnOf(pipelines, "Waiting jobs");
    const StaleColumns columns(pipelines);
    if (ready == pipelines.columns.size()) {
        return;
    }
    for (std::vector<CellValue>& row : pipelines.rows) {
        const std::string word =
            stateWord(textAt(row, sample), textAt(row, job), textAt(row, ready), textAt(row, waiting));
        row[ready] = columns.areOld(row, stale) ? staleWord(word) : word;
    }
    pipelines.columns[ready].type = CellType::Text;
}

std::set<std::string> stalePipelines(const Table& pipelines, const StaleRows& stale)
{
    const std::size_t name = columnOf(pipelines, "Pipeline");
    const StaleColumns columns(pipelines);
    std::set<std::string> old;
    for (const std::vector<CellValue>& row : pipelines.rows) {
        if (columns.areOld(row, stale)) {
            old.insert(textAt(row, name));
        }
    }
    return old;
}

void tellStaleJobs(Table& jobs, const StaleRows& stale)
{
    const std::size_t status = columnOf(jobs, "Status");
    const StaleColumns columns(jobs);
    for (std::vector<CellValue>& row : jobs.rows) {
        const std::string word = textAt(row, status);
        if (!word.empty() && !cyclers::hasEnded(word) && columns.areOld(row, stale)) {
            row[status] = staleWord(word);
        }
    }
}

}  // namespace aurora::gui
