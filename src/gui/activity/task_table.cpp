#include "gui/activity/task_table.h"

#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"
#include "gui/report/report_message.h"
#include "gui/report/window_words.h"
#include "gui/tables/cell_format.h"

#include <QApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace aurora::gui {

namespace {

struct StateLook
{
    Task::State state;
    const char* text;
    Tone tone;
};

constexpr std::array stateTable{
    StateLook{Task::State::Waiting, QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "◌ waiting"), Tone::Faint},
    StateLook{Task::State::Running, QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "▶ running"), Tone::Busy},
    StateLook{Task::State::Done, QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "■ done"), Tone::Good},
    StateLook{Task::State::Failed, QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "✕ failed"), Tone::Bad},
    StateLook{Task::State::Cancelled, QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "■ cancelled"), Tone::Faint},
};

const StateLook& lookOf(Task::State state)
{
    return *std::find_if(stateTable.begin(), stateTable.end(),
                         [state](const StateLook& entry) { return entry.state == state; });
}

constexpr std::array headers{
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "Task"),
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "State"),
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "Progress"),
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "Started"),
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "Took"),
    QT_TRANSLATE_NOOP("aurora::gui::TaskTable", "What came of it"),
};

QString durationText(double seconds)
{
    constexpr double minute_s = 60;
    if (seconds < minute_s) {
        return TaskTable::tr("%1 s").arg(seconds, 0, 'f', 1);
    }
    const auto whole = static_cast<int>(seconds);
    return TaskTable::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

/// The file or folder without its way there.
QString shortName(const QString& thing)
{
    const qsizetype slash = std::max(thing.lastIndexOf(QLatin1Char('/')), thing.lastIndexOf(QLatin1Char('\\')));
    return slash >= 0 && slash + 1 < thing.size() ? thing.mid(slash + 1) : thing;
}

/// How many things, and which, as far as a line has room.
QString doneWords(const services::Report& report)
{
    constexpr qsizetype mostNamed = 3;
    const QStringList things = doneThings(report);
    if (things.isEmpty()) {
        return TaskTable::tr("done: 0");
    }
    QStringList names;
    for (const QString& thing : things.mid(0, mostNamed)) {
        names.append(shortName(thing));
    }
    const QString named = names.join(QStringLiteral(", "));
    return things.size() > mostNamed ? TaskTable::tr("done: %1 (%2, …)").arg(things.size()).arg(named)
           : things.size() > 1       ? TaskTable::tr("done: %1 (%2)").arg(things.size()).arg(named)
                                     : TaskTable::tr("done: %1").arg(named);
}

/// What a task that went to its end did: how much, and of what.
QString outcomeText(const services::Report& report)
{
    QStringList parts;
    const services::ReportKind main = services::mainKind(report);
    const services::ReportCounts counts = services::countsOf(report, main);
    if (!report.done.empty() || counts.skipped == 0) {
        parts.append(doneWords(report));
    }
    if (counts.skipped > 0) {
        parts.append(TaskTable::tr("skipped: %1").arg(counts.skipped));
    }
    if (counts.failed > 0) {
        parts.append(TaskTable::tr("failed: %1").arg(counts.failed));
    }
    const std::size_t analyses = services::countsOf(report, services::ReportKind::Analysis).failed;
    if (main != services::ReportKind::Analysis && analyses > 0) {
        parts.append(TaskTable::tr("analyses failed: %1").arg(analyses));
    }
    const QString numbers = parts.join(QStringLiteral(", "));
    return report.failed.empty()
               ? numbers
               : TaskTable::tr("%1. %2").arg(numbers, toQString(forWindow(report.failed.front().message)));
}

/// How much of what there was to do is settled: what needed nothing done is, what failed is not.
QString partText(const services::Report& report)
{
    const services::ReportCounts counts = services::countsOf(report, services::mainKind(report));
    return counts.all() == 0 ? QString()
                             : TaskTable::tr("%1 of %2").arg(counts.done + counts.skipped).arg(counts.all());
}

/// A task that ended without an exception may have failed in parts.
Task::State shownState(const TaskRecord& record)
{
    const bool partsFailed = record.report && !record.report->failed.empty();
    return record.state == Task::State::Done && partsFailed ? Task::State::Failed : record.state;
}

}  // namespace

TaskTable::TaskTable(TaskRunner& tasks, QObject* parent) : QAbstractTableModel(parent), m_tasks(&tasks)
{
    connect(m_tasks, &TaskRunner::changed, this, &TaskTable::follow);
    follow();
}

void TaskTable::setTimeZone(const std::string& timeZone)
{
    m_timeZone = timeZone;
    follow();
}

void TaskTable::follow()
{
    std::vector<std::int64_t> ids;
    for (const Task* task : m_tasks->active()) {
        ids.push_back(task->id());
    }
    for (const TaskRecord& record : m_tasks->history()) {
        ids.push_back(record.id);
    }
    const int before = m_active;
    m_active = static_cast<int>(m_tasks->active().size());
    if (ids != m_ids) {
        beginResetModel();
        m_ids = std::move(ids);
        endResetModel();
        return;
    }
    if (std::exchange(m_project, m_tasks->project()) != m_tasks->project() && !m_ids.empty()) {
        Q_EMIT dataChanged(index(0, Title), index(rowCount() - 1, Title));
    }
    // A task that has just come to its end may stand in the same row.
    if (const int changed = std::max(before, m_active); changed > 0) {
        Q_EMIT dataChanged(index(0, 0), index(changed - 1, ColumnCount - 1));
    }
}

int TaskTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int TaskTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Task* TaskTable::activeTask(int row) const
{
    const auto& active = m_tasks->active();
    return row >= 0 && row < static_cast<int>(active.size()) ? active[static_cast<std::size_t>(row)] : nullptr;
}

const TaskRecord* TaskTable::record(int row) const
{
    const auto before = static_cast<int>(m_tasks->active().size());
    const auto& history = m_tasks->history();
    const int place = row - before;
    return place >= 0 && place < static_cast<int>(history.size()) ? &history[static_cast<std::size_t>(place)] : nullptr;
}

std::int64_t TaskTable::idOf(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : -1;
}

int TaskTable::rowOf(std::int64_t id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

QString TaskTable::timeText(double uts) const
{
    return toQString(formatTimestamp(uts, m_timeZone));
}

/// Of a task of another project, which one that was.
QString TaskTable::titleIn(const QString& title, const QString& project) const
{
    return project.isEmpty() || project == m_tasks->project() ? title : tr("%1 (%2)").arg(title, project);
}

QString TaskTable::text(const Task& task, int column) const
{
    switch (column) {
    case Title:
        return titleIn(task.title(), task.project());
    case State:
        return task.cancelRequested() ? tr("◌ stopping") : tr(lookOf(task.state()).text);
    case Progress:
        return task.progress().total() == 0 ? QString()
                                            : tr("%1 of %2").arg(task.progress().done()).arg(task.progress().total());
    case Started:
        return task.started_uts() > 0 ? timeText(task.started_uts()) : QString();
    case Took:
        return task.started_uts() > 0 ? durationText(nowUts() - task.started_uts()) : QString();
    default:
        return task.progress().what();
    }
}

QString TaskTable::text(const TaskRecord& record, int column) const
{
    switch (column) {
    case Title:
        return titleIn(record.title, record.project);
    case State:
        return tr(lookOf(shownState(record)).text);
    case Progress:
        return record.report ? partText(*record.report) : QString();
    case Started:
        return timeText(record.started_uts);
    case Took:
        return durationText(record.ended_uts - record.started_uts);
    case Outcome:
        if (record.state != Task::State::Done) {
            return record.failure.message;
        }
        return record.report ? outcomeText(*record.report) : QString();
    default:
        return {};
    }
}

QVariant TaskTable::data(const QModelIndex& index, int role) const
{
    const Task* task = activeTask(index.row());
    const TaskRecord* over = record(index.row());
    if (task == nullptr && over == nullptr) {
        return {};
    }
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return task != nullptr ? text(*task, index.column()) : text(*over, index.column());
    }
    if (role == Qt::ForegroundRole && index.column() == State) {
        const Tone tone = lookOf(task != nullptr ? task->state() : shownState(*over)).tone;
        return toneColor(tone, QApplication::palette());
    }
    if (role == shareRole && task != nullptr && task->state() == Task::State::Running) {
        return task->progress().total() == 0 ? -1.0 : task->progress().share();
    }
    if (role == Qt::TextAlignmentRole && (index.column() == Started || index.column() == Took)) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    return {};
}

QVariant TaskTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return int(Qt::AlignVCenter) | int(section == Started || section == Took ? Qt::AlignRight : Qt::AlignLeft);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return tr(headers.at(static_cast<std::size_t>(section)));
}

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(TaskTable::shareRole);
    if (!share.isValid() || share.toDouble() < 0) {
        return;
    }
    constexpr int steps = 1000;
    constexpr int margin_px = 4;
    QStyleOptionProgressBar bar;
    bar.initFrom(option.widget);
    bar.state |= QStyle::State_Horizontal | QStyle::State_Enabled;
    bar.rect = option.rect.adjusted(margin_px, margin_px, -margin_px, -margin_px);
    bar.maximum = steps;
    bar.progress = static_cast<int>(share.toDouble() * steps);
    bar.text = index.data().toString();
    bar.textVisible = true;
    bar.textAlignment = Qt::AlignCenter;
    QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter);
}

}  // namespace aurora::gui
