#include "gui/protocols/field_edit.h"

#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int shortEdit_px = 56;
constexpr int numberEdit_px = 96;

class LineField final : public FieldEdit
{
public:
    LineField(const protocols::StepField& field, QWidget* parent)
        : FieldEdit(field, parent), m_edit(new QLineEdit(this))
    {
        m_edit->setPlaceholderText(hint());
        m_edit->setMinimumWidth(numberEdit_px);
        if (field.kind == protocols::FieldKind::Current) {
            auto* forms = new QLabel(FieldEdit::tr("C/n, D/n or mA"), this);
            forms->setForegroundRole(QPalette::PlaceholderText);
            forms->setToolTip(FieldEdit::tr("C/10 charges and D/10 discharges the cell's capacity in ten hours."));
            place({m_edit, forms});
        } else {
            place({m_edit});
        }
        connect(m_edit, &QLineEdit::textEdited, this, &FieldEdit::typed);
    }

    void setText(const QString& text) override
    {
        if (m_edit->text() != text) {
            m_edit->setText(text);
        }
    }

    void setWritable(bool writable) override { m_edit->setReadOnly(!writable); }

private:
    [[nodiscard]] QString hint() const
    {
        switch (field().kind) {
        case protocols::FieldKind::Current:
            return FieldEdit::tr("C/10, D/2, 0.25 mA");
        case protocols::FieldKind::Cycles:
            return FieldEdit::tr("3, or for ever");
        default:
            return {};
        }
    }

    QLineEdit* m_edit;
};

/// Hours, minutes and seconds in a field each.
class DurationField final : public FieldEdit
{
public:
    DurationField(const protocols::StepField& field, QWidget* parent)
        : FieldEdit(field, parent),
          m_hours(part(FieldEdit::tr("hours"))),
          m_minutes(part(FieldEdit::tr("minutes"))),
          m_seconds(part(FieldEdit::tr("seconds")))
    {
        place({m_hours, new QLabel(QStringLiteral("h"), this), m_minutes, new QLabel(QStringLiteral("min"), this),
               m_seconds, new QLabel(QStringLiteral("s"), this)});
    }

    void setText(const QString& text) override
    {
        const protocols::DurationTexts texts = protocols::durationTexts(text.toStdString());
        m_hours->setText(toQString(texts.hours));
        m_minutes->setText(toQString(texts.minutes));
        m_seconds->setText(toQString(texts.seconds));
    }

    void setWritable(bool writable) override
    {
        for (QLineEdit* edit : {m_hours, m_minutes, m_seconds}) {
            edit->setReadOnly(!writable);
        }
    }

private:
    QLineEdit* part(const QString& unit)
    {
        auto* edit = new QLineEdit(this);
        edit->setAccessibleName(FieldEdit::tr("%1, %2").arg(label(), unit));
        edit->setFixedWidth(shortEdit_px);
        edit->setAlignment(Qt::AlignRight);
        connect(edit, &QLineEdit::textEdited, this, [this] {
            Q_EMIT typed(toQString(protocols::durationText(
                {m_hours->text().toStdString(), m_minutes->text().toStdString(), m_seconds->text().toStdString()})));
        });
        return edit;
    }

    QLineEdit* m_hours;
    QLineEdit* m_minutes;
    QLineEdit* m_seconds;
};

class SwitchField final : public FieldEdit
{
public:
    SwitchField(const protocols::StepField& field, QWidget* parent)
        : FieldEdit(field, parent), m_box(new QCheckBox(label(), this))
    {
        constexpr bool namedByItself = false;
        place({m_box}, namedByItself);
        connect(m_box, &QCheckBox::clicked, this,
                [this](bool on) { Q_EMIT typed(on ? QStringLiteral("yes") : QString()); });
    }

    void setText(const QString& text) override { m_box->setChecked(text == QLatin1String("yes")); }

    void setWritable(bool writable) override { m_box->setEnabled(writable); }

private:
    QCheckBox* m_box;
};

/// The step that a loop goes back to.
class TargetField final : public FieldEdit
{
public:
    TargetField(const protocols::StepField& field, QWidget* parent)
        : FieldEdit(field, parent), m_box(new QComboBox(this))
    {
        m_box->setPlaceholderText(FieldEdit::tr("A step before it"));
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setMinimumContentsLength(16);
        place({m_box});
        connect(m_box, &QComboBox::activated, this, [this](int row) { Q_EMIT typed(QString::number(row + 1)); });
    }

    void setSteps(const QStringList& words) override
    {
        const QSignalBlocker quiet(m_box);
        QStringList entries;
        for (const QString& text : words) {
            entries.append(QStringLiteral("%1  %2").arg(entries.size() + 1).arg(text));
        }
        m_box->clear();
        m_box->addItems(entries);
        m_box->setCurrentIndex(-1);
    }

    void setText(const QString& text) override
    {
        const int row = text.toInt() - 1;
        m_box->setCurrentIndex(row < m_box->count() ? row : -1);
    }

    void setWritable(bool writable) override { m_box->setEnabled(writable); }

private:
    QComboBox* m_box;
};

}  // namespace

FieldEdit* FieldEdit::make(const protocols::StepField& field, QWidget* parent)
{
    switch (field.kind) {
    case protocols::FieldKind::Duration:
        return new DurationField(field, parent);
    case protocols::FieldKind::Switch:
        return new SwitchField(field, parent);
    case protocols::FieldKind::Step:
        return new TargetField(field, parent);
    default:
        return new LineField(field, parent);
    }
}

FieldEdit::FieldEdit(const protocols::StepField& field, QWidget* parent)
    : QWidget(parent), m_field(field), m_remark(new QLabel(this)), m_problem(new QLabel(this))
{
    const QString name = toQString(field.key);
    setObjectName(QStringLiteral("field-") + name);
    m_remark->setObjectName(QStringLiteral("remark-") + name);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(QStringLiteral("problem-") + name);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setText(tr("needed"));
    if (m_field.required) {  // what is below stays in its place when the first letter is typed
        QSizePolicy policy = m_problem->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        m_problem->setSizePolicy(policy);
    }
    m_problem->hide();
}

QString FieldEdit::label() const
{
    return QCoreApplication::translate("StepFields", std::string(m_field.label).c_str());
}

void FieldEdit::place(const std::vector<QWidget*>& widgets, bool named)
{
    m_widgets = widgets;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    if (named) {
        auto* name = new QLabel(label(), this);
        name->setBuddy(widgets.front());
        layout->addWidget(name);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (QWidget* widget : widgets) {
        row->addWidget(widget);
        if (widget->accessibleName().isEmpty() && qobject_cast<QLabel*>(widget) == nullptr) {
            widget->setAccessibleName(label());
        }
    }
    if (!m_field.unit.empty()) {
        row->addWidget(new QLabel(toQString(m_field.unit), this));
    }
    row->addWidget(m_remark);
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(m_problem);
}

void FieldEdit::setProblem(const protocols::StepProblem* problem)
{
    const bool wrong = problem != nullptr && problem->severity == protocols::Severity::Wrong;
    const bool doubt = problem != nullptr && problem->severity == protocols::Severity::Doubt;
    const QString sentence = problem != nullptr ? toQString(problem->sentence) : QString();
    const Tone tone = wrong ? Tone::Bad : doubt ? Tone::Attention : Tone::Faint;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(tone, palette()));
    m_problem->setPalette(colors);
    m_problem->setText(wrong   ? QStringLiteral("✕ ") + sentence
                       : doubt ? QStringLiteral("▲ ") + sentence
                               : (problem != nullptr || m_field.required ? tr("needed") : QString()));
    m_problem->setVisible(problem != nullptr);
    for (QWidget* widget : m_widgets) {
        QPalette text = palette();
        if (wrong) {
            text.setColor(QPalette::Text, toneColor(Tone::Bad, palette()));
        }
        widget->setPalette(text);
        widget->setAccessibleDescription(sentence);
    }
}

void FieldEdit::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

}  // namespace aurora::gui
