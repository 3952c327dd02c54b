#include "gui/overview/needs.h"

#include "gui/frame/qt_text.h"
#include "gui/overview/overview_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

using Kind = Need::Kind;

/// The texts of this file, as translators find them.
struct NeedsWords
{
    Q_DECLARE_TR_FUNCTIONS(Needs)
};

struct FlagWords
{
    std::string_view flag;
    const char* text;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Needs", source)

constexpr std::array flagTable{
    FlagWords{"Cap loss", TEXT("%1: capacity loss %2\u00a0%")},
    FlagWords{"Form eff", TEXT("%1: first formation efficiency %2\u00a0%")},
    FlagWords{"Init eff", TEXT("%1: initial efficiency %2\u00a0%")},
    FlagWords{"Init cap", TEXT("%1: initial capacity %2\u00a0mAh/g")},
};

#undef TEXT

Need needOf(const services::FlaggedCell& cell)
{
    Need need{.kind = Kind::FlaggedCell, .look = statusLook(cell.flag)};
    const QString sample = toQString(cell.sampleId);
    const auto words = std::find_if(flagTable.begin(), flagTable.end(),
                                    [&](const FlagWords& entry) { return entry.flag == cell.flag; });
    need.text = cell.value && words != flagTable.end()
                    ? NeedsWords::tr(words->text).arg(sample).arg(*cell.value, 0, 'f', 1)
                    : sample;
    need.details = cell.pipeline.empty() ? NeedsWords::tr("The cell is on no channel.")
                                         : NeedsWords::tr("The cell is on %1.").arg(toQString(cell.pipeline));
    need.keys = QStringList{sample};
    need.sample = sample;
    return need;
}

Need needOf(const services::EndedJob& job, double now_uts, const std::string& timeZone)
{
    Need need{.kind = Kind::CrashedJob, .look = statusLook("ce")};
    need.text = NeedsWords::tr("Job %1 of %2 ended with an error")
                    .arg(toQString(job.jobId),
                         job.sampleId.empty() ? NeedsWords::tr("an unknown sample") : toQString(job.sampleId));
    need.details =
        job.ended_uts ? NeedsWords::tr("It ended %1.").arg(whenText(*job.ended_uts, now_uts, timeZone)) : QString();
    need.keys = QStringList{toQString(job.jobId)};
    need.sample = toQString(job.sampleId);
    return need;
}

void addServers(std::vector<Need>& needs, const services::Overview& overview, double now_uts)
{
    for (const services::OverviewServer& server : overview.servers) {
        const bool harvester = server.kind == services::OverviewServer::Kind::Harvester;
        if (!server.stale || !server.configured) {
            continue;
        }
        Need need{.kind = harvester ? Kind::LateHarvester : Kind::SilentServer, .look = overviewLook(server, now_uts)};
        const QString label = toQString(server.label);
        need.keys = QStringList{label};
        if (!harvester && server.connection == services::ServerConnection::Failed) {
            need.text = NeedsWords::tr("%1 does not answer").arg(label);
        } else if (!harvester) {
            need.text = NeedsWords::tr("%1 was not asked for %2").arg(label, ageText(now_uts - *server.lastAnswer_uts));
        } else if (server.lastAnswer_uts) {
            need.text =
                NeedsWords::tr("%1 was not harvested for %2").arg(label, ageText(now_uts - *server.lastAnswer_uts));
        } else {
            need.text = NeedsWords::tr("%1 was never harvested").arg(label);
        }
        need.details = toQString(server.problem);
        needs.push_back(std::move(need));
    }
}

}  // namespace

std::vector<Need> needsOf(const services::Overview& overview, double now_uts, const std::string& timeZone)
{
    std::vector<Need> needs;
    for (const services::FlaggedCell& cell : overview.flagged) {
        needs.push_back(needOf(cell));
    }
    for (const services::EndedJob& job : overview.crashedJobs) {
        needs.push_back(needOf(job, now_uts, timeZone));
    }
    addServers(needs, overview, now_uts);
    if (overview.unassignedFiles > 0) {
        needs.push_back({.kind = Kind::UnassignedFiles,
                         .look = {.text = NeedsWords::tr("? not assigned"), .tone = Tone::Attention},
                         .text = NeedsWords::tr("Files whose sample is not known: %1").arg(overview.unassignedFiles),
                         .details = {}});
    }
    if (overview.unreadableFiles > 0) {
        needs.push_back({.kind = Kind::UnreadableFiles,
                         .look = {.text = NeedsWords::tr("✕ not readable"), .tone = Tone::Bad},
                         .text = NeedsWords::tr("Files that could not be read: %1").arg(overview.unreadableFiles),
                         .details = {}});
    }
    if (!overview.analysedElsewhere.empty()) {
        Need need{.kind = Kind::OtherResults,
                  .look = {.text = NeedsWords::tr("◌ older rules"), .tone = Tone::Attention},
                  .text = NeedsWords::tr("Results of the Python program, or of an earlier version: %1")
                              .arg(overview.analysedElsewhere.size()),
                  .details =
                      NeedsWords::tr("They follow other rules than those of this program: their numbers cannot be "
                                     "compared with others before they are analysed again.")};
        for (const std::string& sample : overview.analysedElsewhere) {
            need.keys.append(toQString(sample));
        }
        needs.push_back(std::move(need));
    }
    return needs;
}

}  // namespace aurora::gui
