#pragma once

#include "gui/frame/page.h"

#include <QDialog>

class QLabel;
class QTableView;

namespace aurora::gui {

class TableModel;

/// The files that could not be read, each with the reason.
class UnreadableFilesDialog final : public QDialog
{
    Q_OBJECT

public:
    UnreadableFilesDialog(Frame& frame, QWidget* parent);

private:
    void load();
    void showFiles(const Table& files);

    Frame* m_frame;
    QLabel* m_explanation;
    TableModel* m_model;
    QTableView* m_table;
};

}  // namespace aurora::gui
