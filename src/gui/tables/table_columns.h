#pragma once

#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace aurora::gui {

class TableView;

/// Which columns a table shows, in which order and width, and by which it is sorted: the defaults of the page until the
/// user chooses, then what was chosen, also next time. Kept by name, so that columns may come and go. A column is as
/// wide as what it holds needs until the user drags it.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    /// @param group     where the settings keep it: "tables/samples"
    /// @param defaults  names of the columns shown first; the key column always is
    TableColumns(TableView* view, QString group, QStringList defaults);

    /// Brings the view into the remembered state; to be called when the table got (other) columns.
    void apply();
    void save() const;
    /// Whether apply() sorts upwards by this column, which is the key.
    [[nodiscard]] bool sortsByKey(const QString& key) const;

    /// Gives the shown columns the width of what they hold, but for those whose width was chosen: to be called when an
    /// empty table got its first rows.
    void fit();
    /// The same for a table that was read again: nothing becomes narrower, but what came is not cut.
    void widen();

    [[nodiscard]] QStringList names() const;  ///< all columns of the table
    [[nodiscard]] bool isShown(int column) const;
    [[nodiscard]] bool isKey(int column) const;
    void setShown(int column, bool shown);
    void showDefaults();

    /// Opens the list of columns with a tick box each.
    void choose(const QPoint& globalPosition);

private:
    void order(const QStringList& shown);
    void giveWidth(int column, const QString& name);
    void noteWidth(int column, int before, int width);
    /// The table is sorted by this column now: the arrow takes none of the room of its title.
    void makeRoomForArrow(int column);

    TableView* m_view;
    QString m_group;
    QStringList m_defaults;
    QVariantMap m_chosenWidths;  ///< by name, of the columns that the user dragged
    bool m_arranging = false;    ///< widths change, but not by the user's hand
};

}  // namespace aurora::gui
