#pragma once

#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>
#include <QPointer>

#include <cstddef>
#include <optional>

namespace aurora::gui {

class AssignDialog;

/// The command *Assign files…*: it can work while files wait for a sample. After a harvest it is offered in the message
/// bar.
class AssignActions final : public QObject
{
    Q_OBJECT

public:
    /// @param window  parent of the dialog
    AssignActions(Frame& frame, QWidget* window);

    /// Says in the message bar how many files wait, if some do.
    void offer();

private:
    void count();
    void open();
    [[nodiscard]] QString whyNot() const;

    Frame* m_frame;
    QWidget* m_window;
    QPointer<AssignDialog> m_dialog;
    std::optional<std::size_t> m_waiting;  ///< files without a sample, as of the last look; nothing: not known
    QString m_whyNotCounted;               ///< why it is not known; empty: it is being looked at
    RepeatedReading m_counting;
    bool m_offering = false;  ///< what the next count finds is told
};

}  // namespace aurora::gui
