#pragma once

#include <QObject>
#include <QStringList>

namespace aurora::gui {

/// The files that the desktop hands to the program while it starts or runs, instead of naming them as arguments: so
/// does macOS with what is double-clicked in the Finder. Of several, the one made last gets them.
class HandedFiles final : public QObject
{
    Q_OBJECT

public:
    explicit HandedFiles(QObject* parent = nullptr);

    /// What has come and was not told yet.
    [[nodiscard]] QStringList take();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// All that came at one go.
    void handed(const QStringList& paths);

private:
    QStringList m_paths;
};

/// What the desktop has handed to a program that it started, before there is a window.
[[nodiscard]] QStringList filesHandedAtStart();

}  // namespace aurora::gui
