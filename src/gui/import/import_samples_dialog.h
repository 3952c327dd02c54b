#pragma once

#include "aurora/services/import_samples.h"
#include "gui/frame/failure.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class ImportSamplesDialog;
}

namespace aurora::gui {

class TableModel;

/// Shows what importing a file of samples would do (new, changed old → new, ignored, unchanged) before anything is
/// written, then does exactly that.
class ImportSamplesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @param file  shown at once; empty: the user chooses
    ImportSamplesDialog(services::Project project, const QString& file, QWidget* parent);
    ~ImportSamplesDialog() override;

Q_SIGNALS:
    void imported(const QString& message);

private:
    void makeTabs();
    void browse();
    void preview();
    void showPlan(const services::SampleImportPlan& plan);
    void showFailure(const Failure& failure);
    void showTab(int tab, const char* title, Table table);
    void import();
    /// Enter in the field leads to the preview, never past it.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void setWriting(bool writing);
    /// Not while it writes: what came of that is told here.
    void reject() override;

    std::unique_ptr<Ui::ImportSamplesDialog> m_ui;
    services::Project m_project;
    std::optional<services::SampleImportPlan> m_plan;
    std::vector<TableModel*> m_models;
    bool m_writing = false;
    bool m_goesOn = false;  ///< to the button once the preview is there: Enter was pressed in the field
    int m_generation = 0;   ///< counts previews: the result of an earlier one is dropped
};

}  // namespace aurora::gui
