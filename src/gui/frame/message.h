#pragma once

#include "gui/frame/icons.h"

#include <QString>

#include <functional>

class QWidget;

namespace aurora::gui {

enum class MessageKind
{
    Done,
    Warning,
    Failed
};

/// What the window tells, with what can be done about it.
struct Message
{
    MessageKind kind = MessageKind::Done;
    QString text;       ///< whole sentences
    QString details{};  ///< technical cause, shown by the button Details; may be empty
    QString button{};   ///< text of a further button; empty: none
    std::function<void()> onButton{};
    bool isOfPage = false;  ///< it says nothing on another page, and goes with this one
};

struct MessageLook
{
    const char* icon;
    Tone tone;
    const char* sign;  ///< where there is no icon
};

[[nodiscard]] const MessageLook& lookOf(MessageKind kind);

/// The whole text and its cause in a dialog, to be read and copied.
void showDetails(QWidget* parent, const Message& message);

/// Whether the pointer, or the keyboard, is on it.
[[nodiscard]] bool isInUse(const QWidget* widget);

/// Lets screen readers read a message that has come up. @param row  that shows it
void announce(QWidget& row, const QString& text);

}  // namespace aurora::gui
