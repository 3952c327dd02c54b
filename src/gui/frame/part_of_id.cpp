#include "gui/frame/part_of_id.h"

#include "gui/frame/theme.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace aurora::gui {

namespace {

struct PartOfIdWords
{
    Q_DECLARE_TR_FUNCTIONS(PartOfId)
};

QStringList idsThatHold(const QStringList& ids, const QString& typed)
{
    return typed.isEmpty() ? QStringList() : ids.filter(typed, Qt::CaseInsensitive);
}

}  // namespace

QString onlyId(const QStringList& ids, const QString& typed)
{
    const QString part = typed.trimmed();
    if (ids.contains(part)) {
        return part;
    }
    const QStringList found = idsThatHold(ids, part);
    return found.size() == 1 ? found.front() : QString();
}

QString whyNoId(const QStringList& ids, const QString& typed)
{
    const QString part = typed.trimmed();
    if (ids.contains(part)) {
        return {};
    }
    const QStringList found = idsThatHold(ids, part);
    if (found.isEmpty()) {
        return PartOfIdWords::tr("The project has no sample “%1”.").arg(part);
    }
    if (found.size() == 1) {
        return PartOfIdWords::tr("Press Enter to take %1, the only sample with “%2” in its ID.")
            .arg(found.front(), part);
    }
    return PartOfIdWords::tr("“%1” is in the IDs of %2 samples, %3 and %4 among them: type more of it, or choose one.")
        .arg(part)
        .arg(found.size())
        .arg(found.at(0), found.at(1));
}

PartOfId::PartOfId(QLineEdit* edit) : QObject(edit), m_edit(edit)
{
    edit->installEventFilter(this);
    if (edit->focusProxy() != nullptr) {  // of a box, which gets its keys
        edit->focusProxy()->installEventFilter(this);
    }
    connect(edit, &QLineEdit::editingFinished, this, &PartOfId::take);
    connect(edit, &QLineEdit::textChanged, this, [this] { mark({}); });
}

PartOfId::PartOfId(QComboBox* box) : PartOfId(box->lineEdit())
{
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
}

bool PartOfId::take()
{
    const QStringList all = ids();
    const QString typed = m_edit->text();
    if (all.isEmpty() || typed.trimmed().isEmpty()) {
        return false;  // they are not known yet, or nothing is meant
    }
    const QString id = onlyId(all, typed);
    if (id.isEmpty()) {
        mark(whyNoId(all, typed));
        return false;
    }
    if (id == typed) {
        return false;
    }
    m_edit->setText(id);
    m_edit->completer()->popup()->hide();
    Q_EMIT taken(id);
    return true;
}

/// Enter that takes an ID does nothing else: what the default button would do was not meant yet.
bool PartOfId::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && take()) {
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

QStringList PartOfId::ids() const
{
    QStringList all;
    const QAbstractItemModel* const model = m_edit->completer() == nullptr ? nullptr : m_edit->completer()->model();
    for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
        all.append(model->index(row, 0).data().toString());
    }
    return all;
}

void PartOfId::mark(const QString& reason)
{
    if (reason.isEmpty() && !m_marked) {
        return;
    }
    m_marked = !reason.isEmpty();
    QPalette colors = QApplication::palette(m_edit);
    if (m_marked) {
        colors.setColor(QPalette::Text, toneColor(Tone::Bad, colors));
    }
    m_edit->setPalette(colors);
    m_edit->setAccessibleDescription(reason);
}

}  // namespace aurora::gui
