#include "gui/preferences/columns_question.h"

#include "aurora/services/columns.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/report/report_message.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct ColumnsQuestionWords
{
    Q_DECLARE_TR_FUNCTIONS(ColumnsQuestion)
};

struct Loss
{
    services::Project project;
    QStringList columns;  ///< with what each would lose
    std::size_t cells = 0;
};

Loss lossIn(const std::filesystem::path& sharedConfig)
{
    services::Project project = services::openProject(sharedConfig, services::MissingColumns::Left);
    const services::ColumnPlan plan = services::planColumns(project);
    Loss loss{.project = std::move(project), .columns = {}};
    for (const services::ColumnPlan::Removed& column : plan.removed) {
        loss.columns.append(ColumnsQuestionWords::tr("%1: %2 filled fields would be lost")
                                .arg(toQString(column.name))
                                .arg(column.lostCells));
        loss.cells += column.lostCells;
    }
    return loss;
}

void removeColumns(Frame& frame, const services::Project& project)
{
    frame.tasks.start(
        ColumnsQuestionWords::tr("Removing columns"), TaskKind::Writes,
        [project](Progress& progress) { return services::applyColumns(project, services::AllowLoss::Yes, progress); },
        &frame.tasks,
        [&frame](const services::Report& report) {
            showReport(frame.messages, report, ColumnsQuestionWords::tr("The columns of the samples were changed."));
        });
}

void ask(Frame& frame, const Loss& loss, QWidget* parent)
{
    if (loss.columns.isEmpty()) {
        return;
    }
    const bool one = loss.columns.size() == 1;
    const Question first{
        .title = ColumnsQuestionWords::tr("Remove columns"),
        .text =
            (one ? ColumnsQuestionWords::tr("Remove 1 column from the table of samples? It is not configured any more.")
                 : ColumnsQuestionWords::tr(
                       "Remove %1 columns from the table of samples? They are not configured any more.")
                       .arg(loss.columns.size())) +
            QLatin1Char(' ') + ColumnsQuestionWords::tr("Filled fields that would be lost: %1.").arg(loss.cells),
        .objects = loss.columns,
        .button = one ? ColumnsQuestionWords::tr("Remove 1 column")
                      : ColumnsQuestionWords::tr("Remove %1 columns").arg(loss.columns.size()),
        .keep = one ? ColumnsQuestionWords::tr("Keep the column") : ColumnsQuestionWords::tr("Keep the columns")};
    confirm(parent, first, [&frame, loss, one, parent] {
        if (loss.cells == 0) {
            removeColumns(frame, loss.project);
            return;
        }
        const Question second{
            .title = ColumnsQuestionWords::tr("Remove columns for good"),
            .text =
                (loss.cells == 1 ? ColumnsQuestionWords::tr("Really lose the content of 1 field?")
                                 : ColumnsQuestionWords::tr("Really lose the content of %1 fields?").arg(loss.cells)) +
                QLatin1Char(' ') +
                ColumnsQuestionWords::tr(
                    "A backup of the database is made before, but the program does not bring it back."),
            .objects = loss.columns,
            .button = loss.cells == 1 ? ColumnsQuestionWords::tr("Lose 1 field")
                                      : ColumnsQuestionWords::tr("Lose %1 fields").arg(loss.cells),
            .keep = one ? ColumnsQuestionWords::tr("Keep the column") : ColumnsQuestionWords::tr("Keep the columns")};
        confirm(parent, second, [&frame, project = loss.project] { removeColumns(frame, project); });
    });
}

}  // namespace

void askAboutColumns(Frame& frame, const std::filesystem::path& sharedConfig, QWidget* parent)
{
    inBackground(
        &frame.session, [sharedConfig] { return lossIn(sharedConfig); },
        [&frame, parent](const Loss& loss) { ask(frame, loss, parent); },
        [&frame](const Failure& failure) { frame.messages.show(failure); });
}

}  // namespace aurora::gui
