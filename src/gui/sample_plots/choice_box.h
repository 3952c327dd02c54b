#pragma once

#include <QComboBox>
#include <QString>
#include <QVariant>

namespace aurora::gui {

/// A list to choose from, as wide as what is chosen; in a panel without room it is cut, what opens shows whole entries.
[[nodiscard]] QComboBox* choiceBox(const QString& accessibleName);

/// Makes it as wide as its longest entry, whatever is chosen: what stands behind it never moves.
void keepWidth(QComboBox& box);

/// Widens the list that opens to its longest entry.
void showWholeEntries(QComboBox& box);

/// An entry for every number of a cycle, with its key as data.
void addCycleColumns(QComboBox& box);

/// Puts an entry before the others, with an empty key, for the column that suits the samples.
void addAutomatic(QComboBox& box);

/// Says in that entry which column it stands for now.
void showAutomatic(QComboBox& box, const QString& column);

/// Chooses the entry with that data; an INI file gives numbers back as text.
void selectData(QComboBox& box, const QVariant& data);

}  // namespace aurora::gui
