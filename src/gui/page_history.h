#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace aurora::gui {

/// A page and the rows of it that are looked at.
struct Place
{
    QString page;  ///< id in the registry: "samples"
    QStringList keys{};

    bool operator==(const Place&) const = default;
};

/// Where links led, so that one can go back and forward as in a browser. Only following a link makes a new place.
class PageHistory
{
public:
    /// A link leads from where the user is to rows; places that lay ahead are forgotten.
    void follow(const Place& from, const Place& to);

    [[nodiscard]] bool canGoBack() const noexcept { return m_at > 0; }

    [[nodiscard]] bool canGoForward() const noexcept { return m_at + 1 < m_places.size(); }

    /// The place before this one. To be called only when it can go back.
    /// @param current  where the user is, which is what Forward leads to
    [[nodiscard]] Place back(const Place& current);
    [[nodiscard]] Place forward(const Place& current);

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

}  // namespace aurora::gui
