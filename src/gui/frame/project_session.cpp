#include "gui/frame/project_session.h"

#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "gui/frame/background.h"
#include "gui/frame/qt_text.h"

#include <utility>

namespace aurora::gui {

namespace {

/// Remembering is a convenience: a user file that cannot be written must not keep a project from opening.
void remember(const services::Project& project)
{
    try {
        services::rememberProject(project);
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
}

/// What makes two openings of a project the same one: its place by whatever name, and what is configured there and for
/// the user.
std::string configurationOf(const services::Project& project, Json user)
{
    const std::filesystem::path& file = project.config().file;
    std::error_code unknown;
    const std::filesystem::path place = std::filesystem::weakly_canonical(file, unknown);
    for (const char* const changesWithEachOpening : {"Shared config path", "Recent projects"}) {
        user.erase(changesWithEachOpening);
    }
    return pathText(unknown ? file : place) + '\n' + project.config().raw.dump() + '\n' + user.dump();
}

}  // namespace

std::shared_ptr<services::Lab> endedInBackground(std::unique_ptr<services::Lab> lab)
{
    return {lab.release(),
            [](services::Lab* last) { backgroundThreads().start([owner = std::shared_ptr<services::Lab>(last)] {}); }};
}

ProjectSession::ProjectSession(QObject* parent) : QObject(parent) {}

template <class Open>
void ProjectSession::openInBackground(Opening opening, Remembered remembered, Open open)
{
    const int asked = ++*m_asked;
    m_opening = opening;
    Q_EMIT openingChanged();
    inBackground(
        this,
        [open = std::move(open), remembered, asked, latest = m_asked] {
            Opened opened = withLab(open());
            if (remembered == Remembered::Yes && *latest == asked) {
                remember(*opened.project);
            }
            return opened;
        },
        [this, asked](Opened opened) {
            if (asked == *m_asked) {
                arrived(std::move(opened));
            }
        },
        [this, asked](const Failure& failure) {
            if (asked != *m_asked) {
                return;
            }
            m_opening = Opening::Nothing;
            Q_EMIT openingChanged();
            Q_EMIT openFailed(failure);
            if (std::exchange(m_readAgain, false)) {
                reload();
            }
        });
}

void ProjectSession::arrived(Opened opened)
{
    const bool same = isAsItWas(opened);
    const bool readAgain = std::exchange(m_readAgain, false) && same;
    m_opening = Opening::Nothing;
    if (!same) {
        set(std::move(opened));
    }
    Q_EMIT openingChanged();
    if (readAgain) {
        reload();
    }
}

bool ProjectSession::isAsItWas(const Opened& opened) const
{
    return m_project && opened.project && opened.project->readOnly() == m_project->readOnly() &&
           opened.configuration == m_configuration;
}

ProjectSession::Opened ProjectSession::withLab(std::optional<services::Project> project)
{
    Opened opened{.project = std::move(project), .lab = nullptr, .warning = {}, .configuration = {}};
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
    opened.configuration = configurationOf(*opened.project, user.raw);
    opened.lab = endedInBackground(std::make_unique<services::Lab>(*opened.project, std::move(user)));
    return opened;
}

void ProjectSession::open(const QString& folderOrFile)
{
    openInBackground(Opening::Another, Remembered::Yes,
                     [path = toPath(folderOrFile)] { return std::optional(services::openProject(path)); });
}

void ProjectSession::create(const QString& folder)
{
    openInBackground(Opening::Another, Remembered::Yes,
                     [path = toPath(folder)] { return std::optional(services::initProject(path)); });
}

void ProjectSession::openLast()
{
    openInBackground(Opening::Another, Remembered::No, []() -> std::optional<services::Project> {
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
    if (!m_project) {
        return;
    }
    if (m_opening == Opening::Another) {
        m_readAgain = true;
        return;
    }
    openInBackground(Opening::Again, Remembered::No,
                     [file = m_project->config().file] { return std::optional(services::openProject(file)); });
}

void ProjectSession::close()
{
    ++*m_asked;  // what is being opened is not wanted any more
    m_opening = Opening::Nothing;
    m_readAgain = false;
    set({});
    Q_EMIT openingChanged();
}

void ProjectSession::set(Opened opened)
{
    m_watch.reset();
    m_project = std::move(opened.project);
    m_lab = std::move(opened.lab);
    m_configuration = std::move(opened.configuration);
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
