// plot: the window's charts as pictures.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/services/batch_averages.h"
#include "aurora/services/batches.h"
#include "aurora/services/cycle_ranges.h"
#include "aurora/services/options.h"
#include "commands.h"

#include <algorithm>
#include <iterator>

namespace aurora::cli {

namespace {

using Chart = services::PlotRequest::Chart;

struct PlotOptions
{
    std::vector<std::string> names;  ///< samples, files, or one batch
    std::string chart;
    std::string x;
    std::vector<std::string> y;
    std::string cycles;
    std::string size;  ///< empty: what suits the kind of picture
    std::string theme = "light";
    std::string output;
    std::string colourBy;
    std::string styleBy;
    bool average = false;
};

struct ChartName
{
    const char* name;
    Chart chart;
};

constexpr std::array chartNames{ChartName{"time", Chart::Time},
                                ChartName{"cycles", Chart::Cycles},
                                ChartName{"one-cycle", Chart::OneCycle},
                                ChartName{"impedance", Chart::Impedance},
                                ChartName{"correlation", Chart::Correlation},
                                ChartName{"scatter", Chart::Scatter}};

Chart chartFromName(const std::string& name)
{
    for (const ChartName& entry : chartNames) {
        if (name == entry.name) {
            return entry.chart;
        }
    }
    throw UsageError("\"" + name + "\" is no chart.");
}

std::optional<services::PlotRequest::PixelSize> sizeFromText(const std::string& text)
{
    if (text.empty()) {
        return std::nullopt;
    }
    constexpr std::int64_t maximum = 20000;
    const std::vector<std::string> parts = split(text, 'x');
    const auto width = parts.size() == 2 ? parseInteger(parts[0]) : std::nullopt;
    const auto height = width ? parseInteger(parts[1]) : std::nullopt;
    if (!height || *width < 1 || *height < 1 || *width > maximum || *height > maximum) {
        throw UsageError("--size " + text + " is not a size. Write it as 1600x900, in pixels.");
    }
    return services::PlotRequest::PixelSize{.width_px = static_cast<int>(*width),
                                            .height_px = static_cast<int>(*height)};
}

services::PlotRequest requestOf(const PlotOptions& options)
{
    services::PlotRequest request;
    request.chart = chartFromName(options.chart);
    request.x = options.x;
    request.y = options.y;
    request.cycles = services::parseCycleRanges(options.cycles);
    request.size = sizeFromText(options.size);
    request.theme = options.theme == "dark" ? services::PlotRequest::Theme::Dark : services::PlotRequest::Theme::Light;
    request.output = pathFromText(options.output);
    request.colourBy = options.colourBy;
    request.styleBy = options.styleBy;
    request.average = options.average;
    const bool grouped = !options.colourBy.empty() || !options.styleBy.empty() || options.average;
    if (grouped && request.chart != Chart::Cycles) {
        throw UsageError("--colour-by, --style-by and --average are for --chart cycles.");
    }
    return request;
}

/// Why a sample cannot be in the chart; empty when it can.
std::string whyNotDrawn(const services::SampleCurves& curves, Chart chart)
{
    if (curves.note.empty() && chart == Chart::Impedance && curves.impedance.size() == 0) {
        return "it has no impedance data.";
    }
    return curves.note;
}

int draw(services::PlotRequest& request, services::Report report, const Context& context)
{
    for (const services::SampleCurves& curves : request.samples) {
        if (const std::string why = whyNotDrawn(curves, request.chart); !why.empty()) {
            report.failed.push_back({curves.label, why, {}});
        }
    }
    std::erase_if(request.samples,
                  [&](const services::SampleCurves& curves) { return !whyNotDrawn(curves, request.chart).empty(); });
    if (!request.samples.empty()) {
        context.renderPlot(request);
        report.done.push_back({pathText(request.output),
                               "drawn for " + std::to_string(request.samples.size()) +
                                   (request.samples.size() == 1 ? " sample" : " samples"),
                               {}});
    }
    return context.print(report);
}

int plotSamples(services::PlotRequest request, const std::vector<std::string>& samples,
                const services::Project& project, const Context& context)
{
    request.timeZone = project.timeZone();
    const auto database = project.openDatabase();
    services::Report report;
    for (const std::string& sample : samples) {
        try {
            if (database->query("SELECT 1 FROM samples WHERE \"Sample ID\" = ?", {sample}).rows.empty()) {
                throw Error("there is no sample of this name in the project.");
            }
            request.samples.push_back(services::loadSampleCurves(project, SampleId(sample), services::Detail::Full));
            if (!request.colourBy.empty() || !request.styleBy.empty()) {
                services::addSampleRow(request.samples.back(), project, *database);
            }
        } catch (const Error& error) {
            report.failed.push_back({sample, error.what(), error.cause()});
        }
    }
    return draw(request, std::move(report), context);
}

int runSamples(const PlotOptions& options, const Context& context)
{
    return plotSamples(requestOf(options), options.names, context.openProject(), context);
}

int runBatch(const PlotOptions& options, const Context& context)
{
    services::PlotRequest request = requestOf(options);
    const services::Project project = context.openProject();
    const auto database = project.openDatabase();
    return plotSamples(std::move(request), services::samplesOfBatch(*database, options.names.front()), project,
                       context);
}

int runFiles(const PlotOptions& options, const Context& context)
{
    services::PlotRequest request = requestOf(options);
    formats::ReadOptions read;
    read.timeZone = services::defaultTimeZone(pathFromText(context.project));
    request.timeZone = read.timeZone;
    TerminalProgress progress(context.quiet);
    services::Report report;
    std::vector<std::filesystem::path> files;
    std::transform(options.names.begin(), options.names.end(), std::back_inserter(files), pathFromText);
    const std::vector<std::string> labels = services::fileLabels(files);
    for (std::size_t file = 0; file < files.size(); ++file) {
        try {
            request.samples.push_back(services::loadFileCurves(files[file], read, progress));
            request.samples.back().label = labels[file];
        } catch (const Error& error) {
            report.failed.push_back({options.names[file], error.what(), error.cause()});
        }
    }
    return draw(request, std::move(report), context);
}

CLI::Option* addPlotOptions(CLI::App& command, PlotOptions& options, const char* names, const char* description)
{
    std::vector<std::string> charts;
    for (const ChartName& entry : chartNames) {
        charts.emplace_back(entry.name);
    }
    command.add_option("--chart", options.chart, "Which chart")->required()->check(CLI::IsMember(charts));
    command.add_option("--x", options.x, "Column of the x axis");
    command.add_option("--y", options.y, "Column of the y axis; may be given several times")->take_all();
    command.add_option("--cycles", options.cycles, "Cycles of the one-cycle chart: 1-3,10");
    command.add_option("--size", options.size, "Width x height in pixels [PNG: 1600x900; PDF, SVG: 170 mm wide]");
    command.add_option("--theme", options.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    command.add_option("-o,--output", options.output, "Picture file: .png, .svg or .pdf")->required();
    return command.add_option(names, options.names, description)->required();
}

}  // namespace

void addPlot(CLI::App& root, Action& chosen)
{
    CLI::App* const plot = root.add_subcommand("plot", "Draw the window's charts into a picture");
    plot->require_subcommand(1);
    plot->fallthrough();
    const auto [samples, sampleOptions] =
        addCommand<PlotOptions>(*plot, chosen, "samples", "Charts of samples", runSamples);
    addPlotOptions(*samples, *sampleOptions, "SAMPLE", "Sample IDs");
    const auto [batch, batchOptions] = addCommand<PlotOptions>(*plot, chosen, "batch", "Charts of a batch", runBatch);
    addPlotOptions(*batch, *batchOptions, "NAME", "Name of the batch")->expected(1);
    batch->add_option("--colour-by", batchOptions->colourBy, "Column of the samples whose values have a colour each");
    batch->add_option("--style-by", batchOptions->styleBy, "Column of the samples whose values have a style each");
    batch->add_flag("--average", batchOptions->average, "Mean and standard deviation of each group, not its samples");
    const auto [files, fileOptions] =
        addCommand<PlotOptions>(*plot, chosen, "file", "Charts of vendor files, without a project", runFiles);
    addPlotOptions(*files, *fileOptions, "FILE", "Vendor files");
}

}  // namespace aurora::cli
