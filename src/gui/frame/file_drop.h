#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace aurora::gui {

/// Accepts files and folders dropped anywhere on a window, whatever widget is below the mouse: a text field would else
/// take them as text.
class FileDrop final : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget* window);

Q_SIGNALS:
    void dropped(const QStringList& paths);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
};

}  // namespace aurora::gui
