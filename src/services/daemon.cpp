#include "aurora/services/daemon.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "aurora/services/daemon_schedule.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/update_cyclers.h"
#include "daemon_claim.h"

#include <spdlog/spdlog.h>

#include <array>
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
    Step{"fetching snapshots",
         [](Lab& lab, Progress& progress) {
             return snapshotJobs(lab, {.jobs = {}, .samples = {}, .everythingNew = true}, progress);
         }},
    Step{"harvesting", [](Lab& lab, Progress& progress) { return harvest(lab, {}, progress); }},
    Step{"analysing samples",
         [](Lab& lab, Progress& progress) { return analyseSamples(lab.project(), {}, When::NewData, progress); }},
    Step{"analysing batches", [](Lab& lab, Progress& progress) { return analyseBatches(lab.project(), {}, progress); }},
};

/// Stops a step when the daemon is asked to stop, and when the project is not its own any more.
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
        return m_asked.cancelRequested() || m_claim.isLost();
    }

private:
    Progress& m_asked;
    const DaemonClaim& m_claim;
};

class Daemon
{
public:
    Daemon(Lab& lab, const DaemonOptions& options, Progress& progress)
        : m_lab(lab), m_options(options), m_claim(lab.project(), progress), m_progress(progress, m_claim)
    {
    }

    Report run()
    {
        if (m_options.once) {
            round(updateSteps);
            round(nightlySteps);
            return std::move(m_lastRound);
        }
        const config::DaemonSettings& settings = m_lab.project().config().daemon;
        constexpr double perMinute = 60;
        DaemonSchedule schedule(m_options.interval_s.value_or(settings.updateInterval_min * perMinute),
                                settings.nightlyAt, m_lab.project().timeZone(), nowUts());
        sayNext(schedule);
        while (!isOver()) {
            const DaemonSchedule::Due due = schedule.takeDue(nowUts());
            if (due.update) {
                m_lastRound = {};
                round(updateSteps);
            }
            if (due.nightly) {
                round(nightlySteps);
                sayNext(schedule);
            }
            constexpr auto betweenLooks = std::chrono::milliseconds(100);
            std::this_thread::sleep_for(betweenLooks);
        }
        if (m_claim.isLost()) {
            throw Error("Another daemon has taken over the project " + m_lab.project().name() +
                        " while this one showed no life. This one has ended.");
        }
        return std::move(m_lastRound);
    }

private:
    [[nodiscard]] bool isOver() const { return m_progress.cancelRequested(); }

    template <std::size_t count>
    void round(const std::array<Step, count>& steps)
    {
        for (const Step& step : steps) {
            if (isOver()) {
                return;
            }
            m_claim.setDoing(step.doing);
            tell(step, reportOf(step));
        }
        m_claim.setDoing("waiting");
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
        for (const ReportItem& item : report.failed) {
            spdlog::error("{}: {}: {} ({})", step.doing, item.input, item.message, item.cause);
        }
        for (const ReportItem& item : report.done) {
            spdlog::info("{}: {}: {}", step.doing, item.input, item.message);
        }
        std::string line = formatTimestamp(nowUts(), m_lab.project().timeZone()) + " " + step.doing + ": " +
                           std::to_string(report.done.size()) + " done, " + std::to_string(report.skipped.size()) +
                           " skipped, " + std::to_string(report.failed.size()) + " failed";
        if (!report.failed.empty()) {
            line += "; first: " + report.failed.front().message;
        }
        say(line);
        m_lastRound.add(report);
    }

    void sayNext(const DaemonSchedule& schedule)
    {
        const std::optional<double> nightly = schedule.nextNightly_uts();
        say(nightly ? "The next nightly work is at " + formatTimestamp(*nightly, m_lab.project().timeZone()) + "."
                    : std::string("There is no nightly work."));
    }

    void say(const std::string& line) const
    {
        spdlog::info("{}", line);
        if (m_options.say) {
            m_options.say(line);
        }
    }

    Lab& m_lab;
    const DaemonOptions& m_options;
    DaemonClaim m_claim;
    StepProgress m_progress;
    Report m_lastRound;
};

}  // namespace

Report runDaemon(Lab& lab, const DaemonOptions& options, Progress& progress)
{
    if (lab.project().readOnly()) {
        throw Error("The project " + lab.project().name() + " is open read-only: no daemon can work on it.");
    }
    return Daemon(lab, options, progress).run();
}

std::optional<database::DaemonRow> currentDaemon(const Project& project)
{
    const auto database = project.openDatabase();
    return database::DaemonTable(*database).current();
}

}  // namespace aurora::services
