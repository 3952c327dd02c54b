#include "gui/frame/message.h"

#include <QAccessible>
#include <QApplication>
#include <QCoreApplication>
#include <QMessageBox>

#include <array>

namespace aurora::gui {

namespace {

struct MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

constexpr std::array lookTable{MessageLook{"done", Tone::Good, "■"}, MessageLook{"warning", Tone::Attention, "▲"},
                               MessageLook{"error", Tone::Bad, "✕"}};

}  // namespace

const MessageLook& lookOf(MessageKind kind)
{
    return lookTable.at(static_cast<std::size_t>(kind));
}

void showDetails(QWidget* parent, const Message& message)
{
    QMessageBox box(QMessageBox::NoIcon, MessageWords::tr("Details"), message.text, QMessageBox::Close, parent);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(message.details);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

bool isInUse(const QWidget* widget)
{
    const QWidget* const focus = QApplication::focusWidget();
    return widget->underMouse() || (focus != nullptr && widget->isAncestorOf(focus));
}

void announce(QWidget& row, const QString& text)
{
    row.setAccessibleName(text);
    QAccessibleEvent event(&row, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

}  // namespace aurora::gui
