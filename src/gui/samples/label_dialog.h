#pragma once

#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QPushButton;

namespace aurora::gui {

/// Gives samples a label: the same one to all of them. Nothing is stored before the labels that they have were read,
/// and different ones are only replaced once somebody has typed.
class LabelDialog final : public QDialog
{
    Q_OBJECT

public:
    LabelDialog(Frame& frame, const QStringList& samples, QWidget* parent);

private:
    void readLabels();
    void updateState();
    void store();

    Frame* m_frame;
    QStringList m_samples;
    QLineEdit* m_label;
    QPushButton* m_ok;
    bool m_read = false;
    bool m_different = false;  ///< their labels are, or may be
    bool m_labelled = false;   ///< one of them has a label
    bool m_edited = false;
};

}  // namespace aurora::gui
