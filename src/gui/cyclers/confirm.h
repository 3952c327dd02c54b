#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QDialog;
class QWidget;

namespace aurora::gui {

/// A question that names what will be touched.
struct Question
{
    QString title;
    QString text;         ///< what will happen and what is lost, with the number of objects
    QStringList objects;  ///< each of them
    QString button;       ///< the verb: "Eject 3 samples"
    QString keep{};       ///< what leaves all as it is, where "Cancel" could be read as the verb: "Keep running"
};

/// Asks without stopping the window; `yes` is called when the user agrees. Enter and Escape leave all as it is.
/// @return the dialog, which deletes itself
QDialog* confirm(QWidget* parent, const Question& question, std::function<void()> yes);

}  // namespace aurora::gui
