#pragma once

#include "gui/frame/message.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <optional>
#include <vector>

class QPushButton;

namespace aurora::gui {

class ElidedLabel;

/// One line that tells what was finished, for some seconds: it stands in the status bar, so that nothing of the page
/// moves or is covered when it comes or goes.
///
/// Only the last is told, Activity keeps the rest. One with a button is not pushed out by one without: that waits, and
/// is told when the first has gone.
class DoneLine final : public QWidget
{
    Q_OBJECT

public:
    DoneLine(QWidget* parent, std::chrono::milliseconds stays);

    void tell(const Message& message);

    /// What is told and what waits, the newest first.
    [[nodiscard]] std::vector<Message> messages() const;

    void clear();

    /// Takes away what has been told for so long.
    void clearOlderThan(std::chrono::milliseconds time);

Q_SIGNALS:
    /// The line has something to tell, or nothing any more.
    void shownChanged(bool shown);
    void listRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show(const Message& message);
    void goOn();
    void dropRow();
    [[nodiscard]] QWidget* makeRow(const Message& message);
    void updateButtons();

    std::optional<Message> m_shown;
    std::optional<Message> m_waiting;
    QWidget* m_row = nullptr;
    ElidedLabel* m_text = nullptr;
    QPushButton* m_more = nullptr;   ///< another one waits
    QPushButton* m_whole = nullptr;  ///< shows what has no room
    QTimer m_leave;
    qint64 m_shownSince_ms = 0;
};

}  // namespace aurora::gui
