#include "daemon_claim.h"

#include "aurora/core/error.h"
#include "aurora/core/process_state.h"
#include "aurora/core/time.h"
#include "aurora/database/daemon_table.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

#include <spdlog/spdlog.h>

#include <cmath>

namespace aurora::services {

namespace {

[[noreturn]] void refuse(const Project& project, const database::DaemonRow& holder)
{
    throw Error("The project " + project.name() + " has a daemon already: it runs on " + holder.host + " (process " +
                std::to_string(holder.process) + "), and was last seen at " +
                formatTimestamp(holder.heartbeat_uts, project.timeZone()) +
                ". Stop that one first; if it is gone, try again in two minutes.");
}

bool isRecent(const database::DaemonRow& seen)
{
    return std::abs(nowUts() - seen.heartbeat_uts) < daemonStaleAfter_s;
}

/// Whether it ran on this PC, as far as its name tells, and its process is gone: killed, or it could not give the
/// project back because the disk was full.
bool hasEnded(const database::DaemonRow& seen)
{
    return seen.host == QSysInfo::machineHostName().toStdString() && processState(seen.process) == ProcessState::Gone;
}

/// Whether the heartbeat moves. How old it looks says nothing where two clocks differ, and that a process is gone says
/// little where containers share the name of a PC.
bool showsLife(database::Database& database, const database::DaemonRow& seen, std::chrono::milliseconds watched,
               const Progress& progress)
{
    if (isRecent(seen) && !hasEnded(seen)) {
        return true;
    }
    constexpr auto betweenLooks = std::chrono::milliseconds(100);
    const auto until = std::chrono::steady_clock::now() + watched;
    while (std::chrono::steady_clock::now() < until) {
        progress.throwIfCancelled();
        std::this_thread::sleep_for(betweenLooks);
    }
    const std::optional<database::DaemonRow> now = database::DaemonTable(database).current();
    return now && now->token == seen.token && now->heartbeat_uts != seen.heartbeat_uts;
}

}  // namespace

DaemonClaim::DaemonClaim(const Project& project, const DaemonTimes& times, const Progress& progress)
    : m_project(project), m_times(times), m_token(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString())
{
    const double now = nowUts();
    database::DaemonRow row;
    row.host = QSysInfo::machineHostName().toStdString();
    row.process = QCoreApplication::applicationPid();
    row.token = m_token;
    row.started = formatTimestamp(now, project.timeZone());
    row.heartbeat_uts = now;
    row.doing = m_doing;
    const auto database = project.openDatabase();
    database::DaemonRow holder;
    const std::optional<database::DaemonRow> before = database::DaemonTable(*database).current();
    const bool leftBehind = before && isRecent(*before) && hasEnded(*before);
    if (before && (before->host != row.host || leftBehind) && showsLife(*database, *before, times.watched, progress)) {
        refuse(project, *before);
    }
    row.heartbeat_uts = nowUts();
    database->write([&] {
        database::DaemonTable daemons(*database);
        if (leftBehind) {
            daemons.release(before->token);
        }
        holder = daemons.claim(row, daemonStaleAfter_s);
    });
    if (holder.token != m_token) {
        refuse(project, holder);
    }
    m_thread = std::thread([this] { beat(); });
}

DaemonClaim::~DaemonClaim()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_untilTheEnd.end();
    m_changed.notify_all();
    m_thread.join();
    try {
        const auto database = m_project.openDatabase();
        database->write([&] { database::DaemonTable(*database).release(m_token); });
    } catch (const Error& error) {
        spdlog::warn("The project could not be given back: {} ({})", error.what(), error.cause());
    } catch (const std::exception& error) {
        spdlog::warn("The project could not be given back: {}", error.what());
    }
}

void DaemonClaim::setDoing(const std::string& doing)
{
    const std::lock_guard lock(m_mutex);
    m_doing = doing;
}

void DaemonClaim::beat()
{
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, m_times.betweenBeats, [this] { return m_ending; })) {
        const std::string doing = m_doing;
        lock.unlock();
        try {
            const auto database = m_project.openDatabase();
            database->write(
                [&] {
                    if (!database::DaemonTable(*database).beat(m_token, nowUts(), doing)) {
                        m_lost = true;
                    }
                },
                m_untilTheEnd);
        } catch (const Cancelled&) {
            return;
        } catch (const Error& error) {  // a share that is away for a minute: the next beat may come through
            spdlog::warn("No sign of life could be written: {} ({})", error.what(), error.cause());
        } catch (const std::exception& error) {
            spdlog::warn("No sign of life could be written: {}", error.what());
        }
        lock.lock();
    }
}

}  // namespace aurora::services
