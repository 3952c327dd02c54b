#include "gui/batches/batch_actions.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/save_question.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/written_file.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace aurora::gui {

namespace {

namespace fs = std::filesystem;

/// The texts of this file, as translators find them.
struct BatchActionsWords
{
    Q_DECLARE_TR_FUNCTIONS(BatchActions)
};

/// What came of samples and of the batches they are in: both are told as "analysed", and counted apart.
struct Analysed
{
    services::Report report;
    services::Report ofSamples;
    std::size_t batches = 0;
    QStringList empty;  ///< batches that have no samples
};

/// Adds what is told of batches to what is told of their samples. A sample that both tell of counts once: as failed
/// where it failed, else as the batches have it, who know what it was left out of.
void addBatches(services::Report& ofSamples, services::Report ofBatches)
{
    using Items = std::vector<services::ReportItem>;
    const auto samplesIn = [](std::initializer_list<const Items*> lists) {
        std::set<std::string> samples;
        for (const Items* items : lists) {
            for (const services::ReportItem& item : *items) {
                if (item.kind == services::ReportKind::Analysis) {
                    samples.insert(item.input);
                }
            }
        }
        return samples;
    };
    const auto takeOut = [](Items& from, const std::set<std::string>& samples) {
        std::erase_if(from, [&samples](const services::ReportItem& item) {
            return item.kind == services::ReportKind::Analysis && samples.count(item.input) > 0;
        });
    };
    const std::set<std::string> failed = samplesIn({&ofSamples.failed});
    takeOut(ofBatches.skipped, failed);
    takeOut(ofBatches.failed, failed);
    takeOut(ofSamples.skipped, samplesIn({&ofBatches.skipped, &ofBatches.failed}));
    ofSamples.add(ofBatches);
}

Analysed analyse(const services::Project& project, const std::vector<std::string>& names, Progress& progress)
{
    std::vector<std::string> samples;
    for (const auto& row : services::batchMembers(project, names).rows) {
        samples.push_back(toText(row[0]));
    }
    Analysed analysed;
    if (!samples.empty()) {  // no samples would mean all
        analysed.ofSamples = services::analyseSamples(project, samples, services::When::NewData, progress);
    }
    analysed.report = analysed.ofSamples;
    if (!analysed.report.cancelled) {
        services::Report ofBatches = services::analyseBatches(project, names, progress);
        analysed.batches = ofBatches.done.size();
        addBatches(analysed.report, std::move(ofBatches));
    }
    for (const services::Batch& batch : services::listBatches(project)) {
        if (batch.samples.empty() && std::find(names.begin(), names.end(), batch.name) != names.end()) {
            analysed.empty.append(toQString(batch.name));
        }
    }
    return analysed;
}

/// A project that cannot be written gives the file that is there.
void writeBatch(const services::Project& project, const std::string& name, const fs::path& target, Progress& progress)
{
    if (!project.readOnly()) {
        const services::Report report = services::analyseBatches(project, {name}, progress);
        if (!report.failed.empty() && report.done.empty()) {
            throw Error(report.failed.front().message, report.failed.front().cause);
        }
        if (report.done.empty()) {
            throw Error(BatchActionsWords::tr("The batch “%1” has no samples: there is nothing to export.")
                            .arg(toQString(name))
                            .toStdString());
        }
    }
    const std::string ending = pathText(target.extension()) == ".json" ? ".json" : ".xlsx";
    const fs::path source = services::batchFile(project, name, ending);
    replaceFile(target, [&source](const fs::path& temporary) {
        std::error_code code;
        fs::copy_file(source, temporary, fs::copy_options::overwrite_existing, code);
        if (code) {
            throw Error(pathText(source) + ": cannot be copied (" + code.message() + "). Analyse the batch first.");
        }
    });
}

}  // namespace

void analyseBatches(Frame& frame, const QStringList& names)
{
    const auto& project = frame.session.project();
    if (!project) {
        return;
    }
    std::vector<std::string> batches;
    for (const QString& name : names) {
        batches.push_back(name.toStdString());
    }
    frame.tasks.start(
        BatchActionsWords::tr("Analysing batches"), TaskKind::Writes,
        [project = *project, batches](Progress& progress) { return analyse(project, batches, progress); }, &frame.tasks,
        [&frame](const Analysed& analysed) {
            QString text =
                doneText(analysed.ofSamples, BatchActionsWords::tr("Batches analysed: %1.").arg(analysed.batches));
            if (!analysed.empty.isEmpty()) {
                text += QLatin1Char(' ') +
                        BatchActionsWords::tr("Without samples: %1.").arg(analysed.empty.join(QStringLiteral(", ")));
            }
            showReport(frame.messages, analysed.report, text);
        });
}

void exportBatch(Frame& frame, QWidget* parent, const QString& name)
{
    const auto project = frame.session.project();  // another one may be open by the time of the answer
    if (!project) {
        return;
    }
    const QString file = askWhereToSave(parent, BatchActionsWords::tr("Export the batch %1").arg(name),
                                        QStringLiteral("batch.%1.xlsx").arg(name),
                                        BatchActionsWords::tr("Excel workbook (*.xlsx);;JSON (*.json)"));
    if (file.isEmpty()) {
        return;
    }
    frame.tasks.start(
        BatchActionsWords::tr("Exporting the batch %1").arg(name), TaskKind::Writes,
        [project = *project, batch = name.toStdString(), path = toPath(file)](Progress& progress) {
            writeBatch(project, batch, path, progress);
            return true;
        },
        &frame.tasks,
        [&frame, name, file](bool) {
            const QString text =
                BatchActionsWords::tr("The batch %1 was written to %2.").arg(name, QDir::toNativeSeparators(file));
            frame.messages.show(writtenMessage(text, file));
        });
}

void deleteBatches(Frame& frame, QWidget* parent, const std::vector<ShownBatch>& batches)
{
    std::vector<std::string> names;
    QStringList objects;
    for (const ShownBatch& batch : batches) {
        names.push_back(batch.name.toStdString());
        objects.append(BatchActionsWords::tr("%1 (%2 samples)").arg(batch.name).arg(batch.samples));
    }
    const QString verb = names.size() == 1 ? BatchActionsWords::tr("Delete 1 batch")
                                           : BatchActionsWords::tr("Delete %1 batches").arg(names.size());
    const Question question{
        .title = BatchActionsWords::tr("Delete batches"),
        .text = BatchActionsWords::tr(
                    "%1? Lost are names, descriptions and lists of samples. The samples, their data, and files "
                    "that were written for the batches stay.")
                    .arg(verb),
        .objects = objects,
        .button = verb};
    // Another project may be open by the time of the answer.
    confirm(parent, question, [&frame, project = *frame.session.project(), names] {
        frame.tasks.start(
            BatchActionsWords::tr("Deleting batches"), TaskKind::Writes,
            [project, names](Progress&) { return services::deleteBatches(project, names); }, &frame.tasks,
            [&frame](const services::Report& report) {
                showReport(frame.messages, report,
                           BatchActionsWords::tr("Batches deleted: %1.").arg(report.done.size()));
            });
    });
}

}  // namespace aurora::gui
