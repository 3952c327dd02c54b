#include "gui/samples/move_snapshots_dialog.h"

#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

QStringList idsOf(const services::Project& project)
{
    QStringList ids;
    for (const std::string& id : services::sampleIds(project)) {
        ids.append(toQString(id));
    }
    return ids;
}

}  // namespace

MoveSnapshotsDialog::MoveSnapshotsDialog(const services::Project& project, const QString& from,
                                         const QStringList& snapshots, QWidget* parent)
    : QDialog(parent),
      m_from(from),
      m_target(new QComboBox(this)),
      m_note(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("moveSnapshotsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Move snapshots"));
    auto* question = new QLabel(
        tr("Hand these snapshots of %1 to the sample they are of:\n%2").arg(from, snapshots.join(QLatin1Char('\n'))),
        this);
    question->setTextFormat(Qt::PlainText);
    m_target->setObjectName(QStringLiteral("target"));
    m_target->setAccessibleName(tr("Sample"));
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->lineEdit()->setPlaceholderText(tr("Sample ID"));
    new PartOfId(m_target);
    m_note->setObjectName(QStringLiteral("moveNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Move"));
    m_buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("okButton"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(question);
    layout->addWidget(m_target);
    layout->addWidget(m_note);
    layout->addWidget(m_buttons);
    connect(m_target, &QComboBox::currentTextChanged, this, &MoveSnapshotsDialog::updateState);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateState();
    inBackground(
        this, [project] { return idsOf(project); },
        [this](const QStringList& ids) {
            const QString typed = m_target->currentText();
            m_read = true;
            m_known = ids;
            m_target->addItems(ids);
            m_target->setCurrentIndex(-1);
            m_target->setEditText(typed);
            updateState();
        },
        [this](const Failure& failure) {
            m_failure = failure.message;
            updateState();
        });
}

QString MoveSnapshotsDialog::target() const
{
    return m_target->currentText().trimmed();
}

void MoveSnapshotsDialog::updateState()
{
    QString reason;
    if (!m_failure.isEmpty()) {
        reason = m_failure;  // without the samples nobody knows whether there is such a one
    } else if (!m_read) {
        reason = tr("Reading the samples…");
    } else if (target().isEmpty()) {
        reason = tr("Type or choose a Sample ID.");
    } else if (target() == m_from) {
        reason = tr("They are there already.");
    } else {
        reason = whyNoId(m_known, target());
    }
    m_note->setText(reason);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(reason.isEmpty());
}

}  // namespace aurora::gui
