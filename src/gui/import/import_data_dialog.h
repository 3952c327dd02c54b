#pragma once

#include "aurora/services/import_data.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ImportDataDialog;
}

namespace aurora::gui {

/// Asks which files and folders to import, and whether they belong to one sample or are assigned by what they say.
class ImportDataDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDataDialog(const services::Project& project, const QStringList& paths, QWidget* parent);
    ~ImportDataDialog() override;

    [[nodiscard]] services::ImportDataOptions options() const;

private:
    void loadSamples(const services::Project& project);
    void add(const QStringList& paths);
    void addFiles();
    void addFolder();
    void removeSelected();
    void updateState();

    std::unique_ptr<Ui::ImportDataDialog> m_ui;
};

}  // namespace aurora::gui
