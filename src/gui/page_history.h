#pragma once

#include "gui/details/row_address.h"

#include <vector>

namespace aurora::gui {

/// Where links led, so that one can go back and forward as in a browser. Only following a link makes a new place.
class PageHistory
{
public:
    /// A link leads from where the user is to a row; places that lay ahead are forgotten.
    void follow(const RowAddress& from, const RowAddress& to);

    [[nodiscard]] bool canGoBack() const noexcept { return m_at > 0; }

    [[nodiscard]] bool canGoForward() const noexcept { return m_at + 1 < m_places.size(); }

    /// The place before this one. To be called only when it can go back.
    /// @param current  where the user is, which is what Forward leads to
    [[nodiscard]] RowAddress back(const RowAddress& current);
    [[nodiscard]] RowAddress forward(const RowAddress& current);

private:
    std::vector<RowAddress> m_places;
    std::size_t m_at = 0;
};

}  // namespace aurora::gui
