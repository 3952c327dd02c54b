#pragma once

#include "aurora/config/shared_config.h"
#include "aurora/config/user_config.h"
#include "aurora/core/sample_id.h"
#include "aurora/database/database.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace aurora::services {

/// An open project: configuration and folders. A cheap value that can be handed to other threads; each thread opens its
/// own database connection.
class Project
{
public:
    explicit Project(config::SharedConfig config, database::Access access);

    [[nodiscard]] const config::SharedConfig& config() const noexcept { return *m_config; }

    [[nodiscard]] std::filesystem::path
    folder() const;                          ///< where shared_config.json stands (or its parent for database/)
    [[nodiscard]] std::string name() const;  ///< last part of folder()

    [[nodiscard]] const std::string& timeZone() const noexcept { return m_config->timeZone; }

    [[nodiscard]] bool readOnly() const noexcept { return m_access == database::Access::ReadOnly; }

    /// `<Processed snapshots folder>/<run>/<sample>/`
    [[nodiscard]] std::filesystem::path sampleFolder(const SampleId& sample) const;

    [[nodiscard]] database::Location databaseLocation() const;
    [[nodiscard]] std::unique_ptr<database::Database> openDatabase() const;

private:
    std::shared_ptr<const config::SharedConfig> m_config;
    database::Access m_access;
};

/// Makes a new project in the folder, with an SQLite file or in an empty database of a PostgreSQL server.
/// @throws Error when the folder has a shared_config.json already, or the database has tables
[[nodiscard]] Project initProject(const std::filesystem::path& folder,
                                  const std::optional<config::DatabaseServer>& server = std::nullopt);

/// What opening does about configured columns that the table of samples lacks.
enum class MissingColumns
{
    Added,
    Left  ///< for who looks at them or adds them himself (columns.h)
};

/// Opens a project: reads and validates the configuration, backs up and migrates the database when needed. A project
/// that cannot be written opens read-only.
/// @param folderOrFile  project folder or its JSON file
[[nodiscard]] Project openProject(const std::filesystem::path& folderOrFile,
                                  MissingColumns missingColumns = MissingColumns::Added);

/// Where the project is: what the user said, else AURORA_PROJECT, else the last opened one in the user file.
/// @throws UsageError telling the three ways when there is none
[[nodiscard]] std::filesystem::path findProject(const std::optional<std::filesystem::path>& said,
                                                const config::UserConfig& user);

/// AURORA_USER_CONFIG, else config.json in the folder for configuration of this user and program.
[[nodiscard]] std::filesystem::path userConfigPath();

/// Writes the project into the user file as the one last opened (init, connect and opening in the window do).
void rememberProject(const Project& project);

}  // namespace aurora::services
