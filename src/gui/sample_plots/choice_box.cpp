#include "gui/sample_plots/choice_box.h"

#include "aurora/core/cycle_table.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QEvent>
#include <QStyle>
#include <QStyleOptionComboBox>

namespace aurora::gui {

namespace {

constexpr int airBesideText_px = 6;  ///< the field for the text is a little narrower than styles say

/// As wide as what is chosen: with the longest entry of forty columns no panel had room for two.
class ChosenBox final : public QComboBox
{
public:
    ChosenBox()
    {
        connect(this, &QComboBox::currentTextChanged, this, [this] { updateGeometry(); });
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const QFontMetrics metrics = fontMetrics();
        int longest = metrics.horizontalAdvance(currentText());
        for (int index = 0; m_keepsWidth && index < count(); ++index) {
            longest = std::max(longest, metrics.horizontalAdvance(itemText(index)));
        }
        const QSize text(longest + airBesideText_px, metrics.height());
        const QSize whole = style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, this);
        return {std::max(whole.width(), minimumWidth()), QComboBox::sizeHint().height()};
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return {minimumWidth(), sizeHint().height()}; }

    void keepWidth()
    {
        m_keepsWidth = true;
        updateGeometry();
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::ToolTip) {  // a narrow panel cuts the text
            setToolTip(QStringLiteral("%1: %2").arg(accessibleName(), currentText()));
        }
        return QComboBox::event(event);
    }

private:
    bool m_keepsWidth = false;
};

}  // namespace

QComboBox* choiceBox(const QString& accessibleName)
{
    constexpr int smallestBox_px = 88;
    auto* box = new ChosenBox;
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->setMinimumWidth(smallestBox_px);  // in a narrow panel the text is cut, the list that opens is not
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return box;
}

void keepWidth(QComboBox& box)
{
    static_cast<ChosenBox&>(box).keepWidth();
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

void addAutomatic(QComboBox& box)
{
    box.insertItem(0, QCoreApplication::translate("ChoiceBox", "automatic"), QString());
    box.setItemData(0, QCoreApplication::translate("ChoiceBox", "Per gram where a mass is known"), Qt::ToolTipRole);
}

void showAutomatic(QComboBox& box, const QString& column)
{
    const QString text = QCoreApplication::translate("ChoiceBox", "automatic: %1").arg(column);
    if (box.itemText(0) != text) {
        box.setItemText(0, text);
        showWholeEntries(box);
        box.updateGeometry();
    }
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
