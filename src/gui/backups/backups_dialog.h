#pragma once

#include "aurora/services/backups.h"
#include "gui/frame/page.h"

#include <QDialog>

#include <filesystem>
#include <vector>

class QLabel;
class QPushButton;
class QTableView;

namespace aurora::gui {

class TableModel;

/// The backups of the project's database, newest first: one is made now, or one takes the place of what is there, which
/// is backed up itself before.
class BackupsDialog final : public QDialog
{
    Q_OBJECT

public:
    BackupsDialog(Frame& frame, QWidget* parent);

private:
    void load();
    void show(std::vector<services::Backup> backups);
    void fail(const QString& reason);
    void update();
    void backUp();
    void askToRestore();
    void ask(const services::Project& project, const services::RestorePlan& plan);
    void restore(const services::Project& project, const services::RestorePlan& plan);
    /// The selected row; -1: none.
    [[nodiscard]] int selectedRow() const;

    Frame* m_frame;
    std::vector<services::Backup> m_backups;  ///< as the rows
    QLabel* m_explanation;
    QLabel* m_failure;
    TableModel* m_model;
    QTableView* m_table;
    QPushButton* m_backUp;
    QPushButton* m_restore;
};

}  // namespace aurora::gui
