#pragma once

#include "aurora/services/tables.h"
#include "gui/frame/page.h"
#include "gui/tables/table_model.h"

#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;

namespace aurora::gui {

class DetailsPanel;
class FilterChips;
class RowReasons;
class TableColumns;
class TableFilters;
class TableNotice;
class TableReader;
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
    bool detailsShown = true;                   ///< until the user chooses
    std::optional<Command> otherwiseCommand{};  ///< offered while emptyCommand cannot work
};

/// A page with one table of the project: search, filters, column chooser, copy, export, live refresh, and beside it the
/// details of the current row. Rows name samples, so the actions on samples are here too.
class TablePage : public Page
{
    Q_OBJECT

public:
    TablePage(Frame& frame, TablePageInfo info, QWidget* parent = nullptr);

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    void showRows(const QStringList& keys, Details details) override;

    /// The row that details are shown of: the current one, else the first selected.
    [[nodiscard]] QString currentRow() const override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;
    void saveState() override;

    /// Sample IDs of the selected rows, each once, in the order of the table.
    [[nodiscard]] virtual QStringList selectedSamples() const;

protected:
    /// What is done to the table on the pool thread after it was read; no function: nothing.
    using Adaptation = std::function<void(Table&)>;

    [[nodiscard]] virtual Adaptation adaptation() const { return {}; }

    /// Other rows are selected now, or the table was read again.
    virtual void rowsChanged() {}

    /// Other samples of the same rows are meant now.
    void samplesChanged();

    /// Empty when rows are selected.
    [[nodiscard]] QString whyNotOnRows() const;

    /// Empty when the project can be written and the selected rows name samples.
    [[nodiscard]] QString whyNotChangeSamples() const;

    [[nodiscard]] const TableView& view() const noexcept { return *m_view; }

    [[nodiscard]] const std::optional<services::Project>& project() const noexcept { return m_project; }

    /// Puts something of the page's own beside the table, above the details.
    void addPanel(QWidget* panel);

private:
    void assemble();
    QWidget* makeBar();
    void connectView();
    /// Whether the table opens in the order of its key, with nothing hidden: its first rows are known before the
    /// others.
    [[nodiscard]] bool opensByKey() const;
    void showFirstRows(const std::shared_ptr<const TableData>& rows);
    void showTable(const std::shared_ptr<const TableData>& table);
    void showFailure(const QString& message);
    void makeIndex();
    void updateState();
    void updateCount();
    void updateNotice();
    void updateDetails();
    [[nodiscard]] std::vector<int> rowsOf(const QStringList& keys) const;
    void showWantedRows();
    void setDetailsShown(bool shown);
    [[nodiscard]] bool detailsAreOpen() const;
    [[nodiscard]] std::function<std::map<Command, QString>()> questionOfSamples() const;
    [[nodiscard]] QString whyNotOnSamples() const;
    [[nodiscard]] QString whyNotOnOneSample() const;
    [[nodiscard]] QString whyNotOnOneJob() const;
    void performOnSamples(Command command);
    [[nodiscard]] std::optional<QPoint> belowButton(Command command) const;
    void openFilter();
    void copyRows();
    void exportTable();
    void openRowMenu(const QPoint& globalPosition);
    void openHeaderMenu(const QPoint& globalPosition);
    [[nodiscard]] QString settingsGroup() const;

    TablePageInfo m_info;
    std::optional<services::Project> m_project;
    TableReader* m_reader;
    TableModel* m_model;
    TableView* m_view;
    FilterChips* m_chips;
    TableColumns* m_columns;
    TableFilters* m_filters;
    QLineEdit* m_search;
    QLabel* m_count;
    QStackedWidget* m_stack;
    TableNotice* m_notice;
    QSplitter* m_splitter;
    QSplitter* m_besideTable = nullptr;  ///< a panel of the page's own, and below it the details
    DetailsPanel* m_details;
    RowReasons* m_sampleReasons;  ///< why samples of the selected rows cannot be used
    QTimer m_detailsSoon;
    QString m_failure;
    QStringList m_wantedRows;  ///< to be shown as soon as the table is read
    Details m_wantedDetails = Details::AsTheyAre;
    /// Asked by every command after each change of the selection, which may be of 100 000 rows.
    mutable std::optional<QStringList> m_selectedSamples;
    bool m_hasTable = false;
};

}  // namespace aurora::gui
