#include "aurora/services/daemon.h"

#include "aurora/core/error.h"
#include "aurora/core/parallel.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "aurora/services/backups.h"
#include "aurora/services/batches.h"
#include "aurora/services/daemon_schedule.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/update_cyclers.h"
#include "daemon_claim.h"

#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <thread>

namespace aurora::services {

namespace {

/// One piece of the daemon's work.
struct Step
{
    const char* doing;
    Report (*run)(Lab&, Progress&);
};

constexpr std::array updateSteps{
    Step{"updating states", [](Lab& lab, Progress& progress) { return updateFromCyclers(lab, {}, progress); }},
};

constexpr std::array nightlySteps{
    Step{"backing up the database",
         [](Lab& lab, Progress& progress) { return backUpNightly(lab.project(), progress); }},
    Step{"fetching snapshots",
         [](Lab& lab, Progress& progress) {
             return snapshotJobs(lab, {.jobs = {}, .samples = {}, .everythingNew = true}, progress);
         }},
    Step{"harvesting", [](Lab& lab, Progress& progress) { return harvest(lab, {}, progress); }},
    Step{"analysing samples",
         [](Lab& lab, Progress& progress) { return analyseSamples(lab.project(), {}, When::NewData, progress); }},
    Step{"analysing batches", [](Lab& lab, Progress& progress) { return analyseBatches(lab.project(), {}, progress); }},
};

/// Stops a step when the daemon is asked to stop, ends, or does not have the project any more.
class StepProgress final : public Progress
{
public:
    StepProgress(Progress& asked, const DaemonClaim& claim) : m_asked(asked), m_claim(claim) {}

    void report(std::uint64_t done, std::uint64_t total, std::string_view what) override
    {
        m_asked.report(done, total, what);
    }

    [[nodiscard]] bool cancelRequested() const noexcept override
    {
        return m_ended || m_asked.cancelRequested() || m_claim.isLost();
    }

    void end() noexcept { m_ended = true; }

private:
    Progress& m_asked;
    const DaemonClaim& m_claim;
    std::atomic<bool> m_ended{false};
};

/// Items that failed for one reason in one line: a server that is off has the same to say of all its jobs.
void logFailures(const Step& step, const std::vector<ReportItem>& failed)
{
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> byReason;
    for (const ReportItem& item : failed) {
        byReason[{item.message, item.cause}].push_back(item.input);
    }
    for (const auto& [reason, items] : byReason) {
        constexpr std::size_t mostNamed = 5;
        const std::size_t named = std::min(items.size(), mostNamed);
        spdlog::error("{}: {}{}: {} ({})", step.doing,
                      fmt::join(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(named), ", "),
                      items.size() > named ? " and " + std::to_string(items.size() - named) + " more" : std::string(),
                      reason.first, reason.second);
    }
}

/// Steps that are done one after the other, on one thread.
struct Round
{
    Report report;      ///< of the last time
    const char* doing;  ///< nullptr: nothing now
};

class Daemon
{
public:
    Daemon(Lab& lab, const DaemonOptions& options, Progress& progress)
        : m_lab(lab), m_options(options), m_claim(lab.project(), options.times, progress), m_progress(progress, m_claim)
    {
    }

    ~Daemon() { m_progress.end(); }  // the nightly work ends before anything it uses

    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    Report run()
    {
        if (m_options.once) {
            work(updateSteps, m_updates);
            work(nightlySteps, m_nights);
            return lastReport();
        }
        const config::DaemonSettings& settings = m_lab.project().config().daemon;
        constexpr double perMinute = 60;
        DaemonSchedule schedule(m_options.interval_s.value_or(settings.updateInterval_min * perMinute),
                                settings.nightlyAt, m_lab.project().timeZone(), now_uts());
        sayNext(schedule);
        while (!isOver()) {
            const DaemonSchedule::Due due = schedule.takeDue(now_uts());
            if (due.nightly) {
                beginNight();
                sayNext(schedule);
            }
            if (due.update) {
                work(updateSteps, m_updates);
            }
            constexpr auto betweenLooks = std::chrono::milliseconds(100);
            std::this_thread::sleep_for(betweenLooks);
        }
        m_night.reset();  // which waits for its end
        if (m_claim.isLost()) {
            throw Error("Another daemon has taken over the project " + m_lab.project().name() +
                        " while this one showed no life. This one has ended.");
        }
        return lastReport();
    }

private:
    [[nodiscard]] bool isOver() const { return m_progress.cancelRequested(); }

    [[nodiscard]] double now_uts() const { return m_options.now_uts ? m_options.now_uts() : nowUts(); }

    void beginNight()
    {
        if (m_nightGoesOn) {
            say("The nightly work of before still goes on: it is not begun anew.");
            return;
        }
        m_night.reset();
        m_nightGoesOn = true;
        m_night = std::make_unique<ThreadGroup>();
        m_night->start(1, [this] {
            try {
                work(nightlySteps, m_nights);
            } catch (const std::exception& error) {
                spdlog::error("The nightly work was not done to its end: {}", error.what());
            }
            m_nightGoesOn = false;
        });
    }

    template <std::size_t count>
    void work(const std::array<Step, count>& steps, Round& round)
    {
        Report all;
        for (const Step& step : steps) {
            if (isOver()) {
                break;
            }
            setDoing(round, step.doing);
            const Report report = reportOf(step);
            tell(step, report);
            all.add(report);
        }
        setDoing(round, nullptr);
        const std::lock_guard lock(m_mutex);
        round.report = std::move(all);
    }

    void setDoing(Round& round, const char* doing)
    {
        {
            const std::lock_guard lock(m_mutex);
            round.doing = doing;
            tellDoing();
        }
        if (&round == &m_nights && m_options.nightlyWork) {
            m_options.nightlyWork(doing == nullptr ? "" : doing);
        }
    }

    void tellDoing()
    {
        std::string doing;
        for (const Round* const round : {&m_updates, &m_nights}) {
            doing += round->doing == nullptr ? "" : (doing.empty() ? "" : ", ") + std::string(round->doing);
        }
        m_claim.setDoing(doing.empty() ? "waiting" : doing);
    }

    [[nodiscard]] Report lastReport()
    {
        const std::lock_guard lock(m_mutex);
        Report report = m_updates.report;
        report.add(m_nights.report);
        return report;
    }

    /// The failure of a step does not stop the next.
    Report reportOf(const Step& step)
    {
        try {
            return step.run(m_lab, m_progress);
        } catch (const Cancelled&) {
            Report report;
            report.cancelled = true;
            return report;
        } catch (const Error& error) {
            Report report;
            report.failed.push_back({step.doing, error.what(), error.cause()});
            return report;
        } catch (const std::exception& error) {
            Report report;
            report.failed.push_back({step.doing, std::string(step.doing) + " failed.", error.what()});
            return report;
        }
    }

    void tell(const Step& step, const Report& report)
    {
        logFailures(step, report.failed);
        for (const ReportItem& item : report.done) {
            spdlog::info("{}: {}: {}", step.doing, item.input, item.message);
        }
        std::string line =
            formatTimestamp(nowUts(), m_lab.project().timeZone()) + " " + step.doing + ": " + countsText(report);
        if (!report.failed.empty()) {
            line += "; first: " + report.failed.front().message;
        }
        say(line);
    }

    void sayNext(const DaemonSchedule& schedule)
    {
        const std::optional<double> nightly = schedule.nextNightly_uts();
        say(nightly ? "The next nightly work is at " + formatTimestamp(*nightly, m_lab.project().timeZone()) + "."
                    : std::string("There is no nightly work."));
    }

    void say(const std::string& line)
    {
        spdlog::info("{}", line);
        if (m_options.say) {
            const std::lock_guard lock(m_saying);
            m_options.say(line);
        }
    }

    Lab& m_lab;
    const DaemonOptions& m_options;
    DaemonClaim m_claim;
    StepProgress m_progress;
    std::mutex m_mutex;   ///< of the rounds
    std::mutex m_saying;  ///< one line at a time
    Round m_updates{{}, nullptr};
    Round m_nights{{}, nullptr};
    std::atomic<bool> m_nightGoesOn{false};
    std::unique_ptr<ThreadGroup> m_night;  ///< last: it uses the others
};

}  // namespace

Report runDaemon(Lab& lab, const DaemonOptions& options, Progress& progress)
{
    if (lab.project().readOnly()) {
        throw Error("The project " + lab.project().name() + " is open read-only: no daemon can work on it.");
    }
    return Daemon(lab, options, progress).run();
}

std::filesystem::path daemonLogFile(const Project& project)
{
    return project.folder() / "logs" / "daemon.log";
}

std::optional<database::DaemonRow> currentDaemon(const Project& project)
{
    const auto database = project.openDatabase();
    return database::DaemonTable(*database).current();
}

bool isAlive(const database::DaemonRow& daemon, double now_uts)
{
    // One that lies far ahead is of a clock that was wrong, as when the project is claimed.
    return std::abs(now_uts - daemon.heartbeat_uts) < daemonStaleAfter_s;
}

}  // namespace aurora::services
