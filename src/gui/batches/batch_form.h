#pragma once

#include "aurora/services/batches.h"
#include "gui/samples/edit_dialog.h"

#include <QStringList>

class QLabel;
class QLineEdit;

namespace aurora::gui {

class SampleTicks;

/// Name, description and samples of a batch that is new or to be changed. The samples can be searched, ticked and
/// pasted.
class BatchForm final : public EditDialog
{
    Q_OBJECT

public:
    /// @param name  of the batch to change; empty: a new one
    BatchForm(Frame& frame, const QString& name, QWidget* parent);

protected:
    [[nodiscard]] Work work() const override;
    [[nodiscard]] QString reason() const override;
    [[nodiscard]] QString summary() const override;

private:
    struct Known
    {
        QStringList samples;
        services::Batch batch;
        bool isThere = true;
    };

    QWidget* makeList();
    void read();
    void showKnown(const Known& known);
    void paste();
    [[nodiscard]] services::Batch wanted() const;

    QString m_oldName;
    services::Batch m_before;
    QLineEdit* m_name;
    QLineEdit* m_description;
    QLabel* m_count;
    SampleTicks* m_ticks;
    bool m_reading = true;
};

}  // namespace aurora::gui
