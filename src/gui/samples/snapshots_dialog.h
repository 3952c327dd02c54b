#pragma once

#include "aurora/services/project.h"
#include "aurora/services/report.h"
#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

#include <functional>

class QLabel;
class QPushButton;

namespace aurora::gui {

class TableModel;
class TableView;

/// The recordings of a sample: which of them count, where they are from; some can be left out, taken back, or handed to
/// the sample they are really of.
class SnapshotsDialog final : public QDialog
{
    Q_OBJECT

public:
    SnapshotsDialog(Frame& frame, const QString& sample, QWidget* parent);

private:
    using Work = std::function<services::Report(const services::Project&, Progress&)>;

    void addButtons(class QVBoxLayout* layout);
    void read();
    void showTable(Table table);
    void updateState();
    [[nodiscard]] QString note() const;
    void updateButton(QPushButton* button, const QString& reason);
    [[nodiscard]] QString whyNotChange() const;
    [[nodiscard]] QString whyNotStatus(bool excluded) const;
    [[nodiscard]] std::vector<std::string> selectedNames() const;
    void exclude();
    void include();
    void moveAway();
    void run(const QString& title, Work work, const QString& summary);

    Frame* m_frame;
    QString m_sample;
    TableModel* m_model;
    TableView* m_view;
    QLabel* m_note;
    QPushButton* m_exclude;
    QPushButton* m_include;
    QPushButton* m_move;
    QString m_notRead;     ///< why the table could not be read; empty: it could
    QString m_notChanged;  ///< why what was asked for last could not be done
    bool m_read = false;
    bool m_working = false;
};

/// Opens it.
void openSnapshots(Frame& frame, QWidget* parent, const QString& sample);

}  // namespace aurora::gui
