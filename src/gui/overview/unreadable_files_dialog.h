#pragma once

#include "gui/frame/page.h"

#include <QDialog>

#include <cstdint>
#include <vector>

class QLabel;
class QPushButton;
class QTableView;

namespace aurora::gui {

class TableModel;

/// The files that could not be read, each with the reason; they can be imported again, with what was missing, or
/// forgotten, several at once.
class UnreadableFilesDialog final : public QDialog
{
    Q_OBJECT

public:
    UnreadableFilesDialog(Frame& frame, QWidget* parent);

private:
    void load();
    void explain();
    void showFiles(const Table& files);
    void updateForget();
    void updateAgain();
    void importAgain();
    /// Of the selected files; empty where one of them is not on this PC.
    [[nodiscard]] QStringList selectedPaths() const;
    void askToForget();
    void forget(const services::Project& project, const std::vector<std::int64_t>& ids);
    [[nodiscard]] std::vector<int> selectedRows() const;

    Frame* m_frame;
    QLabel* m_explanation;
    TableModel* m_model;
    QTableView* m_table;
    QPushButton* m_again;
    QPushButton* m_forget;
};

}  // namespace aurora::gui
