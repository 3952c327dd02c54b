#include "aurora/services/test_harvester.h"

#include "aurora/core/error.h"
#include "aurora/services/harvested_files.h"
#include "aurora/services/preferences.h"
#include "raw_files.h"

#include <algorithm>
#include <memory>

namespace aurora::services {

namespace {

using cyclers::TestStep;

const config::HarvestedFolder& configuredFolder(const Lab& lab, HarvesterKind kind, const std::string& label)
{
    const config::Harvesters& harvesters = lab.project().config().harvesters;
    const std::vector<config::HarvestedFolder>& folders =
        kind == HarvesterKind::EcLab ? harvesters.eclab : harvesters.neware;
    const auto found = std::find_if(folders.begin(), folders.end(),
                                    [&label](const config::HarvestedFolder& folder) { return folder.label == label; });
    if (found == folders.end()) {
        throw Error("There is no harvested folder \"" + label + "\" in the project.");
    }
    return *found;
}

std::string counted(std::size_t count, const std::string& what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string recordingsFound(std::size_t count, HarvesterKind kind)
{
    if (count > 0) {
        return counted(count, "recording");
    }
    return kind == HarvesterKind::EcLab ? "none yet: EC-Lab's end in .mpr"
                                        : "none yet: Neware's end in .ndax, .nda or .xlsx";
}

TestStep passed(const TestStep& step, const std::string& message)
{
    return {.name = step.name, .outcome = TestStep::Outcome::Passed, .message = message};
}

TestStep failed(const TestStep& step, const Error& error)
{
    return {.name = step.name, .outcome = TestStep::Outcome::Failed, .message = error.what(), .cause = error.cause()};
}

/// Where the folder is, for the step that has nothing else to tell.
std::string placeOf(const FolderToHarvest& folder)
{
    return folder.place == FolderToHarvest::Place::Here ? "a folder of this PC" : folder.hostname;
}

}  // namespace

HarvesterTest testHarvester(Lab& lab, HarvesterKind kind, const std::string& label, Progress& progress)
{
    const config::HarvestedFolder& configured = configuredFolder(lab, kind, label);
    TestStep connection{.name = "connection", .message = {}};
    TestStep listing{.name = "folder", .message = {}};
    TestStep recordings{.name = "recordings", .message = {}};
    HarvesterTest test;
    test.keyDoubt = configured.access ? whyNoPrivateKey(lab.user()) : std::string();
    bool canConnect = false;
    try {
        const FolderToHarvest folder = folderToHarvest(kind, configured, rawFilesFolder(lab.user()));
        const std::shared_ptr<remote::Host> host = lab.harvestHost(configured);
        canConnect = true;
        const std::vector<remote::RemoteFile> files = host->list(folder.folder, progress);
        connection = passed(connection, placeOf(folder));
        listing = passed(listing, counted(files.size(), "file"));
        recordings = passed(recordings, recordingsFound(recordingsIn(files, kind).size(), kind));
    } catch (const remote::ConnectionError& error) {
        connection = failed(connection, error);
        if (error.problem() == remote::ConnectionProblem::HostKeyUnknown) {
            test.hostKeyFingerprint = error.fingerprint();
            test.hostKeyComputer = error.computer();
        }
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        if (canConnect) {
            connection = passed(connection, {});
            listing = failed(listing, error);
        } else {
            connection = failed(connection, error);
        }
    }
    test.steps.steps = {connection, listing, recordings};
    return test;
}

}  // namespace aurora::services
