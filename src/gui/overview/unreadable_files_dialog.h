#pragma once

#include "gui/frame/page.h"

#include <QDialog>
#include <QSet>

#include <cstdint>
#include <optional>
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
    /// Looks in the background which of the files are on this PC.
    void lookForFiles();
    [[nodiscard]] QString whyNotAgain() const;
    /// The path on this PC, if it has one at all.
    [[nodiscard]] QString pathOf(int row) const;
    void updateForget();
    void updateAgain();
    void importAgain();
    /// Of the selected files; empty where one of them is not on this PC, as far as is known.
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
    std::optional<QSet<QString>> m_onThisPc;  ///< paths; nothing: they are being looked for
    int m_looks = 0;                          ///< counts them: only the answer to the last one counts
};

}  // namespace aurora::gui
