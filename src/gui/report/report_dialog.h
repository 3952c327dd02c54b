#pragma once

#include "aurora/services/report.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ReportDialog;
}

namespace aurora::gui {

/// What a task did with each of its inputs: failed first, then skipped, then done. Stays beside the window until
/// closed.
class ReportDialog final : public QDialog
{
    Q_OBJECT

public:
    ReportDialog(const services::Report& report, QWidget* parent);
    ~ReportDialog() override;

private:
    std::unique_ptr<Ui::ReportDialog> m_ui;
};

}  // namespace aurora::gui
