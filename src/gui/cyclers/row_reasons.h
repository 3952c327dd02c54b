#pragma once

#include "gui/frame/commands.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace aurora::gui {

/// Why commands cannot work on the selected rows of a page. The tables of the project know; they are asked on a pool
/// thread each time other rows are selected, one question at a time, and until the answer is there the commands cannot
/// work.
class RowReasons final : public QObject
{
    Q_OBJECT

public:
    using Reasons = std::map<Command, QString>;
    using Ask = std::function<Reasons()>;

    /// @param prepare  called on the window's thread: gathers the selected rows, returns what is asked on a pool
    /// thread;
    ///                 no function when nothing is selected
    RowReasons(std::function<Ask()> prepare, QObject* parent);

    /// Asks again, once for all changes of this turn of the event loop.
    void ask();

    /// Another project is open: what was asked about the one before is dropped, and nothing waits for it.
    void forget();

    /// Empty when the command can work.
    [[nodiscard]] QString whyNot(Command command) const;

    /// The same as far as it is known: empty until the answer is there, for what a double click must not wait for.
    [[nodiscard]] QString knownReason(Command command) const;

Q_SIGNALS:
    void changed();

private:
    void askNow();

    std::function<Ask()> m_prepare;
    RepeatedReading m_question{this, [this] { askNow(); }};
    QTimer m_soon;
    Reasons m_reasons;
    int m_asked = 0;  ///< counts questions: the answer to an earlier one is dropped
    bool m_waiting = false;
};

}  // namespace aurora::gui
