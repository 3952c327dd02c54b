#pragma once

#include "gui/frame/failure.h"

#include <QWidget>

#include <chrono>
#include <functional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace aurora::gui {

/// Messages below the page: what was finished and what failed. They take room of their own, so that they never cover a
/// button: of many the newest is on screen and what weighs most of the others, the rest is one button away, and comes
/// up as others are closed. What failed stays until it is closed; said again, it is counted. Of what was finished only
/// the last is told, for some seconds: Activity keeps the rest.
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
        bool isOfPage = false;  ///< it says nothing on another page, and goes with this one
    };

    /// @param doneStays  how long what was finished is told; longer while it is pointed at or has the focus
    explicit MessageBar(QWidget* parent = nullptr, std::chrono::milliseconds doneStays = std::chrono::seconds(12));

    void show(const Message& message);

    void show(Kind kind, const QString& text) { show({.kind = kind, .text = text}); }

    void show(const Failure& failure);

    /// Takes a message away that is true no more.
    void withdraw(const Message& message) { (void)takeEqual(message); }

    void clear();

    /// Another page is shown: takes away what was finished and has been on screen long enough to be read, and what was
    /// of the page.
    void clearRead();

private:
    void clearDone(qint64 olderThan_ms);
    [[nodiscard]] int takeEqual(const Message& message);
    void fillRow(QWidget* row, const Message& message, int times);
    void leaveLater(QWidget* row);
    QWidget* makeMore();
    [[nodiscard]] std::vector<QWidget*> rows() const;
    void arrange();
    void remove(QWidget* row);
    void showAll();

    QVBoxLayout* m_layout;  ///< a row a message, the newest last, on screen or not
    QLabel* m_howMany = nullptr;
    QWidget* m_more;  ///< says how many are not on screen
    std::chrono::milliseconds m_doneStays;
};

}  // namespace aurora::gui
