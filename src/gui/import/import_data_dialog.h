#pragma once

#include "aurora/services/plan_import.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace Ui {
class ImportDataDialog;
}

namespace aurora::gui {

class ImportPlanModel;
class LongWork;

/// Asks which files, folders and zips to import. What is found in them is listed with the sample of each file, which
/// can be corrected; or all belong to one sample. Importing need not wait until every file was looked at.
class ImportDataDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDataDialog(const services::Project& project, const QStringList& paths, QWidget* parent);
    ~ImportDataDialog() override;

    [[nodiscard]] services::ImportDataOptions options() const;

    /// Reads which samples there are, and looks at the files again when they are others than before.
    void loadSamples();

    /// Offers to draw the files without storing them.
    void offerOnlyShow();

Q_SIGNALS:
    void onlyShowRequested(const QStringList& paths);

protected:
    /// Enter in a field of the list ends that field only: what the default button would do was not meant yet.
    void keyPressEvent(QKeyEvent* event) override;

private:
    void add(const QStringList& paths);
    /// Gives the paths added last their icons.
    void showIcons(const QStringList& added);
    void addFiles();
    void addFolder();
    void removeSelected();
    void lookAtFiles();
    void lookAgainIfStartChanged();
    void showPassedOver();
    void showFound();
    void updateState();
    [[nodiscard]] std::vector<std::filesystem::path> inputs() const;
    [[nodiscard]] std::optional<double> startSaid() const;
    [[nodiscard]] QString whyNot() const;

    services::Project m_project;
    std::shared_ptr<services::UnpackedArchives> m_unpacked;
    ImportPlanModel* m_plan;
    std::shared_ptr<LongWork> m_look;  ///< while the files are looked at
    services::Report m_passedOver;
    std::optional<double> m_startLooked;  ///< with which the files were looked at last
    bool m_samplesRead = false;
    QString m_failure;
    QString m_samplesFailure;  ///< why it is not known which samples there are
    QTimer m_ticker;
    std::unique_ptr<Ui::ImportDataDialog> m_ui;
};

}  // namespace aurora::gui
