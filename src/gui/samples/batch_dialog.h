#pragma once

#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QLabel;
class QPushButton;

namespace aurora::gui {

/// Puts samples into a batch: an existing one is chosen, any other name makes a new one.
class BatchDialog final : public QDialog
{
    Q_OBJECT

public:
    BatchDialog(Frame& frame, const QStringList& samples, QWidget* parent);

private:
    void readBatches();
    void updateState();
    void store();
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isNew() const;

    Frame* m_frame;
    QStringList m_samples;
    QStringList m_batches;
    QComboBox* m_batch;
    QLabel* m_reason;
    QPushButton* m_ok = nullptr;
    QString m_failure;  ///< of reading them
    bool m_read = false;
};

}  // namespace aurora::gui
