#pragma once

#include "gui/frame/page.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace aurora::gui {

class TableModel;

/// Files whose sample is not known, to be given one, or files that could not be read, with the reason.
class FilesDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Show
    {
        Unassigned,
        Unreadable
    };

    FilesDialog(Frame& frame, Show show, QWidget* parent);

private:
    void load();
    void showFiles(const Table& files, const QStringList& samples);
    void judge();
    void assign();
    [[nodiscard]] QString whyNotAssign() const;
    [[nodiscard]] std::vector<std::int64_t> selectedIds() const;

    Frame* m_frame;
    Show m_show;
    QLabel* m_explanation;
    TableModel* m_model;
    QTableView* m_table;
    QLineEdit* m_sample;
    QLabel* m_reason;
    QPushButton* m_assign;
    QStringList m_samples;
    std::vector<std::int64_t> m_ids;  ///< of the rows
};

}  // namespace aurora::gui
