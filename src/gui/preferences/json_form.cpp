#include "gui/preferences/json_form.h"

#include "aurora/core/text.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimeZone>
#include <QToolButton>

#include <algorithm>

namespace aurora::gui {

namespace {

QString translated(const char* text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Preferences", text);
}

QString objectNameOf(const FieldInfo& info)
{
    return QStringLiteral("field-") + QString::fromLatin1(info.key);
}

bool isMeant(const FieldInfo& info, const Json& content)
{
    const bool is = textAt(content, info.meant.key).value_or("") == info.meant.value;
    return info.meant.where == Meant::Where::Always || is == (info.meant.where == Meant::Where::Is);
}

/// A value as it stands in the field. Lists are parted by semicolons.
QString shownText(const Json& value, FieldKind kind)
{
    if (kind == FieldKind::TimeList && value.is_array() && value.empty()) {
        return JsonForm::tr("never");
    }
    if (value.is_string()) {
        return toQString(value.get<std::string>());
    }
    if (!value.is_array()) {
        return value.is_null() ? QString() : toQString(dumpJson(value));
    }
    QStringList parts;
    for (const Json& part : value) {
        parts.append(shownText(part, FieldKind::Text));
    }
    return parts.join(QStringLiteral("; "));
}

/// What a field says as a value. A number that is none stays a text: the configuration refuses it, as it was typed.
Json valueOf(const FieldInfo& info, const QString& text)
{
    const std::string typed = text.toStdString();
    if (info.kind == FieldKind::Number) {
        if (const auto whole = parseInteger(typed)) {
            return *whole;
        }
        const auto number = parseTypedNumber(typed);
        return number ? Json(*number) : Json(typed);
    }
    if (info.kind != FieldKind::TextList && info.kind != FieldKind::TimeList) {
        return typed;
    }
    Json list = Json::array();
    if (info.kind == FieldKind::TimeList && text.trimmed().compare(JsonForm::tr("never"), Qt::CaseInsensitive) == 0) {
        return list;
    }
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty()) {
            list.push_back(trimmed.toStdString());
        }
    }
    return list;
}

}  // namespace

JsonForm::JsonForm(std::span<const FieldInfo> fields, QWidget* parent)
    : QWidget(parent), m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(8);
    m_layout->setColumnStretch(1, 1);
    for (const FieldInfo& info : fields) {
        addRow(info);
    }
    setLabelWidth(labelWidth());  // of rows that are hidden too: the fields stay where they are
    showRows();
}

int JsonForm::labelWidth() const
{
    int width = 0;
    for (const Row& row : m_rows) {
        width = std::max(width, row.label->sizeHint().width());
    }
    return width;
}

void JsonForm::setLabelWidth(int width_px)
{
    for (const Row& row : m_rows) {
        row.label->setMinimumWidth(width_px);
    }
}

void JsonForm::showRows()
{
    // A grid takes no room for rows that are hidden. (QFormLayout::setRowVisible of Qt 6.4 writes beyond its memory.)
    for (const Row& row : m_rows) {
        const bool shown = isMeant(row.info, m_content) || !row.reason->isHidden();
        row.label->setVisible(shown);
        row.cell->setVisible(shown);
    }
}

void JsonForm::addRow(const FieldInfo& info)
{
    Row row{.info = info};
    row.editor = makeEditor(info);
    row.editor->setObjectName(objectNameOf(info));
    row.editor->setAccessibleName(translated(info.label));
    row.reason = new QLabel(this);
    row.reason->setObjectName(objectNameOf(info) + QStringLiteral("-reason"));
    row.reason->setTextFormat(Qt::PlainText);
    row.reason->setWordWrap(true);
    row.reason->hide();
    row.cell = new QWidget(this);
    auto* cell = new QVBoxLayout(row.cell);
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(2);
    auto* line = qobject_cast<QLineEdit*>(row.editor);
    const bool isPath = info.kind == FieldKind::File || info.kind == FieldKind::Folder;
    cell->addWidget(isPath && line != nullptr ? withBrowseButton(line, info) : row.editor);
    cell->addWidget(row.reason);
    row.label = new QLabel(translated(info.label), this);
    row.label->setBuddy(row.editor);
    row.label->setMinimumHeight(row.editor->sizeHint().height());  // beside the editor, not the reason below it
    const int at = m_layout->rowCount();
    m_layout->addWidget(row.label, at, 0, Qt::AlignLeft | Qt::AlignTop);
    m_layout->addWidget(row.cell, at, 1);
    m_rows.push_back(row);
}

QWidget* JsonForm::makeEditor(const FieldInfo& info)
{
    if (info.kind == FieldKind::Choice) {
        auto* choice = new QComboBox(this);
        choice->addItems(QString::fromLatin1(info.choices).split(QLatin1Char('|')));
        connect(choice, &QComboBox::currentTextChanged, this, [this, info](const QString& text) { take(info, text); });
        return choice;
    }
    auto* line = new QLineEdit(this);
    line->setPlaceholderText(translated(info.hint));
    if (info.kind == FieldKind::TimeZone) {
        QStringList zones;
        for (const QByteArray& zone : QTimeZone::availableTimeZoneIds()) {
            zones.append(QString::fromLatin1(zone));
        }
        auto* completer = new QCompleter(zones, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        line->setCompleter(completer);
    }
    connect(line, &QLineEdit::textChanged, this, [this, info](const QString& text) { take(info, text); });
    return line;
}

QWidget* JsonForm::withBrowseButton(QLineEdit* line, const FieldInfo& info)
{
    auto* box = new QWidget(this);
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(line, 1);
    auto* browse = new QToolButton(box);
    browse->setText(tr("…"));
    browse->setToolTip(tr("Choose from the folders of this PC"));
    browse->setAccessibleName(tr("Choose: %1").arg(translated(info.label)));
    connect(browse, &QToolButton::clicked, this, [this, line, info] {
        const QString chosen = info.kind == FieldKind::Folder
                                   ? QFileDialog::getExistingDirectory(this, translated(info.label), line->text())
                                   : QFileDialog::getOpenFileName(this, translated(info.label), line->text());
        if (!chosen.isEmpty()) {
            line->setText(chosen);
        }
    });
    layout->addWidget(browse);
    return box;
}

void JsonForm::setContent(const Json& content)
{
    m_content = content.is_object() ? content : Json::object();
    for (Row& row : m_rows) {
        show(row);
        row.refused.clear();
        row.doubt.clear();
        tell(row);
    }
    showRows();
}

void JsonForm::show(const Row& row) const
{
    const auto found = m_content.find(row.info.key);
    const QString text = found == m_content.end() ? QString() : shownText(*found, row.info.kind);
    const QSignalBlocker blocker(row.editor);
    if (auto* line = qobject_cast<QLineEdit*>(row.editor)) {
        line->setText(text);
    } else if (auto* choice = qobject_cast<QComboBox*>(row.editor)) {
        if (choice->findText(text) < 0 && !text.isEmpty()) {
            choice->addItem(text);  // a kind that we do not know is kept
        }
        choice->setCurrentIndex(std::max(0, choice->findText(text)));
    }
}

void JsonForm::take(const FieldInfo& info, const QString& text)
{
    if (text.trimmed().isEmpty()) {
        m_content.erase(info.key);
    } else {
        m_content[info.key] = valueOf(info, text);
    }
    showRows();
    Q_EMIT edited();
}

bool JsonForm::showProblem(const std::optional<config::RefusedKey>& refused)
{
    bool shown = false;
    for (Row& row : m_rows) {
        const bool wrong = refused && refused->key == row.info.key;
        row.refused = wrong ? toQString(refused->said) : QString();
        tell(row);
        shown = shown || wrong;
    }
    showRows();
    return shown;
}

void JsonForm::showDoubt(const QString& key, const QString& doubt)
{
    for (Row& row : m_rows) {
        if (key == QLatin1String(row.info.key)) {
            row.doubt = doubt;
            tell(row);
        }
    }
    showRows();
}

void JsonForm::tell(const Row& row) const
{
    const bool wrong = !row.refused.isEmpty();
    row.reason->setVisible(wrong || !row.doubt.isEmpty());
    if (row.reason->isHidden()) {
        return;
    }
    row.reason->setText(wrong ? QStringLiteral("✕ ") + row.refused : QStringLiteral("▲ ") + row.doubt);
    QPalette colors;
    colors.setColor(QPalette::WindowText, toneColor(wrong ? Tone::Bad : Tone::Attention, palette()));
    row.reason->setPalette(colors);
}

QWidget* JsonForm::field(const QString& key) const
{
    for (const Row& row : m_rows) {
        if (key == QLatin1String(row.info.key)) {
            return row.editor;
        }
    }
    return nullptr;
}

}  // namespace aurora::gui
