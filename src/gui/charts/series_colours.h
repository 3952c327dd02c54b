#pragma once

#include <QColor>
#include <QHash>
#include <QString>
#include <QStringList>

namespace aurora::gui {

/// The colour of the n-th series: the eight of Okabe and Ito, which the colour-blind tell apart, then samples of
/// Viridis.
[[nodiscard]] QColor seriesColour(int index);

/// The same colour seen on a dark or light ground: black becomes white, dark violet lighter, yellow on white darker.
[[nodiscard]] QColor visibleOn(const QColor& ground, const QColor& colour);

/// Goes on with the colours that samples of a project had, kept in a group of the window's state: pictures of two days
/// match. Those of the project before are kept in theirs.
void recallColours(const QString& group);

/// Keeps the colours of now.
void rememberColours();

/// Which sample has which colour in a set of charts. A sample keeps its colour as long as it is shown, and gets it back
/// when it returns, here or in other charts of the window, unless another that is shown took it in the meantime.
class SeriesColours
{
public:
    /// Exactly these names are shown now.
    void show(const QStringList& names);

    /// The colour of a shown name; grey for others.
    [[nodiscard]] QColor colour(const QString& name) const;

private:
    QHash<QString, int> m_shown;
};

}  // namespace aurora::gui
