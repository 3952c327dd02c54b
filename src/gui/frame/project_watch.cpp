#include "gui/frame/project_watch.h"

#include "gui/frame/failure.h"

#include <QTimer>

namespace aurora::gui {

namespace {

constexpr int pollInterval_ms = 2000;

/// The part that lives on the watching thread, with the database connection that belongs to it.
class Watcher final : public QTimer
{
public:
    Watcher(services::Project project, ProjectWatch* watch) : m_project(std::move(project)), m_watch(watch)
    {
        setInterval(pollInterval_ms);
        connect(this, &QTimer::timeout, this, &Watcher::look);
    }

    void look()
    {
        try {
            if (!m_database) {
                m_database = m_project.openDatabase();
            }
            const std::int64_t version = m_database->dataVersion();
            if (m_version && *m_version != version) {
                Q_EMIT m_watch->changed();
            }
            m_version = version;
            m_failing = false;
        } catch (...) {
            if (!m_failing) {
                Q_EMIT m_watch->failed(describe(std::current_exception()).message);
            }
            m_failing = true;
            m_database.reset();
            m_version.reset();
        }
    }

private:
    services::Project m_project;
    ProjectWatch* m_watch;
    std::unique_ptr<database::Database> m_database;
    std::optional<std::int64_t> m_version;
    bool m_failing = false;
};

}  // namespace

ProjectWatch::ProjectWatch(services::Project project, QObject* parent) : QObject(parent)
{
    auto* watcher = new Watcher(std::move(project), this);
    watcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, watcher, [watcher] {
        watcher->look();
        watcher->start();
    });
    connect(&m_thread, &QThread::finished, watcher, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

ProjectWatch::~ProjectWatch()
{
    m_thread.quit();
    m_thread.wait();
}

}  // namespace aurora::gui
