#pragma once

#include "aurora/services/tables.h"
#include "gui/frame/page.h"
#include "gui/tables/table_model.h"

#include <QStringList>

#include <memory>

class QLabel;
class QLineEdit;
class QStackedWidget;

namespace aurora::gui {

class TableColumns;
class TableNotice;
class TableView;

/// What one table page shows.
struct TablePageInfo
{
    services::TableKind kind;
    QString id;  ///< for settings and object names: "samples"
    QString title;
    std::string keyColumn;
    QStringList shownColumns;  ///< until the user chooses others
    QString emptyText;         ///< what belongs here
    Command emptyCommand;      ///< the command that fills the page
    std::vector<Command> toolbar;
    std::vector<Command> rowMenu;
};

/// A page with one table of the project: search, column chooser, copy, export, live refresh. Each row names a sample,
/// so the actions on samples are here too.
class TablePage : public Page
{
    Q_OBJECT

public:
    TablePage(Frame& frame, TablePageInfo info, QWidget* parent = nullptr);

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    void showSamples(const QStringList& ids) override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;
    void saveState() override;

    /// Sample IDs of the selected rows, each once, in the order of the table.
    [[nodiscard]] QStringList selectedSamples() const;

private:
    struct Loaded
    {
        std::shared_ptr<const TableData> table;  ///< nothing: it is as it was
    };

    QWidget* makeBar();
    void connectView();
    void showTable(const std::shared_ptr<const TableData>& table);
    void showFailure(const QString& message);
    void makeIndex();
    void updateState();
    void updateCount();
    void updateNotice();
    [[nodiscard]] QString whyNotOnRows() const;
    void copyRows();
    void exportTable();
    void openRowMenu(const QPoint& globalPosition);

    TablePageInfo m_info;
    std::optional<services::Project> m_project;
    TableModel* m_model;
    TableView* m_view;
    TableColumns* m_columns;
    QLineEdit* m_search;
    QLabel* m_count;
    QStackedWidget* m_stack;
    TableNotice* m_notice;
    QString m_failure;
    int m_generation = 0;  ///< counts projects: what was read of an earlier one is dropped
    bool m_loading = false;
    bool m_readAgain = false;
    bool m_hasTable = false;
};

}  // namespace aurora::gui
