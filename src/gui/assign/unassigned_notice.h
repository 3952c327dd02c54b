#pragma once

#include "gui/frame/message.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>

#include <cstddef>
#include <filesystem>
#include <optional>

namespace aurora::gui {

/// A message that files wait for their sample, with the button that assigns them. As they get one, it counts those that
/// still wait, and goes with the last of them.
class UnassignedNotice final : public QObject
{
    Q_OBJECT

public:
    /// @param text  of the message, with %1 for how many wait @param waiting  of those that it tells of, at least 1
    static void tell(Frame& frame, const QString& text, std::size_t waiting);

private:
    UnassignedNotice(Frame& frame, const QString& text, std::size_t waiting);

    void show();
    void count();
    void follow(std::size_t all);

    Frame* m_frame;
    QString m_text;
    std::size_t m_waiting;
    std::optional<std::size_t> m_all;  ///< that waited in the project, as of the last look
    Message m_shown;
    RepeatedReading m_counting;
};

}  // namespace aurora::gui
