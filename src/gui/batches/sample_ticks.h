#pragma once

#include <QAbstractListModel>
#include <QSet>
#include <QStringList>

namespace aurora::gui {

/// The samples of the project, each with a tick. Those ticked at the beginning come first.
class SampleTicks final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit SampleTicks(QObject* parent) : QAbstractListModel(parent) {}

    void setSamples(const QStringList& ids, const QStringList& ticked);

    /// Ticks the samples of a list that was copied elsewhere: one a line, or parted by tabs, commas or semicolons.
    /// @return what is no sample of the project
    QStringList tickPasted(const QString& text);

    /// Ticked samples in the order of the list.
    [[nodiscard]] QStringList ticked() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void tickedChanged();

private:
    QStringList m_ids;
    QSet<QString> m_ticked;
};

}  // namespace aurora::gui
