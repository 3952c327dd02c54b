#pragma once

#include "aurora/services/report.h"
#include "aurora/services/unassigned_files.h"
#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QStringListModel;

namespace Ui {
class AssignDialog;
}

namespace aurora::gui {

class AssignModel;

/// Gives files that were fetched but fit no sample to the samples that the user names: one for each, or one for several
/// selected ones. Stays open afterwards, with what came of each file.
class AssignDialog final : public QDialog
{
    Q_OBJECT

public:
    AssignDialog(Frame& frame, QWidget* parent);
    ~AssignDialog() override;

    /// Shows the files as they are now; what was chosen and what came of files stays.
    void readFiles();

private:
    void connectParts();
    void showFiles(std::vector<services::UnassignedFile> files);
    void offerNearest();
    void choose();
    void assign();
    void ended(const std::vector<std::int64_t>& ids);
    void updateState();
    void layOutTable();
    [[nodiscard]] std::vector<int> selectedRows() const;
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString typed() const;
    [[nodiscard]] std::optional<double> startSaid() const;

    Frame* m_frame;
    std::unique_ptr<Ui::AssignDialog> m_ui;
    AssignModel* m_model;
    QStringListModel* m_samples;
    QStringList m_inOrder;  ///< all samples of the project, in natural order
    QString m_failure;
    services::Report m_report;  ///< of the last files that were assigned
    int m_asked = 0;            ///< counts orders of the chooser: the answer to an earlier question is dropped
    bool m_read = false;
    bool m_reading = false;
    bool m_readAgain = false;  ///< the files changed while they were read
    bool m_offering = false;   ///< the chooser is being filled, nobody types
    bool m_assigning = false;
};

}  // namespace aurora::gui
