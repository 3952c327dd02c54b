#include "gui/submit/capacity_input.h"

#include "aurora/core/text.h"
#include "gui/frame/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace aurora::gui {

CapacityInput::CapacityInput(const Fields& fields, QObject* parent) : QObject(parent), m_fields(fields)
{
    for (QRadioButton* button : buttons()) {
        connect(button, &QRadioButton::toggled, this, [this](bool chosen) {
            if (chosen) {
                Q_EMIT changed();
            }
        });
    }
    connect(m_fields.custom, &QRadioButton::toggled, this, [this](bool chosen) {
        m_fields.custom_mAh->setEnabled(chosen);
        if (chosen) {
            m_fields.custom_mAh->setFocus();
        }
    });
    connect(m_fields.custom_mAh, &QLineEdit::textChanged, this, &CapacityInput::changed);
    connect(this, &CapacityInput::changed, this, &CapacityInput::mark);
}

std::vector<QRadioButton*> CapacityInput::buttons() const
{
    return {m_fields.areal, m_fields.specific, m_fields.nominal, m_fields.custom};
}

std::optional<services::CapacityChoice> CapacityInput::choice() const
{
    if (m_fields.areal->isChecked()) {
        return CapacityDefinition::Areal;
    }
    if (m_fields.specific->isChecked()) {
        return CapacityDefinition::Specific;
    }
    if (m_fields.nominal->isChecked()) {
        return CapacityDefinition::Nominal;
    }
    const std::optional<double> capacity_mAh = parseTypedNumber(m_fields.custom_mAh->text().toStdString());
    if (!capacity_mAh || !(*capacity_mAh > 0)) {
        return std::nullopt;
    }
    return services::CustomCapacity{*capacity_mAh};
}

QString CapacityInput::whyNot() const
{
    if (choice()) {
        return {};
    }
    const QString typed = m_fields.custom_mAh->text();
    return typed.trimmed().isEmpty() ? tr("Type the capacity in mAh.")
                                     : tr("“%1” is no capacity: a number of mAh above 0 is needed.").arg(typed);
}

/// An empty field is not an error yet.
void CapacityInput::mark()
{
    QPalette colors = m_fields.custom_mAh->parentWidget()->palette();
    const bool wrong = !choice() && !m_fields.custom_mAh->text().trimmed().isEmpty();
    if (wrong) {
        colors.setColor(QPalette::Text, toneColor(Tone::Bad, colors));
    }
    m_fields.custom_mAh->setPalette(colors);
    m_fields.custom_mAh->setAccessibleDescription(wrong ? whyNot() : QString());
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, colors));
    m_fields.problem->setPalette(colors);
    m_fields.problem->setText(wrong ? tr("✕ no number above 0") : QString());
}

void CapacityInput::setEnabled(bool enabled)
{
    for (QRadioButton* button : buttons()) {
        button->setEnabled(enabled);
    }
    m_fields.custom_mAh->setEnabled(enabled && m_fields.custom->isChecked());
}

}  // namespace aurora::gui
