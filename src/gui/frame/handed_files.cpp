#include "gui/frame/handed_files.h"

#include <QCoreApplication>
#include <QFileOpenEvent>
#include <QTimer>

#include <utility>

namespace aurora::gui {

HandedFiles::HandedFiles(QObject* parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

QStringList HandedFiles::take()
{
    return std::exchange(m_paths, {});
}

bool HandedFiles::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::FileOpen || watched != qApp) {
        return false;
    }
    const QString path = static_cast<const QFileOpenEvent*>(event)->file();
    if (path.isEmpty()) {  // an address of something that is no file
        return false;
    }
    m_paths.append(path);
    if (m_paths.size() == 1) {  // each file comes by itself: those of one double click are opened together
        QTimer::singleShot(0, this, [this] {
            if (!m_paths.isEmpty()) {
                Q_EMIT handed(take());
            }
        });
    }
    return true;
}

QStringList filesHandedAtStart()
{
    HandedFiles listener;
    QStringList paths;
    QObject::connect(&listener, &HandedFiles::handed, [&paths](const QStringList& some) { paths += some; });
    QCoreApplication::processEvents();  // macOS hands over as soon as somebody looks for events
    return paths + listener.take();
}

}  // namespace aurora::gui
