#pragma once

#include <QKeySequence>
#include <QString>

class QAbstractItemView;
class QAction;
class QWidget;

namespace aurora::gui {

/// What a list of the page Protocols offers: in the bar above it, in its context menu, by its keys.
struct ListAction
{
    const char* name;  ///< of the button in the bar
    const char* icon;
    QString text;
    QString tip;
    QKeySequence keys{};
};

/// Adds it to the list, and a button for it to the layout of the bar.
QAction* addListAction(QAbstractItemView& list, QWidget& bar, const ListAction& offered);

/// @param whyNot  why it cannot work now, a whole sentence, which is its tooltip then; empty when it can
void setWhyNot(QAction& listAction, const QString& whyNot);

}  // namespace aurora::gui
