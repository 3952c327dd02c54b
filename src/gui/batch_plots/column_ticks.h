#pragma once

#include <QSet>
#include <QStringList>
#include <QToolButton>

class QListWidget;

namespace aurora::gui {

/// A button that opens a list of columns with a tick box each; a tick acts at once. What the user ticked or unticked
/// stays so when other columns come, and next time; of the rest the usual columns are ticked.
class ColumnTicks final : public QToolButton
{
    Q_OBJECT

public:
    /// @param settingsKey  under which the ticked and unticked columns are kept
    explicit ColumnTicks(const QString& settingsKey, QWidget* parent = nullptr);

    /// The columns there are, in their order, and those that are ticked as long as the user says nothing else.
    void setColumns(const QStringList& columns, const QSet<QString>& usual);

    [[nodiscard]] bool isTicked(const QString& column) const
    {
        return m_ticked.contains(column) || (m_usual.contains(column) && !m_unticked.contains(column));
    }

Q_SIGNALS:
    void ticksChanged();

private:
    void openList();
    void fill(QListWidget& list) const;
    void tick(const QStringList& columns, bool ticked);
    void goBackToUsual();
    void save();
    void showCount();

    QString m_settingsKey;
    QStringList m_columns;
    QSet<QString> m_usual;
    QSet<QString> m_ticked;    ///< by the user
    QSet<QString> m_unticked;  ///< by the user
};

}  // namespace aurora::gui
