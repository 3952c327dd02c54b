#include "aurora/protocols/edit_history.h"

#include <algorithm>

namespace aurora::protocols {

namespace {

constexpr std::size_t mostStates = 1000;  // a protocol is some kilobytes

}  // namespace

EditHistory::EditHistory(EditedProtocol protocol) : m_states{protocol}, m_saved(std::move(protocol)) {}

void EditHistory::edit(EditedProtocol next, const std::string& merge)
{
    next.nextKey = std::max(next.nextKey, now().nextKey);
    if (sameContent(next, now())) {
        return;
    }
    const bool merges = !merge.empty() && merge == m_merge && !canRedo() && canUndo();
    m_states.resize(m_now + 1);
    m_merge = merge;
    if (merges) {
        m_states.back() = std::move(next);
        return;
    }
    m_states.push_back(std::move(next));
    if (m_states.size() > mostStates) {
        m_states.erase(m_states.begin());
    }
    m_now = m_states.size() - 1;
}

void EditHistory::undo()
{
    if (canUndo()) {
        --m_now;
        endMerge();
    }
}

void EditHistory::redo()
{
    if (canRedo()) {
        ++m_now;
        endMerge();
    }
}

void EditHistory::markSaved(EditedProtocol written)
{
    m_saved = std::move(written);
    endMerge();
}

bool EditHistory::isSaved() const
{
    return sameContent(m_saved, now());
}

}  // namespace aurora::protocols
