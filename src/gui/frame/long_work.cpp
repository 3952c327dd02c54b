#include "gui/frame/long_work.h"

namespace aurora::gui {

void LongWork::leave()
{
    m_left = true;
    m_progress.requestCancel();
    State before = State::Runs;
    if (m_state.compare_exchange_strong(before, State::HasNoThread)) {
        longWorkThreads().releaseThread();
    }
}

void LongWork::begin()
{
    m_state = State::Runs;
    // Left before the line above: nothing is begun. Left after it: the thread was given away, and is taken back.
    if (m_left) {
        end();
        throw Cancelled();
    }
}

void LongWork::end()
{
    if (m_state.exchange(State::Over) == State::HasNoThread) {
        longWorkThreads().reserveThread();
    }
}

}  // namespace aurora::gui
