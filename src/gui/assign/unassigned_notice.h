#pragma once

#include "gui/frame/message.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>

#include <cstddef>

namespace aurora::gui {

/// The message that files wait for their sample, with the button that assigns them: one a window. It has the number of
/// all that wait in the project, as that changes, and goes with the last of them.
class UnassignedNotice final : public QObject
{
    Q_OBJECT

public:
    /// @param text  of the message, with %1 for how many wait
    /// @param waiting  at least 1: as far as the caller knows, until the project was asked
    static void tell(Frame& frame, const QString& text, std::size_t waiting);

private:
    UnassignedNotice(Frame& frame, const QString& text, std::size_t waiting);

    void show();
    void count();
    void follow(std::size_t all);

    Frame* m_frame;
    QString m_text;
    std::size_t m_waiting;
    Message m_shown;
    RepeatedReading m_counting;
};

}  // namespace aurora::gui
