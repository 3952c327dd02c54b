#pragma once

#include "aurora/services/project.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace aurora::gui {

/// Asks for the sample that snapshots are really of.
class MoveSnapshotsDialog final : public QDialog
{
    Q_OBJECT

public:
    MoveSnapshotsDialog(const services::Project& project, const QString& from, const QStringList& snapshots,
                        QWidget* parent);

    [[nodiscard]] QString target() const;

private:
    void updateState();

    QString m_from;
    QComboBox* m_target;
    QLabel* m_note;
    QDialogButtonBox* m_buttons;
    QStringList m_known;
    QString m_failure;  ///< of reading them
    bool m_read = false;
};

}  // namespace aurora::gui
