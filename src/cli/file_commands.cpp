// inspect, convert: vendor files without a project.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/services/convert.h"
#include "aurora/services/options.h"
#include "commands.h"
#include "inspect_text.h"

#include <iostream>

namespace aurora::cli {

namespace {

struct InspectOptions
{
    std::vector<std::string> files;
    std::string timeZone;
};

struct ConvertOptions
{
    std::vector<std::string> files;
    std::string folder;
    std::string format = "h5";
    bool allColumns = false;
    std::string cycleMode = "chg";
    std::string timeZone;
};

/// `--time-zone`, else that of the project given with --project or AURORA_PROJECT, else Europe/Zurich.
std::string timeZoneOf(const std::string& said, const Context& context)
{
    const std::string zone = said.empty() ? services::defaultTimeZone(pathFromText(context.project)) : said;
    if (!isTimeZone(zone)) {
        throw UsageError("\"" + zone + "\" is not a time zone. Names look like Europe/Zurich.");
    }
    return zone;
}

std::vector<std::filesystem::path> paths(const std::vector<std::string>& texts)
{
    std::vector<std::filesystem::path> all;
    for (const std::string& text : texts) {
        all.push_back(pathFromText(text));
    }
    return all;
}

int runInspect(const InspectOptions& options, const Context& context)
{
    formats::ReadOptions read;
    read.timeZone = timeZoneOf(options.timeZone, context);
    Json documents = Json::array();
    int status = allDone;
    for (const std::string& file : options.files) {
        try {
            documents.push_back(services::inspectFile(pathFromText(file), read));
        } catch (const Error& error) {
            std::cerr << error.what() << '\n';
            status = somethingFailed;
        }
    }
    if (context.json) {
        for (Json& document : documents) {
            document["parameters_readable"] = services::readableParameters(document);
        }
        printJson(documents);
        return status;
    }
    for (const Json& document : documents) {
        std::cout << inspectText(document, services::readableParameters(document)) << '\n';
    }
    return status;
}

int runConvert(const ConvertOptions& options, const Context& context)
{
    formats::ReadOptions read;
    read.timeZone = timeZoneOf(options.timeZone, context);
    read.allColumns = options.allColumns ? formats::AllColumns::Yes : formats::AllColumns::No;
    read.cycleMode = services::cycleModeFromName(options.cycleMode);
    const auto format = options.format == "csv" ? services::FileFormat::Csv : services::FileFormat::Hdf5;
    TerminalProgress progress(context.quiet);
    return context.print(
        services::convertFiles(paths(options.files), pathFromText(options.folder), format, read, progress));
}

}  // namespace

void addInspect(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<InspectOptions>(root, chosen, "inspect", "Tell what is in a file", runInspect);
    command->add_option("FILE", options->files, "Vendor files, or .h5 and cycles.*.json of this program")->required();
    command->add_option("--time-zone", options->timeZone, "IANA zone of local times in the file");
}

void addConvert(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<ConvertOptions>(root, chosen, "convert", "Vendor file to HDF5 or CSV", runConvert);
    command->add_option("FILE", options->files, "Vendor files")->required();
    command->add_option("-o,--output", options->folder, "Folder to write to (else the current one)");
    command->add_option("--format", options->format, "h5 or csv")->check(CLI::IsMember({"h5", "csv"}));
    command->add_flag("--all-columns", options->allColumns, "Every column of the file, by the vendor's names");
    command->add_option("--cycle-mode", options->cycleMode, "How Neware cycles are counted")
        ->check(CLI::IsMember({"chg", "dchg", "auto", "raw"}));
    command->add_option("--time-zone", options->timeZone, "IANA zone of local times in the file");
}

}  // namespace aurora::cli
