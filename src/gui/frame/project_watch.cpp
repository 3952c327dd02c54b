#include "gui/frame/project_watch.h"

#include "gui/frame/failure.h"

#include <QDeadlineTimer>
#include <QThread>

#include <chrono>
#include <exception>

namespace aurora::gui {

ProjectWatcher::ProjectWatcher(const services::Project& project)
    : m_database(services::watchChanges(project)), m_ticker(this)
{
    m_ticker.setInterval(std::chrono::seconds(2));
    connect(&m_ticker, &QTimer::timeout, this, &ProjectWatcher::look);
}

void ProjectWatcher::begin()
{
    look();
    m_ticker.start();
}

void ProjectWatcher::look()
{
    try {
        if (m_database.look()) {
            Q_EMIT changed();
        }
        m_failing = false;
    } catch (...) {
        if (!m_failing) {
            Q_EMIT failed(describe(std::current_exception()).message);
        }
        m_failing = true;
    }
}

ProjectWatch::ProjectWatch(const services::Project& project, QObject* parent) : QObject(parent), m_thread(new QThread)
{
    auto* watcher = new ProjectWatcher(project);
    watcher->moveToThread(m_thread);
    connect(watcher, &ProjectWatcher::changed, this, &ProjectWatch::changed);
    connect(watcher, &ProjectWatcher::failed, this, &ProjectWatch::failed);
    connect(m_thread, &QThread::started, watcher, &ProjectWatcher::begin);
    connect(m_thread, &QThread::finished, watcher, &QObject::deleteLater);
    connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    m_thread->start(QThread::LowPriority);
}

ProjectWatch::~ProjectWatch()
{
    constexpr std::chrono::milliseconds usualLook{50};
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(usualLook))) {
        delete m_thread;
    }  // else it looks still, and goes when it has
}

}  // namespace aurora::gui
