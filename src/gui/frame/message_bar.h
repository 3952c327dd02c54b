#pragma once

#include "gui/frame/failure.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace aurora::gui {

/// Messages below the page: what was finished and what failed. They take room of their own, so that they never cover a
/// button, and stay until they are closed or newer ones push them out. Of what was finished only the last is told.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Done,
        Warning,
        Failed
    };

    struct Message
    {
        Kind kind = Kind::Done;
        QString text;       ///< whole sentences
        QString details{};  ///< technical cause, shown by the button Details; may be empty
        QString button{};   ///< text of a further button; empty: none
        std::function<void()> onButton{};
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(const Message& message);

    void show(Kind kind, const QString& text) { show({.kind = kind, .text = text}); }

    void show(const Failure& failure);
    void clear();

    /// Takes away what was finished and has been on screen long enough to be read.
    void clearRead();

private:
    void clearDone(qint64 olderThan_ms);

    QVBoxLayout* m_layout;
};

}  // namespace aurora::gui
