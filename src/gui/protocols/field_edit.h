#pragma once

#include "aurora/protocols/step_fields.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;

namespace aurora::gui {

/// One field of a step: its name, where it is typed, its unit, and below it why what stands there cannot be used. What
/// is typed is never changed.
class FieldEdit : public QWidget
{
    Q_OBJECT

public:
    /// The widget for a kind of field.
    [[nodiscard]] static FieldEdit* make(const protocols::StepField& field, QWidget* parent);

    [[nodiscard]] const protocols::StepField& field() const noexcept { return m_field; }

    /// Shows a text; does not emit typed.
    virtual void setText(const QString& text) = 0;

    /// For fields that choose a step: what stands before it, in words.
    virtual void setSteps(const QStringList& /*words*/) {}

    virtual void setWritable(bool writable) = 0;

    /// What is said of it; nullptr: nothing.
    void setProblem(const protocols::StepProblem* problem);

    /// Behind the unit: what it means for the chosen sample.
    void setRemark(const QString& remark);

Q_SIGNALS:
    void typed(const QString& text);

protected:
    FieldEdit(const protocols::StepField& field, QWidget* parent);

    /// Puts the widgets of the field in a row, in front of unit and remark.
    void place(const std::vector<QWidget*>& widgets, bool named = true);

    [[nodiscard]] QString label() const;

private:
    protocols::StepField m_field;
    QLabel* m_remark;
    QLabel* m_problem;
    std::vector<QWidget*> m_widgets;
};

}  // namespace aurora::gui
