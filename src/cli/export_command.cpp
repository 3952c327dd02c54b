// export: data of samples for others.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/services/batches.h"
#include "aurora/services/export_samples.h"
#include "commands.h"

#include <array>
#include <iostream>

namespace aurora::cli {

namespace {

constexpr const char* crateFormat = "rocrate";

struct ExportOptions
{
    std::vector<std::string> samples;
    std::vector<std::string> batches;
    std::string output;
    std::vector<std::string> formats;
    std::vector<std::string> with;
    bool zip = false;
    bool keep = false;
    std::string title;
    std::vector<std::string> authors;
    std::string licence;
    std::string doi;
};

struct FormatName
{
    const char* name;
    services::SeriesFormat format;
};

constexpr std::array formatNames{
    FormatName{"csv", services::SeriesFormat::Csv}, FormatName{"xlsx", services::SeriesFormat::Xlsx},
    FormatName{"h5", services::SeriesFormat::Hdf5}, FormatName{"bdf", services::SeriesFormat::Bdf}};

bool contains(const std::vector<std::string>& names, const char* name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The samples that were named, then those of the batches.
std::vector<std::string> samplesOf(const ExportOptions& options, const services::Project& project)
{
    std::vector<std::string> samples = options.samples;
    if (!options.batches.empty()) {
        const auto database = project.openDatabase();
        for (const std::string& batch : options.batches) {
            const std::vector<std::string> members = services::samplesOfBatch(*database, batch);
            samples.insert(samples.end(), members.begin(), members.end());
        }
    }
    return samples;
}

services::ExportContents contentsOf(const ExportOptions& options)
{
    services::ExportContents contents;
    for (const FormatName& entry : formatNames) {
        if (contains(options.formats, entry.name)) {
            contents.series.insert(entry.format);
        }
    }
    contents.impedance = contains(options.with, "impedance");
    contents.cycles = contains(options.with, "cycles");
    contents.metadata = contains(options.with, "metadata");
    if (options.formats.empty() && !contents.any()) {
        contents.series = {services::SeriesFormat::Csv};
    }
    return contents;
}

/// The user's template, with what was said this time.
services::CrateDescription descriptionOf(const ExportOptions& options)
{
    services::CrateDescription description = services::crateTemplate();
    const auto say = [](std::string& value, const std::string& said) {
        if (!said.empty()) {
            value = said;
        }
    };
    say(description.title, options.title);
    say(description.licence, options.licence);
    say(description.doi, options.doi);
    if (!options.authors.empty()) {
        description.authors.clear();
        for (const std::string& author : options.authors) {
            description.authors.push_back(services::authorFromText(author));
        }
    }
    return description;
}

/// `-o` names a folder; one that ends in .zip is the file itself.
void setTarget(services::ExportRequest& request, const ExportOptions& options, const services::Project& project)
{
    const std::filesystem::path output = options.output.empty() ? "." : pathFromText(options.output);
    const bool isZip = lowerCase(pathText(output.extension())) == ".zip";
    request.name = services::exportName(project, request.samples,
                                        options.batches.size() == 1 && options.samples.empty() ? options.batches.front()
                                                                                               : std::string());
    request.target = output;
    if (options.zip || isZip) {
        request.packing = services::ExportRequest::Packing::Zip;
        request.target = isZip ? output
                               : output / pathFromText(request.crate ? services::crateFileName(request.name)
                                                                     : request.name + ".zip");
    }
}

Json filesJson(const services::ExportResult& result)
{
    Json files = Json::array();
    for (const services::ExportedFile& file : result.files) {
        files.push_back({{"sample", file.sample.empty() ? Json() : Json(file.sample)},
                         {"file", pathText(file.file)},
                         {"rows", file.rows}});
    }
    return {{"files", std::move(files)}, {"archive", result.archive.empty() ? Json() : Json(pathText(result.archive))}};
}

int runExport(const ExportOptions& options, const Context& context)
{
    if (options.samples.empty() && options.batches.empty()) {
        throw UsageError("Name the samples to be exported, or a batch with --batch.");
    }
    const services::Project project = context.openProject();
    services::ExportRequest request;
    request.samples = samplesOf(options, project);
    request.contents = contentsOf(options);
    request.crate = contains(options.formats, crateFormat);
    request.existing = options.keep ? services::Existing::Keep : services::Existing::Replace;
    if (request.crate) {
        request.description = descriptionOf(options);
    }
    setTarget(request, options, project);
    TerminalProgress progress(context.quiet);
    const services::ExportResult result = services::exportSamples(project, request, progress);
    const int status = context.print(result.report, filesJson(result));
    if (!result.archive.empty()) {
        context.say("Archive: " + pathText(result.archive));
    }
    if (result.files.empty() && result.report.ok()) {
        std::cerr << "Nothing was written: no sample has data of the chosen kinds.\n";
        return somethingFailed;
    }
    return status;
}

}  // namespace

void addExport(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<ExportOptions>(root, chosen, "export", "Data of samples for others: a file a sample", runExport);
    command->add_option("SAMPLE", options->samples, "Sample IDs");
    command->add_option("--batch", options->batches, "Samples of this batch, too; may be given several times")
        ->allow_extra_args(false)
        ->take_all();
    command->add_option("-o,--output", options->output, "Folder to write to (else the current one), or a .zip file");
    command
        ->add_option("--format", options->formats,
                     "csv (default), xlsx, h5, bdf (Battery Data Format), or rocrate: a zip of all there is of the "
                     "samples; several with commas, or the option several times")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(CLI::IsMember({"csv", "xlsx", "h5", "bdf", crateFormat}));
    command
        ->add_option("--with", options->with,
                     "impedance, cycles (the per-cycle table), metadata (sample row and provenance) besides")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->take_all()
        ->check(CLI::IsMember({"impedance", "cycles", "metadata"}));
    command->add_flag("--zip", options->zip, "Everything into one zip, not into a folder");
    command->add_flag("--keep-existing", options->keep, "Fail where a file is there already (else it is replaced)");
    command->add_option("--title", options->title,
                        "Title of the RO-Crate; this and the following else as kept in the "
                        "window");
    command->add_option("--author", options->authors, "\"Name; institution; ORCID\"; once for every author")
        ->allow_extra_args(false)
        ->take_all();
    command->add_option("--licence", options->licence, "Licence of the data: CC-BY-4.0, an address or any text");
    command->add_option("--doi", options->doi, "DOI of the data");
}

}  // namespace aurora::cli
