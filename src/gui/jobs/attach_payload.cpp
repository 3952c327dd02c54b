#include "gui/jobs/attach_payload.h"

#include "aurora/core/file.h"
#include "aurora/protocols/payload.h"
#include "aurora/services/attach_payload.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/named_samples.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct AttachPayloadWords
{
    Q_DECLARE_TR_FUNCTIONS(AttachPayload)
};

void attach(Frame& frame, const QStringList& jobs, const std::filesystem::path& file)
{
    runOnLab(frame, frame.session.lab(),
             {.title = AttachPayloadWords::tr("Attaching a payload"),
              .kind = TaskKind::Writes,
              .work =
                  [names = utf8(jobs), file](services::Lab& lab, Progress& progress) {
                      const Json payload = protocols::parsePayload(readFile(file), pathText(file.filename()));
                      return services::attachPayload(lab, names, payload, progress);
                  },
              .summary = AttachPayloadWords::tr("The payload is kept. Jobs that have it now: %1.")});
}

}  // namespace

void chooseAndAttachPayload(Frame& frame, const QStringList& jobs, QWidget* parent)
{
    auto* dialog = new QFileDialog(
        parent, AttachPayloadWords::tr("Payload of the selected jobs"),
        lastFolder(QStringLiteral("payloads"), nativePath(frame.session.project()->config().protocolsFolder)),
        AttachPayloadWords::tr("Payloads (*.json);;All files (*)"));
    dialog->setObjectName(QStringLiteral("payloadFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(dialog, frame.session);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [&frame, jobs](const QString& file) {
        rememberFolder(QStringLiteral("payloads"), QFileInfo(file).absolutePath());
        attach(frame, jobs, toPath(file));
    });
    dialog->open();
}

}  // namespace aurora::gui
