#include "reading_store.h"

#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "row_text.h"

#include <algorithm>
#include <utility>

namespace aurora::services {

using database::Row;

namespace {

/// Whose job it is was not known, or only guessed from its name before its payload was read.
bool mayBeAnother(const cyclers::Job& job, const Row& known, const std::map<std::string, cyclers::JobPayload>& payloads)
{
    const std::string noted = cellText(known, "Sample ID");
    const auto payload = payloads.find(job.id);
    const bool isToldNow = payload != payloads.end() && payload->second.sampleId == job.sampleId;
    return noted.empty() || (noted == job.name && isToldNow);
}

}  // namespace

std::optional<double> endOf(const cyclers::Job& job, const std::optional<Row>& known)
{
    if (!cyclers::hasEnded(job.status)) {
        return std::nullopt;
    }
    const double now = nowUts();
    if (job.completed_uts && *job.completed_uts >= job.submitted_uts.value_or(*job.completed_uts)) {
        return std::min(*job.completed_uts, now);  // the clock of a server may be ahead
    }
    const bool ranBefore = known && !cyclers::hasEnded(cellText(*known, "Status"));
    return ranBefore ? std::optional(now) : std::nullopt;
}

ReadingStore::ReadingStore(const Lab& lab, database::Database& database, const std::string& label)
    : m_database(database),
      m_label(label),
      m_hostname(lab.serverEntry(label).access.hostname),
      m_timeZone(lab.project().timeZone()),
      m_now(formatTimestamp(nowUts(), m_timeZone))
{
    for (const auto& row : database.query("SELECT \"Sample ID\" FROM samples").rows) {
        m_samples.insert(toText(row.front()));
    }
}

void ReadingStore::storePipelines(const std::vector<cyclers::PipelineState>& pipelines)
{
    database::PipelinesTable table(m_database);
    std::set<std::string> there;
    for (const cyclers::PipelineState& pipeline : pipelines) {
        const std::string name = withLabel(m_label, pipeline.name);
        there.insert(name);
        table.upsert({{"Pipeline", name},
                      {"Sample ID", textCell(pipeline.sampleId)},
                      {"Job ID", textCell(pipeline.jobId.empty() ? "" : withLabel(m_label, pipeline.jobId))},
                      {"Ready", std::int64_t{pipeline.ready ? 1 : 0}},
                      {"Last checked", m_now},
                      {"Server label", m_label},
                      {"Server hostname", textCell(m_hostname)},
                      {"Job ID on server", textCell(pipeline.jobId)}});
    }
    for (const Row& row : table.ofServer(m_label)) {
        const std::string name = cellText(row, "Pipeline");
        if (there.count(name) == 0) {  // the server was given other channels
            table.remove(name);
        }
    }
}

std::size_t ReadingStore::storeJobs(const ServerReading& reading)
{
    database::JobsTable table(m_database);
    std::size_t added = 0;
    for (const cyclers::Job& job : reading.jobs) {
        const std::string id = withLabel(m_label, job.id);
        const std::optional<Row> known = table.find(id);
        added += known ? 0 : 1;
        table.upsert(jobRow(job, id, known, reading.payloads));
        if (const std::optional<double> ended = endOf(job, known)) {
            table.noteEnd(id, *ended);
        }
    }
    return added;
}

Row ReadingStore::jobRow(const cyclers::Job& job, const std::string& id, const std::optional<Row>& known,
                         const std::map<std::string, cyclers::JobPayload>& payloads) const
{
    Row row{{"Job ID", id},
            {"Status", textCell(job.status)},
            {"Last checked", m_now},
            {"Server label", m_label},
            {"Server hostname", textCell(m_hostname)}};
    const std::optional<std::int64_t> number = parseInteger(job.id);
    row["Job ID on server"] = number ? CellValue(*number) : CellValue(job.id);
    if (!job.name.empty()) {
        row["Jobname"] = job.name;
    }
    if (!job.pipeline.empty()) {
        row["Pipeline"] = withLabel(m_label, job.pipeline);
    }
    if (job.submitted_uts) {
        row["Submitted"] = formatTimestamp(*job.submitted_uts, m_timeZone);
    }
    if (const auto payload = payloads.find(job.id); payload != payloads.end()) {
        row["Payload"] = dumpJson(payload->second.payload);
        if (job.pipeline.empty() && !payload->second.pipeline.empty()) {
            row["Pipeline"] = withLabel(m_label, payload->second.pipeline);
        }
    }
    if (m_samples.count(job.sampleId) > 0 && (!known || mayBeAnother(job, *known, payloads))) {
        row["Sample ID"] = job.sampleId;
    }
    return row;
}

}  // namespace aurora::services
