#include "gui/batches/sample_ticks.h"

#include <QRegularExpression>

namespace aurora::gui {

void SampleTicks::setSamples(const QStringList& ids, const QStringList& ticked)
{
    beginResetModel();
    m_ticked = QSet<QString>(ticked.begin(), ticked.end());
    m_ids = ticked;
    for (const QString& id : ids) {
        if (!m_ticked.contains(id)) {
            m_ids.append(id);
        }
    }
    endResetModel();
    Q_EMIT tickedChanged();
}

QStringList SampleTicks::tickPasted(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[\\r\\n\\t,;]+"));
    const QSet<QString> known(m_ids.begin(), m_ids.end());
    QStringList unknown;
    for (const QString& part : text.split(separators, Qt::SkipEmptyParts)) {
        const QString id = part.trimmed();
        if (known.contains(id)) {
            m_ticked.insert(id);
        } else if (!id.isEmpty()) {
            unknown.append(id);
        }
    }
    if (!m_ids.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    }
    Q_EMIT tickedChanged();
    return unknown;
}

QStringList SampleTicks::ticked() const
{
    QStringList ids;
    for (const QString& id : m_ids) {
        if (m_ticked.contains(id)) {
            ids.append(id);
        }
    }
    return ids;
}

int SampleTicks::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant SampleTicks::data(const QModelIndex& index, int role) const
{
    const QString& id = m_ids.at(index.row());
    if (role == Qt::CheckStateRole) {
        return m_ticked.contains(id) ? Qt::Checked : Qt::Unchecked;
    }
    return role == Qt::DisplayRole ? QVariant(id) : QVariant();
}

bool SampleTicks::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole) {
        return false;
    }
    if (value.toInt() == Qt::Checked) {
        m_ticked.insert(m_ids.at(index.row()));
    } else {
        m_ticked.remove(m_ids.at(index.row()));
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
}

Qt::ItemFlags SampleTicks::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable;
}

}  // namespace aurora::gui
