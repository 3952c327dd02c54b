#include "gui/sample_plots/choice_box.h"

#include "aurora/core/cycle_table.h"

#include <QAbstractItemView>

namespace aurora::gui {

QComboBox* choiceBox(const QString& accessibleName)
{
    constexpr int smallestBox_px = 88;
    auto* box = new QComboBox;
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumWidth(smallestBox_px);  // in a narrow panel the text is cut, the list that opens is not
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return box;
}

void showWholeEntries(QComboBox& box)
{
    constexpr int scrollBar_px = 32;
    box.view()->setMinimumWidth(box.view()->sizeHintForColumn(0) + scrollBar_px);
}

void addCycleColumns(QComboBox& box)
{
    for (const CycleColumn& column : cycleColumns()) {
        const QString key = QString::fromUtf8(column.key.data(), static_cast<qsizetype>(column.key.size()));
        box.addItem(key, key);
    }
    showWholeEntries(box);
}

void selectData(QComboBox& box, const QVariant& data)
{
    for (int index = 0; index < box.count(); ++index) {
        if (box.itemData(index).toString() == data.toString()) {
            box.setCurrentIndex(index);
            return;
        }
    }
}

}  // namespace aurora::gui
