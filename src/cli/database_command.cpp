// database: copies of it, and the way back.
#include "aurora/core/file.h"
#include "aurora/services/backups.h"
#include "aurora/services/database_copy.h"
#include "commands.h"

namespace aurora::cli {

namespace {

struct CopyOptions
{
    std::string to;
    bool use = false;
};

struct BackupOptions
{
};

struct RestoreOptions
{
    std::string file;
    bool yes = false;
};

int runCopy(const CopyOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    return context.print(services::copyProjectDatabase(
        project, options.to, options.use ? services::UseCopy::Yes : services::UseCopy::No, progress));
}

int runBackup(const BackupOptions& /*options*/, const Context& context)
{
    const services::Project project = context.openProject();
    TerminalProgress progress(context.quiet);
    const std::filesystem::path file = services::backUpDatabase(project, progress);
    return context.print({{{pathText(file), "the database as it is now", {}}}, {}, {}});
}

int runRestore(const RestoreOptions& options, const Context& context)
{
    const services::Project project = context.openProject();
    const services::RestorePlan plan =
        services::planRestore(project, pathOrNameIn(project.config().backupFolder, options.file));
    if (!options.yes) {
        services::Report report = services::describeRestore(plan);
        report.skipped.swap(report.done);
        report.failed.push_back({options.file,
                                 "Nothing was restored. What stands under \"now\" would be replaced, after a backup of "
                                 "it. Say --yes if that is meant.",
                                 {}});
        return context.print(report);
    }
    TerminalProgress progress(context.quiet);
    return context.print(services::restoreBackup(project, plan, progress));
}

}  // namespace

void addDatabase(CLI::App& root, Action& chosen)
{
    CLI::App* const database = root.add_subcommand("database", "Copy, back up and restore the project's database");
    database->require_subcommand(1);
    database->fallthrough();
    const auto [copy, copyOptions] = addCommand<CopyOptions>(
        *database, chosen, "copy", "Copy it to a database server, or to an SQLite file", runCopy);
    copy->add_option("--to", copyOptions->to,
                     "postgresql://[user@]host[:port]/name, or a file that is not there yet, from the current folder")
        ->required();
    copy->add_flag("--use", copyOptions->use, "Have shared_config.json name the copy from then on");
    addCommand<BackupOptions>(*database, chosen, "backup", "Write a copy of it into the backup folder", runBackup);
    const auto [restore, restoreOptions] = addCommand<RestoreOptions>(
        *database, chosen, "restore", "Put a backup in its place, after a backup of what is there", runRestore);
    restore
        ->add_option("FILE", restoreOptions->file,
                     "A file of the backup folder by its name, or the path of one elsewhere")
        ->required();
    restore->add_flag("--yes", restoreOptions->yes, "Do it; else only what would be replaced is told");
}

}  // namespace aurora::cli
