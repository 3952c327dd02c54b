#include "gui/protocols/step_list_model.h"

#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "gui/protocols/protocol_editor.h"

#include <QApplication>
#include <QFontMetrics>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>
#include <set>

namespace aurora::gui {

namespace {

constexpr int stepPadding_px = 8;

const QString& draggedSteps()
{
    static const QString type = QStringLiteral("application/x-aurora-dragged-steps");
    return type;
}

Tone toneOf(protocols::Severity severity)
{
    switch (severity) {
    case protocols::Severity::Wrong:
        return Tone::Bad;
    case protocols::Severity::Doubt:
        return Tone::Attention;
    case protocols::Severity::Missing:
        break;
    }
    return Tone::Faint;
}

}  // namespace

StepListModel::StepListModel(ProtocolEditor& editor, QObject* parent) : QAbstractTableModel(parent), m_editor(editor)
{
    connect(&editor, &ProtocolEditor::opened, this, [this] {
        beginResetModel();
        m_cells.clear();
        readSteps();
        endResetModel();
    });
    connect(&editor, &ProtocolEditor::changed, this, [this] {
        if (stepsAreTheSame()) {
            if (!m_keys.empty()) {
                Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            }
            return;
        }
        beginResetModel();
        m_cells.clear();
        readSteps();
        endResetModel();
    });
}

void StepListModel::readSteps()
{
    m_keys.clear();
    for (const protocols::EditedStep& step : m_editor.protocol().steps) {
        m_keys.push_back(step.key);
    }
}

bool StepListModel::stepsAreTheSame() const
{
    const std::vector<protocols::EditedStep>& steps = m_editor.protocol().steps;
    return std::equal(steps.begin(), steps.end(), m_keys.begin(), m_keys.end(),
                      [](const protocols::EditedStep& step, protocols::StepKey key) { return step.key == key; });
}

void StepListModel::setCells(const QString& sampleId, const QStringList& cells)
{
    if (m_sample.isEmpty() != sampleId.isEmpty()) {
        beginResetModel();
        m_sample = sampleId;
        m_cells = cells;
        endResetModel();
        return;
    }
    m_sample = sampleId;
    m_cells = cells;
    if (!m_keys.empty() && !m_sample.isEmpty()) {
        Q_EMIT headerDataChanged(Qt::Horizontal, sampleColumn, sampleColumn);
        Q_EMIT dataChanged(index(0, sampleColumn), index(rowCount() - 1, sampleColumn));
    }
}

protocols::StepKey StepListModel::keyAt(int row) const
{
    return m_keys.at(static_cast<std::size_t>(row));
}

int StepListModel::rowOf(protocols::StepKey key) const
{
    const auto found = std::find(m_keys.begin(), m_keys.end(), key);
    return found == m_keys.end() ? -1 : static_cast<int>(found - m_keys.begin());
}

int StepListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int StepListModel::columnCount(const QModelIndex& /*parent*/) const
{
    return m_sample.isEmpty() ? sampleColumn : sampleColumn + 1;
}

QString StepListModel::words(int row) const
{
    const protocols::StepKey key = keyAt(row);
    const QString text = toQString(protocols::stepWords(m_editor.protocol(), key, m_editor.problems()));
    const protocols::StepProblem* problem = m_editor.problemOf(key, {});
    if (problem == nullptr || problem->severity == protocols::Severity::Missing) {
        return text;
    }
    return (problem->severity == protocols::Severity::Wrong ? QStringLiteral("✕ ") : QStringLiteral("▲ ")) + text;
}

QVariant StepListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const protocols::StepProblem* problem = m_editor.problemOf(keyAt(index.row()), {});
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == numberColumn) {
            return index.row() + 1;
        }
        return index.column() == wordsColumn ? words(index.row()) : m_cells.value(index.row());
    case Qt::ToolTipRole:
        return problem != nullptr ? toQString(problem->sentence) : words(index.row());
    case Qt::ForegroundRole:
        if (problem != nullptr && index.column() == wordsColumn) {
            return toneColor(toneOf(problem->severity), QApplication::palette());
        }
        return {};
    case Qt::SizeHintRole:
        return QSize(0, QFontMetrics(QApplication::font()).height() + stepPadding_px);
    case Qt::TextAlignmentRole:
        return index.column() == wordsColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                             : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StepListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == wordsColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section == numberColumn) {
        return tr("Step");
    }
    return section == wordsColumn ? tr("What it does") : m_sample;
}

Qt::ItemFlags StepListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return m_writable ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    }
    const Qt::ItemFlags plain = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return m_writable ? plain | Qt::ItemIsDragEnabled : plain;
}

QStringList StepListModel::mimeTypes() const
{
    return {draggedSteps()};
}

QMimeData* StepListModel::mimeData(const QModelIndexList& indexes) const
{
    std::set<int> rows;
    for (const QModelIndex& index : indexes) {
        rows.insert(index.row());
    }
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << QString::fromStdString(m_editor.document());
    for (const int row : rows) {
        stream << static_cast<quint64>(keyAt(row));
    }
    auto* data = new QMimeData;
    data->setData(draggedSteps(), bytes);
    return data;
}

bool StepListModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int /*row*/, int /*column*/,
                                    const QModelIndex& /*parent*/) const
{
    return m_writable && action == Qt::MoveAction && data->hasFormat(draggedSteps());
}

/// The rows are moved here: false, so that the view does not remove them itself.
bool StepListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                 const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent)) {
        return false;
    }
    QDataStream stream(data->data(draggedSteps()));
    QString document;
    stream >> document;
    std::vector<protocols::StepKey> keys;
    while (!stream.atEnd()) {
        quint64 key = 0;
        stream >> key;
        keys.push_back(key);
    }
    if (document.toStdString() != m_editor.document()) {
        return false;
    }
    const int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    m_editor.edit(protocols::withStepsMoved(m_editor.protocol(), keys, static_cast<std::size_t>(before)));
    Q_EMIT moved(keys);
    return false;
}

}  // namespace aurora::gui
