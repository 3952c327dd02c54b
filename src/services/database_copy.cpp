#include "aurora/services/database_copy.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/database/copy.h"
#include "aurora/services/preferences.h"
#include "wording.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

database::Location locationFrom(const std::string& text)
{
    if (const auto server = config::databaseServerFromUrl(text)) {
        return *server;
    }
    if (text.empty() || text.find("://") != std::string::npos) {
        throw UsageError("\"" + text +
                         "\" is neither a file nor an address like "
                         "postgresql://lab@db.example.org:5432/aurora.");
    }
    return fs::absolute(pathFromText(text)).lexically_normal();
}

/// A path in the project is written relative to it, as everything in a new project.
std::string pathIn(const fs::path& configuration, const fs::path& file)
{
    const fs::path relative = file.lexically_relative(configuration.parent_path());
    const bool isInside = !relative.empty() && *relative.begin() != "..";
    return pathText(isInside ? relative : file);
}

void useIt(const Project& project, const database::Location& location)
{
    const fs::path& file = project.config().file;
    const Json before = readConfiguration(file);
    Json after = before;
    if (const auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        config::useDatabaseServer(after, *server);
    } else {
        config::useDatabaseFile(after, pathIn(file, std::get<fs::path>(location)));
    }
    saveConfiguration(ConfigurationFile::Shared, file, before, after);
}

}  // namespace

Report copyProjectDatabase(const Project& project, const std::string& to, UseCopy use, Progress& progress)
{
    database::Location location = locationFrom(to);
    if (auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        // Who has put a password into the shared file of the same server need not type it.
        const auto& known = project.config().databaseServer;
        if (known && known->host == server->host && known->port == server->port && known->user == server->user) {
            server->password = known->password;
        }
    }
    const auto database = project.openDatabase();
    Report report;
    for (const database::TableSize& table : database::copyDatabase(*database, location, progress)) {
        report.done.push_back({table.name, countText(table.rows, "row") + " copied", {}});
    }
    // A daemon that runs has the old one. None has the copy yet.
    database::Database copy(location, database::Access::ReadWrite);
    if (copy.hasTable("daemon")) {
        copy.write([&] { copy.execute("DELETE FROM daemon"); });
    }
    const std::string place = copy.place();
    report.done.push_back({place, "holds a copy of " + database->place(), {}});
    if (use == UseCopy::Yes) {
        useIt(project, location);
        report.done.push_back({pathText(project.config().file),
                               "names " + place + " from now on. Restart programs that have the project open.",
                               {}});
    }
    return report;
}

}  // namespace aurora::services
