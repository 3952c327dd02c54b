#include "aurora/services/overview.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/jobs_table.h"
#include "aurora/services/daemon.h"
#include "aurora/services/server_ages.h"
#include "aurora/services/tables.h"
#include "cells_by_name.h"
#include "last_measured.h"
#include "results_row.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace aurora::services {

namespace {

constexpr double day_s = 24 * 3600;
constexpr double week_s = 7 * day_s;

struct FlagColumn
{
    std::string_view flag;
    const char* column;  ///< of `results`: the number that is beyond its threshold
};

// The worst first.
constexpr std::array flagColumns{
    FlagColumn{"Cap loss", "Capacity loss (%)"},
    FlagColumn{"Form eff", "First formation efficiency (%)"},
    FlagColumn{"Init eff", "Initial efficiency (%)"},
    FlagColumn{"Init cap", "Initial specific discharge capacity (mAh/g)"},
};

std::size_t rankOf(const std::string& flag)
{
    const auto found = std::find_if(flagColumns.begin(), flagColumns.end(),
                                    [&](const FlagColumn& column) { return column.flag == flag; });
    return static_cast<std::size_t>(found - flagColumns.begin());
}

bool needsALook(const std::string& flag)
{
    return rankOf(flag) < flagColumns.size();
}

std::optional<double> numberOf(const CellValue& cell)
{
    if (const auto* const real = std::get_if<double>(&cell)) {
        return *real;
    }
    const auto* const whole = std::get_if<std::int64_t>(&cell);
    return whole == nullptr ? std::nullopt : std::optional(static_cast<double>(*whole));
}

std::optional<std::int64_t> wholeOf(const CellValue& cell)
{
    const std::optional<double> number = numberOf(cell);
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

struct Job
{
    std::string id;
    std::string status;
};

class OverviewReader
{
public:
    OverviewReader(const Project& project, const std::vector<ServerState>& states, double now_uts)
        : m_project(project), m_states(states), m_now_uts(now_uts), m_database(project.openDatabase())
    {
        for (std::string& table : m_database->tables()) {
            m_tables.insert(std::move(table));
        }
        m_overview.since_uts = now_uts - day_s;
    }

    Overview read()
    {
        readJobs();
        readServers();
        readHarvesters();
        readFlags();
        readCrashes();
        if (m_tables.contains("results")) {
            m_overview.analysedElsewhere = samplesOfOtherRules(*m_database);
        }
        readNews();
        m_overview.samples = count("samples", "SELECT COUNT(*) FROM samples");
        readDaemon();
        m_overview.nextNightly_uts =
            nextNightlyRun_uts(m_project.config().daemon.nightlyAt, m_now_uts, m_project.timeZone());
        return std::move(m_overview);
    }

private:
    /// Rows of a query, none where the database was never migrated and lacks the table.
    [[nodiscard]] std::vector<std::vector<CellValue>> rows(const char* table, const std::string& sql,
                                                           const std::vector<CellValue>& values = {}) const
    {
        return m_tables.contains(table) ? m_database->query(sql, values).rows : std::vector<std::vector<CellValue>>();
    }

    [[nodiscard]] std::int64_t count(const char* table, const std::string& sql,
                                     const std::vector<CellValue>& values = {}) const
    {
        const auto found = rows(table, sql, values);
        return found.empty() ? 0 : wholeOf(found[0][0]).value_or(0);
    }

    [[nodiscard]] std::string localTime(double uts) const { return formatTimestamp(uts, m_project.timeZone()); }

    void readDaemon()
    {
        if (m_tables.contains("daemon")) {
            const std::optional<database::DaemonRow> daemon = database::DaemonTable(*m_database).current();
            m_overview.daemonRuns = daemon && isAlive(*daemon, m_now_uts);
        }
    }

    void readJobs()
    {
        m_ends_uts = database::JobsTable(*m_database).endedSince(0);
        if (!m_tables.contains("pipelines")) {
            return;
        }
        for (const auto& row : rows("jobs", R"sql(SELECT "Job ID", "Sample ID", "Status" FROM jobs
                                                 WHERE "Sample ID" IN (SELECT "Sample ID" FROM pipelines)
                                                 ORDER BY "Submitted")sql"))
        {
            m_lastJobs[toText(row[1])] = {.id = toText(row[0]), .status = toText(row[2])};
        }
        for (const auto& row : rows("results", R"sql(SELECT "Sample ID", "Number of cycles", "Flag" FROM results
                                   WHERE "Sample ID" IN (SELECT "Sample ID" FROM pipelines))sql"))
        {
            m_cycles[toText(row[0])] = wholeOf(row[1]);
            m_flags[toText(row[0])] = toText(row[2]);
        }
    }

    [[nodiscard]] ChannelState stateOf(const Channel& channel, bool ready, bool running, bool jobWaits) const
    {
        if (running) {
            return ChannelState::Running;
        }
        if (channel.sampleId.empty()) {
            return ChannelState::Empty;
        }
        if (jobWaits) {
            return ready ? ChannelState::ReadyJobWaits : ChannelState::NotReadyJobWaits;
        }
        const auto job = m_lastJobs.find(channel.sampleId);
        const std::string status = job == m_lastJobs.end() ? std::string() : job->second.status;
        if (ready) {
            return ChannelState::Ready;
        }
        if (status == "ce" || status == "cd") {
            return status == "ce" ? ChannelState::Error : ChannelState::Cancelled;
        }
        return cyclers::hasEnded(status) ? ChannelState::Finished : ChannelState::NotReady;
    }

    [[nodiscard]] Channel channelOf(const CellsByName& cells, const std::vector<CellValue>& row,
                                    const std::string& label) const
    {
        Channel channel;
        channel.pipeline = cells.text(row, "Pipeline");
        channel.name =
            channel.pipeline.starts_with(label + "-") ? channel.pipeline.substr(label.size() + 1) : channel.pipeline;
        channel.sampleId = cells.text(row, "Sample ID");
        channel.jobId = cells.text(row, "Job ID");
        const std::string waiting = cells.text(row, "Waiting jobs");
        channel.state = stateOf(channel, cells.text(row, "Ready") == "1", !channel.jobId.empty(), !waiting.empty());
        if (channel.jobId.empty()) {
            channel.jobId = waiting.substr(0, waiting.find(','));
        }
        if (const auto job = m_lastJobs.find(channel.sampleId); channel.jobId.empty() && job != m_lastJobs.end()) {
            channel.jobId = job->second.id;
        }
        if (const auto end = m_ends_uts.find(channel.jobId);
            end != m_ends_uts.end() && channel.state != ChannelState::Running) {
            channel.ended_uts = end->second;
        }
        if (const auto cycles = m_cycles.find(channel.sampleId); cycles != m_cycles.end()) {
            channel.cycles = cycles->second;
        }
        if (const auto flag = m_flags.find(channel.sampleId); flag != m_flags.end() && needsALook(flag->second)) {
            channel.flag = flag->second;
        }
        return channel;
    }

    OverviewServer& serverOf(const std::string& label)
    {
        std::vector<OverviewServer>& servers = m_overview.servers;
        const auto found = std::find_if(servers.begin(), servers.end(),
                                        [&](const OverviewServer& server) { return server.label == label; });
        if (found != servers.end()) {
            return *found;
        }
        return servers.emplace_back(
            OverviewServer{.label = label, .type = "not configured any more", .configured = false});
    }

    void readServers()
    {
        for (const config::Server& server : m_project.config().servers) {
            m_overview.servers.push_back({.label = server.label, .type = server.serverType});
        }
        const Table pipelines = readTable(*m_database, m_project, TableKind::Pipelines);
        const CellsByName cells(pipelines);
        for (const auto& row : pipelines.rows) {
            const std::string label = cells.text(row, "Server label");
            OverviewServer& server = serverOf(label);
            server.channels.push_back(channelOf(cells, row, label));
            server.lastAnswer_uts =
                std::max(server.lastAnswer_uts, parseTimestamp(cells.text(row, "Last checked"), m_project.timeZone()));
        }
        for (const ServerState& state : m_states) {
            OverviewServer& server = serverOf(state.label);
            server.connection = state.connection;
            server.problem = state.problem;
            server.lastAnswer_uts = std::max(server.lastAnswer_uts, state.lastAnswer_uts);
        }
        const double staleAfter_s = staleAge_s(m_project);
        for (OverviewServer& server : m_overview.servers) {
            const bool old = server.lastAnswer_uts && *server.lastAnswer_uts < m_now_uts - staleAfter_s;
            server.stale = old || server.connection == ServerConnection::Failed;
            m_overview.updated_uts = std::max(m_overview.updated_uts, server.lastAnswer_uts);
        }
    }

    void readHarvesters()
    {
        const config::Harvesters& harvesters = m_project.config().harvesters;
        addHarvesters(harvesters.eclab, "EC-Lab harvester");
        addHarvesters(harvesters.neware, "Neware harvester");
    }

    void addHarvesters(const std::vector<config::HarvestedFolder>& folders, const char* type)
    {
        for (const config::HarvestedFolder& folder : folders) {
            OverviewServer server{.kind = OverviewServer::Kind::Harvester, .label = folder.label, .type = type};
            for (const auto& row :
                 rows("harvester", R"sql(SELECT MAX("Last snapshot") FROM harvester WHERE "Server label" = ?)sql",
                      {folder.label}))
            {
                server.lastAnswer_uts = parseTimestamp(toText(row[0]), m_project.timeZone());
            }
            constexpr double nights = 1.5;  // one night was left out
            server.stale = !server.lastAnswer_uts || *server.lastAnswer_uts < m_now_uts - nights * day_s;
            server.files =
                count("files", R"(SELECT COUNT(*) FROM files WHERE "Server label" = ?)", {CellValue(folder.label)});
            m_overview.servers.push_back(std::move(server));
        }
    }

    void readFlags()
    {
        std::string sql = R"(SELECT "Sample ID", "Flag", "Last snapshot")";
        for (const FlagColumn& column : flagColumns) {
            sql += ", " + database::quotedIdentifier(column.column);
        }
        sql += R"( FROM results WHERE "Flag" IN ('Cap loss', 'Form eff', 'Init eff', 'Init cap'))";
        std::map<std::string, std::string> places;
        for (const auto& row : rows("pipelines", R"(SELECT "Sample ID", "Pipeline" FROM pipelines)")) {
            places[toText(row[0])] = toText(row[1]);
        }
        const std::string weekAgo = localTime(m_now_uts - week_s);
        for (const auto& row : rows("results", sql)) {
            FlaggedCell cell{.sampleId = toText(row[0]), .flag = toText(row[1])};
            cell.value = numberOf(row[3 + rankOf(cell.flag)]);
            if (const auto place = places.find(cell.sampleId); place != places.end()) {
                cell.pipeline = place->second;
            }
            if (cell.pipeline.empty() && toText(row[2]) < weekAgo) {
                ++m_overview.flaggedEarlier;
                continue;
            }
            m_overview.flagged.push_back(std::move(cell));
        }
        std::sort(m_overview.flagged.begin(), m_overview.flagged.end(), [](const FlaggedCell& a, const FlaggedCell& b) {
            const auto rankA = rankOf(a.flag);
            const auto rankB = rankOf(b.flag);
            return rankA != rankB ? rankA < rankB : compareNatural(a.sampleId, b.sampleId) < 0;
        });
    }

    void readCrashes()
    {
        std::set<std::string> onChannels;
        for (const OverviewServer& server : m_overview.servers) {
            for (const Channel& channel : server.channels) {
                if (channel.state == ChannelState::Error) {
                    onChannels.insert(channel.jobId);
                }
            }
        }
        // The last column: no job of its sample was submitted later.
        for (const auto& row : rows("jobs", R"sql(SELECT "Job ID", "Sample ID", CASE WHEN EXISTS (
                                                      SELECT 1 FROM jobs AS later
                                                      WHERE later."Sample ID" = jobs."Sample ID"
                                                        AND later."Submitted" > jobs."Submitted") THEN 0 ELSE 1 END
                                                  FROM jobs WHERE "Status" = 'ce')sql"))
        {
            EndedJob job = endedJob(toText(row[0]), toText(row[1]), "ce");
            const bool isLast = wholeOf(row[2]) == 1;
            const bool lately = job.ended_uts ? *job.ended_uts >= m_now_uts - week_s : isLast;
            if (lately || onChannels.contains(job.jobId)) {
                m_overview.crashedJobs.push_back(std::move(job));
            } else {
                ++m_overview.crashedEarlier;
            }
        }
        sortNewestFirst(m_overview.crashedJobs);
    }

    [[nodiscard]] EndedJob endedJob(std::string id, std::string sample, std::string status) const
    {
        EndedJob job{.jobId = std::move(id), .sampleId = std::move(sample), .status = std::move(status)};
        if (const auto end = m_ends_uts.find(job.jobId); end != m_ends_uts.end()) {
            job.ended_uts = end->second;
        }
        return job;
    }

    static void sortNewestFirst(std::vector<EndedJob>& jobs)
    {
        std::sort(jobs.begin(), jobs.end(), [](const EndedJob& a, const EndedJob& b) {
            return a.ended_uts != b.ended_uts ? a.ended_uts > b.ended_uts : compareNatural(a.jobId, b.jobId) < 0;
        });
    }

    void readNews()
    {
        m_overview.unassignedFiles = count("files", "SELECT COUNT(*) FROM files WHERE \"Status\" = 'unassigned'");
        m_overview.unreadableFiles = count("files", "SELECT COUNT(*) FROM files WHERE \"Status\" = 'failed'");
        const CellValue since = localTime(m_overview.since_uts);
        m_overview.newFiles = count("files", R"(SELECT COUNT(*) FROM files WHERE "Fetched" >= ?)", {since});
        m_overview.samplesAnalysed =
            count("results", R"(SELECT COUNT(*) FROM results WHERE "Last analysis" >= ?)", {since});
        for (const auto& row : rows("results", R"sql(SELECT "Sample ID", "Last snapshot" FROM results
                                                    WHERE "Last snapshot" IS NOT NULL
                                                    ORDER BY "Last snapshot" DESC, "Sample ID" LIMIT 1)sql"))
        {
            m_overview.newestDataSample = toText(row[0]);
            m_overview.newestData = toText(row[1]);
            m_overview.newestMeasured = lastMeasured(m_project, m_overview.newestDataSample);
        }
        for (const auto& [id, end] : database::JobsTable(*m_database).endedSince(m_overview.since_uts)) {
            for (const auto& row : rows("jobs", R"(SELECT "Sample ID", "Status" FROM jobs WHERE "Job ID" = ?)", {id})) {
                m_overview.endedJobs.push_back(endedJob(id, toText(row[0]), toText(row[1])));
            }
        }
        sortNewestFirst(m_overview.endedJobs);
    }

    const Project& m_project;
    const std::vector<ServerState>& m_states;
    double m_now_uts;
    std::unique_ptr<database::Database> m_database;
    std::set<std::string> m_tables;
    std::map<std::string, double> m_ends_uts;  ///< by Job ID
    std::map<std::string, Job> m_lastJobs;     ///< by Sample ID, of samples on channels
    std::map<std::string, std::optional<std::int64_t>> m_cycles;
    std::map<std::string, std::string> m_flags;
    Overview m_overview;
};

}  // namespace

Overview readOverview(const Project& project, const std::vector<ServerState>& states, double now_uts)
{
    return OverviewReader(project, states, now_uts).read();
}

}  // namespace aurora::services
