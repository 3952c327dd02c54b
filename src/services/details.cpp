#include "aurora/services/details.h"

#include "aurora/core/cell_json.h"
#include "aurora/core/error.h"
#include "aurora/core/significant.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/core/units.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/protocols/payload.h"
#include "aurora/services/server_ages.h"
#include "told_flags.h"
#include "wording.h"

#include <algorithm>
#include <cmath>

namespace aurora::services {

namespace {

constexpr const char* payloadColumn = "Payload";

std::string cellText(const Table& row, std::string_view column)
{
    for (std::size_t i = 0; i < row.columns.size() && !row.rows.empty(); ++i) {
        if (row.columns[i].name == column) {
            return toText(row.rows.front()[i]);
        }
    }
    return {};
}

std::string currentText(const std::vector<double>& currents_mA)
{
    constexpr int digits = 4;
    std::string text;
    for (const double current_mA : currents_mA) {
        if (!std::isfinite(current_mA)) {
            return {};
        }
        text += (text.empty() ? "" : ", ") + formatDigits(current_mA, digits);
    }
    return text.empty() ? text : text + " mA";
}

Json parsedOr(const std::string& text)
{
    Json parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? Json(text) : parsed;
}

Json recordOf(const Table& row)
{
    Json record = Json::object();
    for (std::size_t i = 0; i < row.columns.size() && !row.rows.empty(); ++i) {
        const CellValue& value = row.rows.front()[i];
        const bool payload = row.columns[i].name == payloadColumn && !isEmpty(value);
        record[row.columns[i].name] = payload ? parsedOr(toText(value)) : toJson(value);
    }
    return record;
}

/// Looks up what has to do with a sample, and what else a pipeline or a job names.
class Connections
{
public:
    Connections(const database::Database& database, const Project& project)
        : m_database(&database), m_timeZone(project.timeZone()), m_oldest_uts(nowUts() - staleAge_s(project))
    {
    }

    void ofSample(const std::string& sample, TableKind except)
    {
        if (sample.empty()) {
            return;
        }
        if (except != TableKind::Samples) {
            add(TableKind::Samples, R"(SELECT "Sample ID", "Label" FROM samples WHERE "Sample ID" = ?)", sample);
        }
        add(TableKind::Pipelines, R"(SELECT "Pipeline", NULL FROM pipelines WHERE "Sample ID" = ?)", sample);
        add(TableKind::Jobs,
            R"(SELECT "Job ID", "Status", "Last checked" FROM jobs WHERE "Sample ID" = ? ORDER BY "Submitted" DESC, "Job ID" DESC)",
            sample);
        if (except != TableKind::Results) {
            add(TableKind::Results,
                R"(SELECT "Sample ID", "Number of cycles" || ' cycles' FROM results WHERE "Sample ID" = ?)", sample);
        }
        add(TableKind::Batches,
            "SELECT label, description FROM batches WHERE id IN (SELECT batch_id FROM batch_samples WHERE sample_id = "
            "?) ORDER BY label",
            sample);
    }

    void named(TableKind kind, const std::string& key)
    {
        if (kind == TableKind::Pipelines) {
            add(kind, R"(SELECT "Pipeline", NULL FROM pipelines WHERE "Pipeline" = ?)", key);
        } else {
            add(kind, R"(SELECT "Job ID", "Status", "Last checked" FROM jobs WHERE "Job ID" = ?)", key);
        }
    }

    void samplesOfBatch(const std::string& label)
    {
        add(TableKind::Samples,
            R"(SELECT "Sample ID", "Label" FROM samples WHERE "Sample ID" IN (SELECT sample_id FROM batch_samples
               WHERE batch_id = (SELECT id FROM batches WHERE label = ?)))",
            label);
        std::stable_sort(m_links.begin(), m_links.end(),
                         [](const LinkedRow& a, const LinkedRow& b) { return compareNatural(a.key, b.key) < 0; });
    }

    /// Each once, without the row they were looked up for.
    [[nodiscard]] std::vector<LinkedRow> links(TableKind kind, const std::string& key) const
    {
        std::vector<LinkedRow> links;
        for (const LinkedRow& link : m_links) {
            const bool same = link.kind == kind && link.key == key;
            const bool known = std::any_of(links.begin(), links.end(), [&link](const LinkedRow& other) {
                return other.kind == link.kind && other.key == link.key;
            });
            if (!same && !known) {
                links.push_back(link);
            }
        }
        return links;
    }

private:
    void add(TableKind kind, const char* sql, const std::string& key)
    {
        if (key.empty()) {
            return;
        }
        for (const auto& row : m_database->query(sql, {key}).rows) {
            LinkedRow link{.kind = kind, .key = toText(row[0]), .note = toText(row[1])};
            if (row.size() > 2 && !link.note.empty() && !cyclers::hasEnded(link.note)) {
                const auto checked_uts = parseTimestamp(toText(row[2]), m_timeZone);
                link.stale = checked_uts && *checked_uts < m_oldest_uts;
            }
            m_links.push_back(std::move(link));
        }
    }

    const database::Database* m_database;
    std::string m_timeZone;
    double m_oldest_uts;  ///< what was told before is stale
    std::vector<LinkedRow> m_links;
};

std::vector<LinkedRow> linksOf(const database::Database& database, const Project& project, const RowDetails& details)
{
    Connections connections(database, project);
    if (details.kind == TableKind::Batches) {
        connections.samplesOfBatch(details.key);
        return connections.links(details.kind, details.key);
    }
    connections.ofSample(cellText(details.row, "Sample ID"), details.kind);
    if (details.kind != TableKind::Samples) {
        connections.named(TableKind::Pipelines, cellText(details.row, "Pipeline"));
    }
    if (details.kind == TableKind::Pipelines) {
        connections.named(TableKind::Jobs, cellText(details.row, "Job ID"));
    }
    return connections.links(details.kind, details.key);
}

}  // namespace

std::vector<JobStep> jobSteps(const std::string& payload)
{
    const Json parsed = protocols::parsePayload(payload, "The payload");
    const Json sample = parsed.value("sample", Json::object());
    const double capacity_mAh = numberAt(sample, "capacity").value_or(0) * mAhPerAh;
    std::vector<JobStep> steps;
    for (const protocols::PayloadStep& step : protocols::payloadSteps(parsed, capacity_mAh)) {
        steps.push_back(
            {.words = step.words, .current = capacity_mAh > 0 ? currentText(step.current_mA) : std::string()});
    }
    return steps;
}

RowDetails readDetails(const Project& project, TableKind kind, const std::string& key)
{
    const auto database = project.openDatabase();
    RowDetails details{.kind = kind, .key = key, .row = readRow(*database, project, kind, key)};
    if (details.row.rows.empty()) {
        return details;
    }
    details.links = linksOf(*database, project, details);
    details.record = recordOf(details.row);
    tellFlags(*database, kind, details.row);
    const std::string payload = kind == TableKind::Jobs ? cellText(details.row, payloadColumn) : std::string();
    if (kind == TableKind::Jobs && payload.empty()) {
        details.whyNoSteps = "It is not known what this job was told to do. A payload can be attached to it.";
    }
    if (!payload.empty()) {
        try {
            details.steps = jobSteps(payload);
        } catch (const Error& error) {
            details.whyNoSteps = error.what();
        }
    }
    return details;
}

}  // namespace aurora::services
