#pragma once

#include "gui/frame/failure.h"
#include "gui/frame/message.h"

#include <QWidget>

#include <chrono>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace aurora::gui {

class DoneLine;

/// What the window tells. What failed, and what is to be decided, stands below the page and takes room of its own, so
/// that it never covers a button: of many the newest is on screen and what weighs most of the others, the rest is one
/// button away, and comes up as others are closed. What failed stays until it is closed; said again, it is counted.
/// What was finished stands in a line of its own (done_line.h), for some seconds.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    using Kind = MessageKind;
    using Message = gui::Message;

    /// @param doneStays  how long what was finished is told; longer while it is pointed at or has the focus
    explicit MessageBar(QWidget* parent = nullptr, std::chrono::milliseconds doneStays = std::chrono::seconds(12));

    void show(const Message& message);

    void show(Kind kind, const QString& text) { show({.kind = kind, .text = text}); }

    void show(const Failure& failure);

    /// Where it is told what was finished: the last row of the bar, until it is given another place.
    [[nodiscard]] DoneLine* doneLine() const noexcept { return m_done; }

    /// Takes a message away that is true no more. @return whether it was still there
    bool withdraw(const Message& message) { return takeEqual(message) > 0; }

    void clear();

    /// Another page is shown: takes away what was finished and has been on screen long enough to be read, and what was
    /// of the page.
    void clearRead();

private:
    [[nodiscard]] int takeEqual(const Message& message);
    void fillRow(QWidget* row, const Message& message, int times);
    QWidget* makeMore();
    [[nodiscard]] std::vector<QWidget*> rows() const;
    void arrange();
    void remove(QWidget* row);
    void showAll();

    QVBoxLayout* m_layout;  ///< a row a message, the newest last, on screen or not
    QLabel* m_howMany = nullptr;
    QWidget* m_more;  ///< says how many are not on screen
    DoneLine* m_done;
};

}  // namespace aurora::gui
