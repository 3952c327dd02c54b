#pragma once

#include "gui/frame/task_runner.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <optional>
#include <string>

namespace aurora::gui {

/// The tasks of this window: those that run or wait, then those that are over, the newest first.
class TaskTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Title,
        State,
        Progress,
        Started,
        Took,
        Outcome,
        ColumnCount
    };

    /// Progress of a row, 0 … 1, negative for one whose extent is not known.
    static constexpr int shareRole = Qt::UserRole;

    explicit TaskTable(TaskRunner& tasks, QObject* parent = nullptr);

    /// In which times of day are shown.
    void setTimeZone(const std::string& timeZone);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The task of a row while it runs or waits.
    [[nodiscard]] Task* activeTask(int row) const;
    /// The task of a row that is over.
    [[nodiscard]] const TaskRecord* record(int row) const;
    [[nodiscard]] std::int64_t idOf(int row) const;
    /// @return -1 when there is none any more
    [[nodiscard]] int rowOf(std::int64_t id) const;

private:
    void follow();
    [[nodiscard]] QString text(const Task& task, int column) const;
    [[nodiscard]] QString text(const TaskRecord& record, int column) const;
    [[nodiscard]] QString titleIn(const QString& title, const QString& project) const;
    [[nodiscard]] QString timeText(double uts) const;

    TaskRunner* m_tasks;
    std::string m_timeZone = "UTC";
    QString m_project;  ///< that is open now
    std::vector<std::int64_t> m_ids;
    int m_active = 0;  ///< how many of them run or wait
};

/// Draws the progress of running tasks as a bar of the platform.
class ProgressDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace aurora::gui
