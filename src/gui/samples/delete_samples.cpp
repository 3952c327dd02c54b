#include "gui/samples/delete_samples.h"

#include "aurora/services/edit_samples.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct DeleteSamplesWords
{
    Q_DECLARE_TR_FUNCTIONS(DeleteSamples)
};

/// What all of them lose together.
struct Loss
{
    std::size_t cells = 0;
    std::size_t results = 0;
    std::size_t places = 0;
    std::size_t files = 0;
};

Loss lossOf(const std::vector<services::SampleDeletion>& plan)
{
    Loss loss;
    for (const services::SampleDeletion& deletion : plan) {
        loss.cells += deletion.filledCells;
        loss.results += deletion.hasResults ? 1 : 0;
        loss.places += deletion.batches.size();
        loss.files += deletion.dataFiles;
    }
    return loss;
}

QString verb(std::size_t count)
{
    return count == 1 ? DeleteSamplesWords::tr("Delete 1 sample")
                      : DeleteSamplesWords::tr("Delete %1 samples").arg(count);
}

void run(Frame& frame, const services::Project& project, const std::vector<std::string>& ids)
{
    frame.tasks.start(
        DeleteSamplesWords::tr("Deleting samples"), TaskKind::Writes,
        [project, ids](Progress& progress) { return services::deleteSamples(project, ids, progress); }, &frame.tasks,
        [&frame](const services::Report& report) {
            showReport(frame.messages, report, DeleteSamplesWords::tr("Samples deleted: %1.").arg(report.done.size()));
        });
}

void askAgain(Frame& frame, QWidget* parent, const services::Project& project, const std::vector<std::string>& ids,
              const Loss& loss)
{
    QStringList names;
    for (const std::string& id : ids) {
        names.append(toQString(id));
    }
    const Question question{
        .title = DeleteSamplesWords::tr("Delete samples"),
        .text = DeleteSamplesWords::tr(
                    "Really delete? Filled fields lost: %1, results lost: %2. This program cannot bring them back. "
                    "Data files that stay: %3.")
                    .arg(loss.cells)
                    .arg(loss.results)
                    .arg(loss.files),
        .objects = names,
        .button = DeleteSamplesWords::tr("Yes, %1").arg(verb(ids.size()).toLower())};
    confirm(parent, question, [&frame, project, ids] { run(frame, project, ids); });
}

/// @param project  of the plan: another may be open by the time of the answer
void ask(Frame& frame, QWidget* parent, const services::Project& project,
         const std::vector<services::SampleDeletion>& plan)
{
    std::vector<std::string> ids;
    QStringList lines;
    for (const services::SampleDeletion& deletion : plan) {
        ids.push_back(deletion.sampleId);
        lines.append(
            QStringLiteral("%1: %2").arg(toQString(deletion.sampleId), toQString(services::lossText(deletion))));
    }
    const Loss loss = lossOf(plan);
    const Question question{
        .title = DeleteSamplesWords::tr("Delete samples"),
        .text = DeleteSamplesWords::tr(
                    "%1? Lost are filled fields of the table: %2, rows of results: %3, places in batches: %4. "
                    "Data files that stay where they are: %5.")
                    .arg(verb(ids.size()))
                    .arg(loss.cells)
                    .arg(loss.results)
                    .arg(loss.places)
                    .arg(loss.files),
        .objects = lines,
        .button = verb(ids.size()) + QStringLiteral("…")};
    confirm(parent, question, [&frame, parent, project, ids, loss] { askAgain(frame, parent, project, ids, loss); });
}

}  // namespace

void deleteSamples(Frame& frame, QWidget* parent, const QStringList& samples)
{
    std::vector<std::string> ids;
    for (const QString& sample : samples) {
        ids.push_back(sample.toStdString());
    }
    const services::Project project = *frame.session.project();
    inBackground(
        parent, [project, ids] { return services::planSampleDeletion(project, ids); },
        [&frame, parent, project](const std::vector<services::SampleDeletion>& plan) {
            ask(frame, parent, project, plan);
        },
        [&frame](const Failure& failure) { frame.messages.show(failure); });
}

}  // namespace aurora::gui
