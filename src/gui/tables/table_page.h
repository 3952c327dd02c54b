#pragma once

#include "aurora/services/tables.h"
#include "gui/frame/page.h"
#include "gui/tables/table_model.h"

#include <QStringList>

#include <functional>
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

protected:
    /// What is done to the table on the pool thread after it was read; no function: nothing.
    using Adaptation = std::function<void(Table&)>;

    [[nodiscard]] virtual Adaptation adaptation() const { return {}; }

    /// Other rows are selected now, or the table was read again.
    virtual void rowsChanged() {}

    /// What stands behind the number of rows, asked each time the table was read: "updated 08:02".
    [[nodiscard]] virtual QString remark() const { return {}; }

    /// Empty when rows are selected.
    [[nodiscard]] QString whyNotOnRows() const;

    [[nodiscard]] const TableView& view() const noexcept { return *m_view; }

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
    [[nodiscard]] QString whyNotOnSamples() const;
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
    QString m_remark;
    int m_generation = 0;  ///< counts projects: what was read of an earlier one is dropped
    bool m_loading = false;
    bool m_readAgain = false;
    bool m_hasTable = false;
};

}  // namespace aurora::gui
