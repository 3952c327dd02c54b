#pragma once

#include <QSet>
#include <QStringList>
#include <QToolButton>

class QListWidget;

namespace aurora::gui {

/// A button that opens a list of columns with a tick box each; a tick acts at once. What was unticked stays so when
/// other columns come, and next time.
class ColumnTicks final : public QToolButton
{
    Q_OBJECT

public:
    /// @param settingsKey  under which the unticked columns are kept
    explicit ColumnTicks(const QString& settingsKey, QWidget* parent = nullptr);

    /// The columns there are, in their order.
    void setColumns(const QStringList& columns);

    [[nodiscard]] bool isTicked(const QString& column) const { return !m_unticked.contains(column); }

Q_SIGNALS:
    void ticksChanged();

private:
    void openList();
    void fill(QListWidget& list) const;
    void tick(const QStringList& columns, bool ticked);
    void showCount();

    QString m_settingsKey;
    QStringList m_columns;
    QSet<QString> m_unticked;
};

}  // namespace aurora::gui
