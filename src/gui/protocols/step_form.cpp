#include "gui/protocols/step_form.h"

#include "gui/frame/qt_text.h"
#include "gui/protocols/field_edit.h"
#include "gui/protocols/protocol_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

#include <array>
#include <map>

namespace aurora::gui {

namespace {

using protocols::FieldGroup;

constexpr std::array groupTable{
    std::pair{FieldGroup::Does, QT_TRANSLATE_NOOP("StepForm", "What it does")},
    std::pair{FieldGroup::Ends, QT_TRANSLATE_NOOP("StepForm", "Ends with the first of these")},
    std::pair{FieldGroup::Records, QT_TRANSLATE_NOOP("StepForm", "Recorded")},
    std::pair{FieldGroup::Instrument, QT_TRANSLATE_NOOP("StepForm", "Instrument")},
};

constexpr std::array knownTechniques{protocols::techniques::rest, protocols::techniques::constantCurrent,
                                     protocols::techniques::constantVoltage, protocols::techniques::loop};

constexpr int margin_px = 16;

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setContentsMargins(0, 4, 0, 0);
    return label;
}

std::string techniqueOf(const protocols::EditedStep& step)
{
    return textAt(step.fields, "technique").value_or("");
}

bool unlocks(const protocols::EditedProtocol& protocol)
{
    const auto tomato = protocol.frame.find("tomato");
    return tomato != protocol.frame.end() && tomato->is_object() && tomato->value("unlock_when_done", Json()) == true;
}

}  // namespace

StepForm::StepForm(ProtocolEditor& editor, QWidget* parent) : QScrollArea(parent), m_editor(editor)
{
    setObjectName(QStringLiteral("stepForm"));
    setAccessibleName(tr("Fields of the step"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    connect(&editor, &ProtocolEditor::opened, this, [this] {
        m_keys.clear();
        rebuild();
    });
    connect(&editor, &ProtocolEditor::changed, this, [this] {
        const protocols::EditedStep* shown = step();
        const std::string technique = shown != nullptr ? techniqueOf(*shown) : std::string();
        if (technique != m_technique) {
            rebuild();
            return;
        }
        refresh(!m_typing);
    });
    rebuild();
}

void StepForm::setSteps(const std::vector<protocols::StepKey>& keys)
{
    if (m_keys == keys && (keys.empty() || step() == nullptr || techniqueOf(*step()) == m_technique)) {
        return;
    }
    m_keys = keys;
    m_editor.endMerge();
    rebuild();
}

void StepForm::setWritable(bool writable)
{
    m_writable = writable;
    rebuild();
}

void StepForm::setCells(const QStringList& cells)
{
    m_cells = cells;
    showRemark();
}

const protocols::EditedStep* StepForm::step() const
{
    if (m_keys.size() != 1) {
        return nullptr;
    }
    const std::optional<std::size_t> index = protocols::indexOf(m_editor.protocol(), m_keys.front());
    return index ? &m_editor.protocol().steps[*index] : nullptr;
}

void StepForm::rebuild()
{
    m_fields.clear();
    m_unlock = nullptr;
    m_sides = nullptr;
    m_technique.clear();
    m_content = new QWidget;
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(margin_px, 8, margin_px, 8);
    layout->setSpacing(4);
    if (step() != nullptr) {
        buildStep(layout);
    } else if (m_keys.size() > 1) {
        say(layout, tr("%1 steps are selected. Select one of them to see its fields.").arg(m_keys.size()),
            QStringLiteral("formNotice"));
    } else if (m_editor.isOpen()) {
        buildProtocol(layout);
    }
    layout->addStretch();
    refresh(true);
    if (QWidget* before = takeWidget()) {
        before->deleteLater();  // not at once: it may be one of its fields that has asked for this
    }
    setWidget(m_content);
    placeSides();
}

void StepForm::placeSides()
{
    if (m_sides == nullptr) {
        return;
    }
    int beside = 2 * margin_px + m_sides->spacing();
    for (int side = 0; side < m_sides->count(); ++side) {
        beside += m_sides->itemAt(side)->minimumSize().width();
    }
    m_sides->setDirection(beside <= viewport()->width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void StepForm::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    placeSides();
}

void StepForm::say(QVBoxLayout* layout, const QString& text, const QString& objectName)
{
    auto* label = new QLabel(text, m_content);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label);
}

void StepForm::buildProtocol(QVBoxLayout* layout)
{
    layout->addWidget(heading(tr("The whole protocol"), m_content));
    m_unlock = new QCheckBox(tr("When it has ended, the pipeline stays ready for the next job"), m_content);
    m_unlock->setObjectName(QStringLiteral("unlockWhenDone"));
    m_unlock->setEnabled(m_writable);
    connect(m_unlock, &QCheckBox::clicked, this, [this](bool on) {
        protocols::EditedProtocol next = m_editor.protocol();
        if (!next.frame["tomato"].is_object()) {
            next.frame["tomato"] = Json::object();
        }
        next.frame["tomato"]["unlock_when_done"] = on;
        m_editor.edit(std::move(next));
    });
    layout->addWidget(m_unlock);
    say(layout,
        tr("Name and capacity of the sample are filled in when the protocol is submitted. Select a step to edit it."),
        QStringLiteral("formNotice"));
}

void StepForm::buildStep(QVBoxLayout* layout)
{
    const protocols::EditedStep& shown = *step();
    m_technique = techniqueOf(shown);
    addTechnique(layout, shown);
    addFields(layout, shown);
    addKept(layout, shown);
}

void StepForm::addTechnique(QVBoxLayout* layout, const protocols::EditedStep& step)
{
    const bool known = !protocols::fieldsOf(m_technique).empty();
    auto* row = new QHBoxLayout;
    auto* name = new QLabel(tr("&Technique"), m_content);
    auto* box = new QComboBox(m_content);
    name->setBuddy(box);
    box->setObjectName(QStringLiteral("technique"));
    box->setAccessibleName(tr("Technique"));
    for (const std::string_view technique : knownTechniques) {
        box->addItem(toQString(protocols::techniqueLabel(technique)), toQString(technique));
    }
    if (!known) {
        box->addItem(toQString(m_technique), toQString(m_technique));
    }
    box->setCurrentIndex(box->findData(toQString(m_technique)));
    box->setEnabled(m_writable && known);  // what is not known here could not come back
    if (!box->isEnabled()) {
        box->setToolTip(known ? tr("The protocol cannot be changed here: its folder is read-only.")
                              : tr("This technique is not known here. The step is kept as it is."));
    }
    connect(box, &QComboBox::activated, this, [this, box, key = step.key] {
        const std::string technique = box->currentData().toString().toStdString();
        m_editor.edit(protocols::withTechnique(m_editor.protocol(), key, technique));
        if (auto* again = m_content->findChild<QComboBox*>(QStringLiteral("technique"))) {
            again->setFocus();  // the form is another one now
        }
    });
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(box);
    row->addStretch();
    layout->addLayout(row);
    if (!known) {
        say(layout,
            tr("This technique is not known here. It is kept word by word, and sent as it is; whether it can run, the "
               "server decides."),
            QStringLiteral("unknownTechnique"));
    }
}

void StepForm::addFields(QVBoxLayout* layout, const protocols::EditedStep& step)
{
    m_sides = new QBoxLayout(QBoxLayout::LeftToRight);
    m_sides->setSpacing(margin_px);
    std::array<QVBoxLayout*, 2> sides{new QVBoxLayout, new QVBoxLayout};
    const std::vector<protocols::StepField> fields = protocols::fieldsOf(m_technique);
    for (const auto& [group, title] : groupTable) {
        const bool beside = group == FieldGroup::Records || group == FieldGroup::Instrument;
        QVBoxLayout* side = sides[beside ? 1 : 0];
        bool titled = false;
        for (const protocols::StepField& field : fields) {
            if (field.group != group) {
                continue;
            }
            if (!titled) {
                side->addWidget(heading(QCoreApplication::translate("StepForm", title), m_content));
                titled = true;
            }
            if (!protocols::isEditable(step, field)) {
                say(side,
                    tr("%1: %2 (a list; kept as it is)")
                        .arg(toQString(field.label),
                             toQString(protocols::fieldText(m_editor.protocol(), step.key, field))),
                    QStringLiteral("kept-") + toQString(field.key));
                continue;
            }
            auto* edit = FieldEdit::make(field, m_content);
            side->addWidget(edit);
            m_fields.push_back(edit);
            connect(edit, &FieldEdit::typed, this, [this, edit, key = step.key](const QString& text) {
                m_typing = true;
                m_editor.edit(protocols::withField(m_editor.protocol(), key, edit->field(), text.toStdString()),
                              std::to_string(key) + std::string(edit->field().key));
                m_typing = false;
            });
        }
    }
    for (QVBoxLayout* side : sides) {
        side->addStretch();
        m_sides->addLayout(side, 1);
    }
    layout->addLayout(m_sides);
}

void StepForm::addKept(QVBoxLayout* layout, const protocols::EditedStep& step)
{
    QStringList lines;
    for (const std::string& key : protocols::keptKeys(step)) {
        lines.append(QStringLiteral("%1 = %2").arg(toQString(key), toQString(dumpJson(step.fields[key]))));
    }
    if (lines.isEmpty()) {
        return;
    }
    layout->addWidget(heading(tr("Kept as it is"), m_content));
    say(layout, lines.join(QLatin1Char('\n')), QStringLiteral("keptKeys"));
}

QStringList StepForm::wordsBefore() const
{
    QStringList words;
    const std::optional<std::size_t> index = protocols::indexOf(m_editor.protocol(), m_keys.front());
    for (std::size_t before = 0; index && before < *index; ++before) {
        const protocols::StepKey key = m_editor.protocol().steps[before].key;
        words.append(toQString(protocols::stepWords(m_editor.protocol(), key, m_editor.problems())));
    }
    return words;
}

/// @param texts  whether what stands in the fields is written anew; not while somebody types into one
void StepForm::refresh(bool texts)
{
    if (m_unlock != nullptr) {
        m_unlock->setChecked(unlocks(m_editor.protocol()));
    }
    const protocols::EditedStep* shown = step();
    if (shown == nullptr) {
        return;
    }
    for (FieldEdit* edit : m_fields) {
        const protocols::StepField& field = edit->field();
        if (texts) {
            if (field.kind == protocols::FieldKind::Step) {
                edit->setSteps(wordsBefore());
            }
            edit->setText(toQString(protocols::fieldText(m_editor.protocol(), shown->key, field)));
            edit->setWritable(m_writable);
        }
        edit->setProblem(m_editor.problemOf(shown->key, field.key));
    }
    showRemark();
}

void StepForm::showRemark()
{
    const protocols::EditedStep* shown = step();
    const std::optional<std::size_t> index =
        shown != nullptr ? protocols::indexOf(m_editor.protocol(), shown->key) : std::nullopt;
    for (FieldEdit* edit : m_fields) {
        const bool isCurrent = edit->field().key == "current";
        const QString cell = index ? m_cells.value(static_cast<int>(*index)) : QString();
        edit->setRemark(isCurrent && !cell.isEmpty() ? QStringLiteral("= ") + cell : QString());
    }
    placeSides();
}

}  // namespace aurora::gui
