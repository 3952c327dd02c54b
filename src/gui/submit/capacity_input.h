#pragma once

#include "aurora/services/submit_jobs.h"

#include <QObject>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QRadioButton;

namespace aurora::gui {

/// By which capacity the C-rates of a payload are meant: four buttons, and the field that belongs to the last of them.
/// What is typed there stays as it is and is marked while it is no capacity.
class CapacityInput final : public QObject
{
    Q_OBJECT

public:
    struct Fields
    {
        QRadioButton* areal;
        QRadioButton* specific;
        QRadioButton* nominal;
        QRadioButton* custom;
        QLineEdit* custom_mAh;
        QLabel* problem;  ///< beside it
    };

    CapacityInput(const Fields& fields, QObject* parent);

    /// Nothing while no number above 0 is typed.
    [[nodiscard]] std::optional<services::CapacityChoice> choice() const;

    /// Why there is no choice, a whole sentence; empty when there is one.
    [[nodiscard]] QString whyNot() const;

    void setEnabled(bool enabled);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] std::vector<QRadioButton*> buttons() const;
    void mark();

    Fields m_fields;
};

}  // namespace aurora::gui
