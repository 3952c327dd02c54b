#include "gui/page_history.h"

namespace aurora::gui {

void PageHistory::follow(const RowAddress& from, const RowAddress& to)
{
    m_places.resize(m_places.empty() ? 1 : m_at + 1);
    m_places.back() = from;
    m_places.push_back(to);
    m_at = m_places.size() - 1;
}

RowAddress PageHistory::back(const RowAddress& current)
{
    m_places.at(m_at) = current;
    return m_places.at(--m_at);
}

RowAddress PageHistory::forward(const RowAddress& current)
{
    m_places.at(m_at) = current;
    return m_places.at(++m_at);
}

}  // namespace aurora::gui
