#pragma once

#include "aurora/cyclers/cycler_server.h"
#include "gui/frame/page.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace aurora::gui {

class HostKeyQuestion;
class TableModel;

/// Tests the connection to a server and shows every step: passed, failed with what cures it, or not tried.
class ServerTestDialog final : public QDialog
{
    Q_OBJECT

public:
    ServerTestDialog(Frame& frame, const QString& label, HostKeyQuestion& hostKeys, QWidget* parent);

private:
    void test();
    void showResult(const cyclers::ServerTest& result);

    Frame* m_frame;
    QString m_label;
    HostKeyQuestion* m_hostKeys;
    QLabel* m_summary;
    TableModel* m_model;
    QTableView* m_table;
    QPushButton* m_again;
};

}  // namespace aurora::gui
