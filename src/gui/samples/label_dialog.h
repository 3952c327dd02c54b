#pragma once

#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

class QLineEdit;

namespace aurora::gui {

/// Gives samples a label: the same one to all of them.
class LabelDialog final : public QDialog
{
    Q_OBJECT

public:
    LabelDialog(Frame& frame, const QStringList& samples, QWidget* parent);

private:
    void readLabels();
    void store();

    Frame* m_frame;
    QStringList m_samples;
    QLineEdit* m_label;
};

}  // namespace aurora::gui
