#include "aurora/services/database_copy.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/time.h"
#include "aurora/database/copy.h"
#include "aurora/database/moved.h"
#include "aurora/services/daemon.h"
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

void copyTo(const Project& project, const database::Location& location, Report& report, Progress& progress)
{
    const auto database = project.openDatabase();
    for (const database::TableSize& table : database::copyDatabase(*database, location, progress)) {
        report.done.push_back({table.name, countText(table.rows, "row") + " copied", {}});
    }
    // A daemon that runs has the old one. None has the copy yet.
    database::Database copy(location, database::Access::ReadWrite);
    database::takeBack(copy);  // a copy of what a project has left is nobody's
    if (copy.hasTable("daemon")) {
        copy.write([&] { copy.execute("DELETE FROM daemon"); });
    }
    report.done.push_back({copy.place(), "holds a copy of " + database->place(), {}});
}

void refuseDaemon(const Project& project)
{
    if (const auto daemon = currentDaemon(project); daemon && isAlive(*daemon, nowUts())) {
        throw Error("The daemon of the project runs on " + daemon->host + " (process " +
                    std::to_string(daemon->process) + ") and showed life at " +
                    formatTimestamp(daemon->heartbeat_uts, project.timeZone()) +
                    ". Nothing was copied. End it first, and start it again afterwards; if it was killed, try again "
                    "two minutes after that.");
    }
}

/// The same database would wait for itself.
void refuseItself(const Project& project, const database::Location& location)
{
    const database::Location own = project.databaseLocation();
    const auto* const from = std::get_if<config::DatabaseServer>(&own);
    const auto* const to = std::get_if<config::DatabaseServer>(&location);
    if (from != nullptr && to != nullptr && config::placeText(*from) == config::placeText(*to)) {
        throw Error(config::placeText(*to) + " is the database of the project already. Nothing was copied.");
    }
}

/// Others write neither while it is copied nor afterwards into what the project has left: nothing they did is missing
/// in the copy.
void moveTo(const Project& project, const database::Location& location, Report& report, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: it cannot be moved to another database.");
    }
    refuseItself(project, location);
    database::refuseUsed(location);  // before others have to wait
    const auto left = project.openDatabase();
    bool isCopied = false;
    try {
        left->write(
            [&] {
                refuseDaemon(project);
                database::markAsLeft(*left);  // which the connection that copies does not see
                copyTo(project, location, report, progress);
                isCopied = true;
            },
            progress);
        useIt(project, location);
    } catch (const Error& error) {
        if (!isCopied) {
            throw;
        }
        database::takeBack(*left);  // the configuration still names it
        throw Error(std::string(error.what()) + " The project stays where it is. There is a copy in " +
                        database::placeText(location) + " that nothing uses: delete it before you try again.",
                    error.cause());
    }
    report.done.push_back(
        {pathText(project.config().file),
         "names " + database::placeText(location) +
             " from now on. Windows that have the project open store nothing until they open it again. "
             "The Python program does not know of the move: do not start it for this project any more.",
         {}});
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
    Report report;
    if (use == UseCopy::No) {
        copyTo(project, location, report, progress);
    } else {
        moveTo(project, location, report, progress);
    }
    return report;
}

}  // namespace aurora::services
