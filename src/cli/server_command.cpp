// server test, server trust: the connection to a lab PC.
#include "aurora/services/lab.h"
#include "aurora/services/test_harvester.h"
#include "commands.h"
#include "open_lab.h"

#include <algorithm>
#include <array>
#include <iostream>

namespace aurora::cli {

namespace {

struct ServerOptions
{
    std::string label;
    std::string fingerprint;
};

using Outcome = cyclers::TestStep::Outcome;

struct OutcomeWord
{
    Outcome outcome;
    const char* word;
};

constexpr std::array outcomeTable{
    OutcomeWord{Outcome::Passed, "passed"},
    OutcomeWord{Outcome::Failed, "failed"},
    OutcomeWord{Outcome::NotTried, "not tried"},
};

const char* wordOf(Outcome outcome)
{
    return std::find_if(outcomeTable.begin(), outcomeTable.end(),
                        [&](const OutcomeWord& word) { return word.outcome == outcome; })
        ->word;
}

/// In their order and on one stream: the step that failed says why those behind it were not tried.
void printSteps(const cyclers::ServerTest& test, const Context& context)
{
    for (const cyclers::TestStep& step : test.steps) {
        const std::string word = wordOf(step.outcome);
        std::cout << step.name << ": " << word << (step.message.empty() ? "" : ": ") << step.message << '\n';
        if (context.verbose && !step.cause.empty()) {
            std::cout << "    " << step.cause << '\n';
        }
    }
}

template <typename Entries>
bool hasLabel(const Entries& entries, const std::string& label)
{
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.label == label; });
}

/// The steps of what `title` says, behind those that are there.
void append(cyclers::ServerTest& all, const std::string& title, cyclers::ServerTest&& one)
{
    for (cyclers::TestStep& step : one.steps) {
        step.name = title + step.name;
        all.steps.push_back(std::move(step));
    }
}

/// The server of this label, and the harvested folders: a lab PC may be both.
cyclers::ServerTest testLabel(services::Lab& lab, const std::string& label, Progress& progress)
{
    const config::SharedConfig& config = lab.project().config();
    cyclers::ServerTest all;
    if (hasLabel(config.harvesters.eclab, label)) {
        append(all, "EC-Lab folder: ", testHarvester(lab, services::HarvesterKind::EcLab, label, progress).steps);
    }
    if (hasLabel(config.harvesters.neware, label)) {
        append(all, "Neware folder: ", testHarvester(lab, services::HarvesterKind::Neware, label, progress).steps);
    }
    if (hasLabel(config.servers, label) || all.steps.empty()) {
        append(all, {}, services::testServer(lab, label, progress));
    }
    return all;
}

int runTest(const ServerOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    const cyclers::ServerTest test = testLabel(*lab, options.label, progress);
    services::Report report;
    Json steps = Json::array();
    for (const cyclers::TestStep& step : test.steps) {
        const std::string word = wordOf(step.outcome);
        steps.push_back({{"step", step.name}, {"outcome", word}, {"message", step.message}});
        auto& items = step.outcome == Outcome::Passed   ? report.done
                      : step.outcome == Outcome::Failed ? report.failed
                                                        : report.skipped;
        items.push_back({step.name, step.message.empty() ? word : step.message, step.cause});
    }
    if (context.json || context.quiet) {
        return context.print(report, {{"steps", std::move(steps)}});
    }
    printSteps(test, context);
    return report.ok() ? allDone : somethingFailed;
}

int runTrust(const ServerOptions& options, const Context& context)
{
    const auto lab = openLab(context);
    TerminalProgress progress(context.quiet);
    const std::string computer = services::trustServer(*lab, options.label, options.fingerprint, progress);
    services::Report report;
    report.done.push_back({options.label, "the host key of " + computer + " is accepted: " + options.fingerprint, {}});
    return context.print(report);
}

}  // namespace

void addServer(CLI::App& root, Action& chosen)
{
    CLI::App* const server = root.add_subcommand("server", "The connection to a lab PC");
    server->require_subcommand(1);
    server->fallthrough();
    const auto [test, testOptions] =
        addCommand<ServerOptions>(*server, chosen, "test", "Try a connection step by step", runTest);
    test->add_option("LABEL", testOptions->label, "Label of the server or of a harvested folder")->required();
    const auto [trust, trustOptions] =
        addCommand<ServerOptions>(*server, chosen, "trust", "Accept the host key of a server", runTrust);
    trust->add_option("LABEL", trustOptions->label, "Label of the server")->required();
    trust->add_option("--fingerprint", trustOptions->fingerprint, "SHA256:…, as the lab's administrator gave it")
        ->required();
}

}  // namespace aurora::cli
