#include "gui/page_history.h"

namespace aurora::gui {

void PageHistory::follow(const Place& from, const Place& to)
{
    if (from == to) {
        return;
    }
    m_places.resize(m_places.empty() ? 1 : m_at + 1);
    m_places.back() = from;
    m_places.push_back(to);
    m_at = m_places.size() - 1;
}

Place PageHistory::back(const Place& current)
{
    m_places.at(m_at) = current;
    return m_places.at(--m_at);
}

Place PageHistory::forward(const Place& current)
{
    m_places.at(m_at) = current;
    return m_places.at(++m_at);
}

}  // namespace aurora::gui
