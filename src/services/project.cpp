#include "aurora/services/project.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/database/migrations.h"
#include "aurora/database/moved.h"
#include "aurora/database/samples_table.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryFile>

#include <array>
#include <chrono>
#include <functional>
#include <set>
#include <system_error>
#include <thread>
#include <vector>

namespace aurora::services {

namespace fs = std::filesystem;
using database::Access;

namespace {

constexpr const char* applicationName = "aurora-cycler-manager";
constexpr int projectFileIndentation = 4;

QString toQString(const fs::path& path)
{
    return QString::fromStdString(pathText(path));
}

std::optional<fs::path> fromEnvironment(const char* variable)
{
    const QString value = qEnvironmentVariable(variable);
    return value.isEmpty() ? std::nullopt : std::optional(pathFromText(value.toStdString()));
}

/// SQLite writes a journal beside the database: the file and its folder must be writable. The folder is tried out,
/// since permissions of network drives tell little. The database file is not opened: closing it would drop SQLite's own
/// locks.
Access accessToFile(const fs::path& databaseFile)
{
    if (!QFileInfo(toQString(databaseFile)).isWritable()) {
        return Access::ReadOnly;
    }
    QTemporaryFile trial(toQString(databaseFile.parent_path() / ".aurora-write-test-XXXXXX"));
    return trial.open() ? Access::ReadWrite : Access::ReadOnly;
}

database::Location locationOf(const config::SharedConfig& config)
{
    return config.databaseServer ? database::Location(*config.databaseServer) : database::Location(config.databasePath);
}

/// What may be done with the database. @throws Error when there is none
Access accessTo(const config::SharedConfig& config)
{
    if (config.databaseServer) {
        return database::Database(*config.databaseServer, Access::ReadWrite).mayWrite() ? Access::ReadWrite
                                                                                        : Access::ReadOnly;
    }
    std::error_code ignored;
    if (!fs::is_regular_file(config.databasePath, ignored)) {
        throw Error(pathText(config.databasePath) + ": there is no such database. Check \"Database path\" in " +
                    pathText(config.file) + ".");
    }
    return accessToFile(config.databasePath);
}

/// The folders that a new project makes, and goes without when it cannot be made.
class NewFolders
{
public:
    NewFolders() = default;
    NewFolders(const NewFolders&) = delete;
    NewFolders& operator=(const NewFolders&) = delete;

    ~NewFolders()
    {
        if (m_kept) {
            return;
        }
        std::error_code ignored;  // one that is not empty stays
        for (const fs::path& folder : m_made) {
            fs::remove(folder, ignored);
        }
    }

    /// @throws Error when it cannot be made
    void make(const fs::path& folder)
    {
        std::error_code code;
        std::vector<fs::path> missing;
        for (fs::path part = folder; !fs::exists(part, code) && part.has_relative_path(); part = part.parent_path()) {
            missing.push_back(part);
        }
        code.clear();
        for (auto part = missing.rbegin(); part != missing.rend() && !code; ++part) {
            if (fs::create_directory(*part, code)) {
                m_made.insert(*part);
            }
        }
        if (code || !fs::is_directory(folder)) {
            throw Error(pathText(folder) + ": the folder cannot be made (" + code.message() +
                        "). No project was made.");
        }
    }

    void keep() noexcept { m_kept = true; }

private:
    std::set<fs::path, std::greater<>> m_made;  ///< what lies in a folder comes before it
    bool m_kept = false;
};

void makeFolders(const config::SharedConfig& config, NewFolders& made)
{
    const std::array folders{config.databasePath.parent_path(),
                             config.backupFolder,
                             config.samplesFolder,
                             config.snapshotsFolder,
                             config.batchesFolder,
                             config.protocolsFolder};
    for (const fs::path& folder : folders) {
        made.make(folder);
    }
}

fs::path withoutTrailingSlash(const fs::path& path)
{
    return path.has_filename() ? path : path.parent_path();
}

}  // namespace

Project::Project(config::SharedConfig config, Access access)
    : m_config(std::make_shared<const config::SharedConfig>(std::move(config))), m_access(access)
{
}

fs::path Project::folder() const
{
    const fs::path folder = m_config->file.parent_path();
    const bool standsBesideDatabase = folder.filename() == "database" && m_config->databasePath.parent_path() == folder;
    return standsBesideDatabase ? folder.parent_path() : folder;
}

std::string Project::name() const
{
    return pathText(folder().filename());
}

fs::path Project::sampleFolder(const SampleId& sample) const
{
    return m_config->snapshotsFolder / pathFromText(sample.run()) / pathFromText(sample.text());
}

database::Location Project::databaseLocation() const
{
    return locationOf(*m_config);
}

std::unique_ptr<database::Database> Project::openDatabase() const
{
    return std::make_unique<database::Database>(databaseLocation(), m_access);
}

Project initProject(const fs::path& folder, const std::optional<config::DatabaseServer>& server)
{
    const fs::path root = withoutTrailingSlash(fs::absolute(folder).lexically_normal());
    const fs::path file = root / "shared_config.json";
    for (const fs::path& existing : {file, root / "database" / "shared_config.json"}) {
        std::error_code ignored;
        if (fs::exists(existing, ignored)) {
            throw Error(pathText(root) + ": there is a project in this folder already. Open it with \"connect\", or "
                                         "choose another folder.",
                        pathText(existing));
        }
    }
    NewFolders made;
    made.make(root);
    // The configuration gets its name last: a folder that has one is a whole project.
    replaceFile(file, [&](const fs::path& draft) {
        Json content = config::newSharedConfig();
        if (server) {
            config::useDatabaseServer(content, *server);
        }
        replaceFileText(draft, dumpJson(content, projectFileIndentation) + "\n");
        const config::SharedConfig config = config::readSharedConfig(draft);
        makeFolders(config, made);
        database::createDatabase(locationOf(config), config.sampleColumns);
    });
    made.keep();
    return openProject(root);
}

namespace {

/// Whether the configuration names another database in a moment: a move marks the one it leaves, then changes the file.
bool movesNow(const fs::path& file, const database::Location& location)
{
    constexpr std::chrono::seconds patience{2};
    constexpr std::chrono::milliseconds pause{50};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const std::string place = database::placeText(location);
    while (std::chrono::steady_clock::now() < deadline) {
        if (database::placeText(locationOf(config::readSharedConfig(file))) != place) {
            return true;
        }
        std::this_thread::sleep_for(pause);
    }
    return false;
}

}  // namespace

Project openProject(const fs::path& folderOrFile, MissingColumns missingColumns)
{
    std::vector<std::string> warnings;
    const fs::path file = config::findSharedConfig(folderOrFile, warnings);
    config::SharedConfig config = config::readSharedConfig(file);
    config.warnings.insert(config.warnings.begin(), warnings.begin(), warnings.end());
    const database::Location location = locationOf(config);
    const Access access = accessTo(config);
    if (access == Access::ReadOnly) {
        config.warnings.push_back(database::placeText(location) + " cannot be written: the project is open read-only.");
    }
    {
        database::Database database(location, access);
        if (access == Access::ReadWrite && database::isLeft(database)) {
            if (movesNow(file, location)) {
                return openProject(folderOrFile, missingColumns);
            }
            database::takeBack(database);  // the configuration names it
        }
        // A database that has no table of samples yet gets all of them in any case.
        const bool add =
            missingColumns == MissingColumns::Added || database::SamplesTable(database).columnNames().empty();
        database::migrate(database, add ? config.sampleColumns : std::vector<config::SampleColumn>(),
                          config.backupFolder);
    }
    return Project(std::move(config), access);
}

fs::path findProject(const std::optional<fs::path>& said, const config::UserConfig& user)
{
    if (said) {
        return *said;
    }
    if (const auto project = fromEnvironment("AURORA_PROJECT")) {
        return *project;
    }
    if (user.sharedConfigPath) {
        return *user.sharedConfigPath;
    }
    throw UsageError("No project is open. Name one with --project DIR or the environment variable AURORA_PROJECT, or "
                     "open one with \"connect DIR\" (a new one: \"init DIR\").");
}

fs::path userConfigPath()
{
    if (auto said = fromEnvironment("AURORA_USER_CONFIG")) {
        return *said;
    }
    // What AppConfigLocation is for a program of this name without an organisation, whatever QCoreApplication was told.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return pathFromText(folder.toStdString()) / applicationName / "config.json";
}

void rememberProject(const Project& project)
{
    config::UserConfig user = config::readUserConfig(userConfigPath());
    config::rememberProject(user, project.config().file);
    config::writeUserConfig(user);
}

}  // namespace aurora::services
