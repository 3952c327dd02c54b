#include "gui/frame/project_session.h"

#include "aurora/core/error.h"
#include "gui/frame/background.h"
#include "gui/frame/qt_text.h"

#include <QThreadPool>

namespace aurora::gui {

namespace {

/// Remembering is a convenience: a user file that cannot be written must not keep a project from opening.
services::Project remembered(services::Project project)
{
    try {
        services::rememberProject(project);
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
    return project;
}

}  // namespace

std::shared_ptr<services::Lab> endedInBackground(std::unique_ptr<services::Lab> lab)
{
    return {lab.release(), [](services::Lab* last) {
                QThreadPool::globalInstance()->start([owner = std::shared_ptr<services::Lab>(last)] {});
            }};
}

ProjectSession::ProjectSession(QObject* parent) : QObject(parent) {}

template <class Open>
void ProjectSession::openInBackground(Open open)
{
    m_opening = true;
    Q_EMIT openingChanged();
    inBackground(
        this, [open = std::move(open)] { return withLab(open()); },
        [this](Opened opened) {
            m_opening = false;
            set(std::move(opened));
            Q_EMIT openingChanged();
        },
        [this](const Failure& failure) {
            m_opening = false;
            Q_EMIT openingChanged();
            Q_EMIT openFailed(failure);
        });
}

ProjectSession::Opened ProjectSession::withLab(std::optional<services::Project> project)
{
    Opened opened{.project = std::move(project), .lab = nullptr, .warning = {}};
    if (!opened.project) {
        return opened;
    }
    config::UserConfig user;
    try {
        user = config::readUserConfig(services::userConfigPath());
    } catch (const Error& error) {
        // Keys and known hosts are missing then: what does not need them works.
        opened.warning = toQString(error.what());
    }
    opened.lab = endedInBackground(std::make_unique<services::Lab>(*opened.project, std::move(user)));
    return opened;
}

void ProjectSession::open(const QString& folderOrFile)
{
    openInBackground([path = toPath(folderOrFile)] { return std::optional(remembered(services::openProject(path))); });
}

void ProjectSession::create(const QString& folder)
{
    openInBackground([path = toPath(folder)] { return std::optional(remembered(services::initProject(path))); });
}

void ProjectSession::openLast()
{
    openInBackground([]() -> std::optional<services::Project> {
        const config::UserConfig user = config::readUserConfig(services::userConfigPath());
        std::filesystem::path path;
        try {
            path = services::findProject(std::nullopt, user);
        } catch (const UsageError&) {
            return std::nullopt;  // none was ever opened: the welcome page says what to do
        }
        return services::openProject(path);
    });
}

void ProjectSession::reload()
{
    if (m_project) {
        openInBackground([file = m_project->config().file] { return std::optional(services::openProject(file)); });
    }
}

void ProjectSession::close()
{
    set({});
}

void ProjectSession::set(Opened opened)
{
    m_watch.reset();
    m_project = std::move(opened.project);
    m_lab = std::move(opened.lab);
    if (m_project) {
        m_watch = std::make_unique<ProjectWatch>(*m_project);
        connect(m_watch.get(), &ProjectWatch::changed, this, &ProjectSession::dataChanged);
        connect(m_watch.get(), &ProjectWatch::failed, this, &ProjectSession::watchFailed);
    }
    Q_EMIT projectChanged();
    if (!opened.warning.isEmpty()) {
        Q_EMIT warned(opened.warning);
    }
}

QString ProjectSession::whyNotWrite() const
{
    if (!m_project) {
        return tr("Open a project first.");
    }
    return m_project->readOnly() ? tr("The project is open read-only: its folder cannot be written.") : QString();
}

QStringList ProjectSession::recentProjects()
{
    QStringList folders;
    try {
        for (const std::filesystem::path& path : config::readUserConfig(services::userConfigPath()).recentProjects) {
            const std::filesystem::path folder = path.extension() == ".json" ? path.parent_path() : path;
            folders.append(nativePath(folder));
        }
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
    return folders;
}

}  // namespace aurora::gui
