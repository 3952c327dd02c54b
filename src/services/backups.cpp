#include "aurora/services/backups.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/copy.h"
#include "aurora/database/daemon_table.h"
#include "aurora/database/migrations.h"
#include "aurora/database/moved.h"
#include "leftovers.h"
#include "wording.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* ending = ".db";
constexpr std::string_view nightly = "nightly";

/// What stands before the moment in a backup's name, `database.before-restore.2026-01-31T12-00-00Z.db`.
std::string whatOf(const fs::path& file)
{
    const fs::path withoutMoment = file.stem().stem();
    std::string what = pathText(withoutMoment.extension());
    return what.empty() ? what : what.substr(1);
}

/// When a backup was made, as its name says; copies of it have other times of the file.
std::optional<double> momentOf(const fs::path& file)
{
    std::string text = pathText(file.stem().extension());  // .2026-01-31T12-00-00Z~2
    text = text.substr(0, text.find('~'));
    constexpr std::size_t dateLength = std::string_view(".2026-01-31T").size();
    if (text.size() <= dateLength) {
        return std::nullopt;
    }
    std::replace(text.begin() + dateLength, text.end(), '-', ':');
    return parseTimestamp(text.substr(1), "UTC");
}

/// Whether a file is of the nightly backups of the same database, which may share the folder with others.
bool isOfNightsLike(const fs::path& newest, const fs::path& file)
{
    const std::string name = pathText(newest.filename());
    const std::string mark = "." + std::string(nightly) + ".";
    const std::string beginning = name.substr(0, name.rfind(mark) + mark.size());
    return pathText(file.filename()).compare(0, beginning.size(), beginning) == 0;
}

std::string dayOf(double moment_uts, const std::string& timeZone)
{
    const std::string text = formatTimestamp(moment_uts, timeZone);
    return text.substr(0, text.find(' '));
}

/// @throws Error when it is no database that this program made or can bring up to date
void validate(const database::Database& backup)
{
    const std::string damage = backup.damage();
    if (!damage.empty()) {
        throw Error(backup.place() + ": this backup is damaged (" + damage +
                    "). Nothing was changed. Choose another one.");
    }
    if (!backup.hasTable("samples")) {
        throw Error(backup.place() + ": this is no backup of a project: it has no table of samples. Nothing was "
                                     "changed.");
    }
    if (database::schemaVersion(backup) > database::newestSchemaVersion()) {
        throw Error(backup.place() +
                    ": this backup was made by a newer program. Nothing was changed. Install the newer "
                    "program.");
    }
}

RestorePlan::TableRows& rowOf(RestorePlan& plan, const std::string& table)
{
    const auto found = std::find_if(plan.tables.begin(), plan.tables.end(),
                                    [&](const RestorePlan::TableRows& rows) { return rows.name == table; });
    return found != plan.tables.end() ? *found : plan.tables.emplace_back(RestorePlan::TableRows{table, {}, {}});
}

/// The daemon of today goes on, and one of the past does not come back.
void keepDaemon(database::Database& database, const std::optional<database::DaemonRow>& daemon)
{
    database.write([&] {
        database.execute("DELETE FROM daemon");
        if (daemon) {
            static_cast<void>(database::DaemonTable(database).claim(*daemon, 0));
        }
    });
}

/// Backs up what is there and replaces it by the draft; again where somebody wrote between the two. @return the backup
fs::path replaceBackedUp(const Project& project, database::Database& database, const fs::path& draft,
                         Progress& progress)
{
    constexpr int mostTries = 5;
    for (int tries = 0; tries < mostTries; ++tries) {
        progress.throwIfCancelled();
        const std::int64_t state = database::stateOf(database);
        if (database::isLeft(database)) {
            throw Error(database.place() +
                        ": the project has moved to another database. Nothing was replaced here. Open "
                        "the project again.");
        }
        fs::path backup = database::backUpBefore("restore", database, project.config().backupFolder, progress);
        {
            database::Database copy(draft, database::Access::ReadWrite);
            keepDaemon(copy, database::DaemonTable(database).current());
        }
        if (database::restoreDatabase(draft, database, state, progress)) {
            return backup;
        }
        std::error_code ignored;
        fs::remove(backup, ignored);
    }
    throw Error("Other programs keep writing to " + database.place() +
                ". Nothing was replaced. Close them, the daemon first, and restore again.");
}

std::string rowsText(const RestorePlan::TableRows& table)
{
    if (!table.inFile) {
        return countText(table.now.value_or(0), "row") + " now, not in the backup";
    }
    if (!table.now) {
        return "not there now, " + countText(*table.inFile, "row") + " in the backup";
    }
    return countText(*table.now, "row") + " now, " + std::to_string(*table.inFile) + " in the backup";
}

}  // namespace

std::vector<Backup> listBackups(const Project& project)
{
    std::vector<Backup> backups;
    std::error_code code;
    for (fs::directory_iterator entry(project.config().backupFolder, code), end; !code && entry != end;
         entry.increment(code))
    {
        std::error_code gone;
        if (entry->path().extension() == ending && entry->is_regular_file(gone)) {
            const std::uintmax_t bytes = entry->file_size(gone);
            if (!gone) {
                const std::optional<double> moment = momentOf(entry->path());
                backups.push_back(
                    {entry->path(), whatOf(entry->path()), moment ? *moment : modifiedUts(entry->path()), bytes});
            }
        }
    }
    std::sort(backups.begin(), backups.end(), [](const Backup& a, const Backup& b) {
        return a.made_uts != b.made_uts ? a.made_uts > b.made_uts : b.file < a.file;
    });
    return backups;
}

fs::path backUpDatabase(const Project& project, Progress& progress)
{
    return database::backUp("backup", *project.openDatabase(), project.config().backupFolder, progress);
}

Report backUpNightly(const Project& project, Progress& progress)
{
    Report report;
    const int kept = project.config().daemon.backupsKept;
    if (kept == 0) {
        return report;
    }
    removeLeftovers(project.config().backupFolder);
    const fs::path newest = database::backUp(nightly, *project.openDatabase(), project.config().backupFolder, progress);
    report.done.push_back({pathText(newest), "the database as it is now", {}});
    // Of a day the last one is kept, and the one just made whatever the clock says of the others.
    std::set<std::string> days{dayOf(momentOf(newest).value_or(nowUts()), project.timeZone())};
    for (const Backup& backup : listBackups(project)) {
        if (!isOfNightsLike(newest, backup.file) || !momentOf(backup.file) ||
            backup.file.filename() == newest.filename() ||
            (std::ssize(days) < kept && days.insert(dayOf(backup.made_uts, project.timeZone())).second))
        {
            continue;
        }
        std::error_code code;
        if (!fs::remove(backup.file, code) && code) {
            report.failed.push_back({pathText(backup.file),
                                     pathText(backup.file) + ": this old backup cannot be deleted.", code.message()});
        }
    }
    return report;
}

RestorePlan planRestore(const Project& project, const fs::path& file)
{
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
        throw Error(pathText(file) + ": there is no such backup. Nothing was changed.");
    }
    const auto now = project.openDatabase();
    const auto* const own = std::get_if<fs::path>(&now->location());
    if (own != nullptr && fs::equivalent(file, *own, ignored)) {
        throw Error(pathText(file) + ": this is the database of the project itself, not a backup.");
    }
    const database::Database backup(file, database::Access::ReadOnly);
    validate(backup);
    RestorePlan plan{.file = file, .tables = {}};
    for (const database::TableSize& table : database::tableSizes(*now)) {
        rowOf(plan, table.name).now = table.rows;
    }
    for (const database::TableSize& table : database::tableSizes(backup)) {
        rowOf(plan, table.name).inFile = table.rows;
    }
    return plan;
}

Report describeRestore(const RestorePlan& plan)
{
    Report report;
    for (const RestorePlan::TableRows& table : plan.tables) {
        report.done.push_back({table.name, rowsText(table), {}});
    }
    return report;
}

Report restoreBackup(const Project& project, const RestorePlan& plan, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: its database cannot be replaced.");
    }
    const auto database = project.openDatabase();
    // The schema of this program and the daemon of today are in it before anybody sees it.
    makeFolder(project.config().backupFolder);
    removeLeftovers(project.config().backupFolder);
    const TemporaryFile draft(project.config().backupFolder / "restore.db");
    database::copyDatabase(database::Database(plan.file, database::Access::ReadOnly), draft.path(), progress);
    {
        database::Database copy(draft.path(), database::Access::ReadWrite);
        validate(copy);  // it may have changed since it was looked at
        database::takeBack(copy);
        database::migrateCopy(copy, project.config().sampleColumns);
    }
    const fs::path before = replaceBackedUp(project, *database, draft.path(), progress);
    Report report = describeRestore(plan);
    report.done.push_back({pathText(plan.file), "restored", {}});
    report.done.push_back({pathText(before), "the database as it was before", {}});
    return report;
}

}  // namespace aurora::services
