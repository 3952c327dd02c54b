#include "analyse_fetched.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/harvest_folder.h"
#include "raw_files.h"

#include <algorithm>
#include <atomic>
#include <memory>

namespace aurora::services {

namespace {

/// The folders of one PC: they are harvested one after the other, over one connection.
struct HostToHarvest
{
    std::shared_ptr<remote::Host> host;
    std::vector<FolderToHarvest> folders;
    std::vector<FolderHarvested> results;
};

/// Folders by their hosts, and what is wrong with the settings of the others.
class HostsToHarvest
{
public:
    HostsToHarvest(Lab& lab, const std::vector<std::string>& labels, Report& report)
        : m_lab(lab), m_labels(labels), m_report(report)
    {
    }

    void add(HarvesterKind kind, const std::vector<config::HarvestedFolder>& folders)
    {
        for (const config::HarvestedFolder& configured : folders) {
            if (!isWanted(configured.label)) {
                continue;
            }
            try {
                add(m_lab.harvestHost(configured), folderToHarvest(kind, configured, rawFilesFolder(m_lab.user())));
            } catch (const Error& error) {
                m_report.failed.push_back({configured.label, error.what(), error.cause()});
            }
        }
    }

    [[nodiscard]] std::vector<HostToHarvest> take() { return std::move(m_hosts); }

private:
    [[nodiscard]] bool isWanted(const std::string& label) const
    {
        return m_labels.empty() || std::find(m_labels.begin(), m_labels.end(), label) != m_labels.end();
    }

    void add(const std::shared_ptr<remote::Host>& host, FolderToHarvest folder)
    {
        const auto known = std::find_if(m_hosts.begin(), m_hosts.end(),
                                        [&](const HostToHarvest& other) { return other.host == host; });
        if (known != m_hosts.end()) {
            known->folders.push_back(std::move(folder));
            return;
        }
        m_hosts.push_back({host, {std::move(folder)}, {}});
    }

    Lab& m_lab;
    const std::vector<std::string>& m_labels;
    Report& m_report;
    std::vector<HostToHarvest> m_hosts;
};

/// Folders of which even that cannot be told end in a word about their PC.
void harvestHost(HostToHarvest& host, const HarvestSurroundings& surroundings)
{
    for (const FolderToHarvest& folder : host.folders) {
        FolderHarvested result;
        try {
            result = harvestFolder(*host.host, folder, surroundings);
        } catch (const std::exception& error) {
            result.report.failed.push_back(
                {folder.label, folder.label + " was not harvested to its end.", error.what()});
        }
        host.results.push_back(std::move(result));
    }
}

void harvestHosts(const Project& project, std::vector<HostToHarvest>& hosts, Force force, Progress& progress)
{
    for (HostToHarvest& host : hosts) {
        host.results.reserve(host.folders.size());
    }
    BytesOfAll bytes(progress);
    std::mutex importing;
    std::atomic<std::size_t> next{0};
    const HarvestSurroundings surroundings{project, bytes, importing, force};
    ThreadGroup threads;
    threads.start(hosts.size(), [&] {
        for (std::size_t i = next++; i < hosts.size(); i = next++) {
            harvestHost(hosts[i], surroundings);
        }
    });
}

}  // namespace

Report harvest(Lab& lab, const std::vector<HarvesterKind>& kinds, Progress& progress, Force force,
               const std::vector<std::string>& labels)
{
    const Project& project = lab.project();
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be harvested into it.");
    }
    const auto isWanted = [&](HarvesterKind kind) {
        return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    Report report;
    HostsToHarvest found(lab, labels, report);
    if (isWanted(HarvesterKind::EcLab)) {
        found.add(HarvesterKind::EcLab, project.config().harvesters.eclab);
    }
    if (isWanted(HarvesterKind::Neware)) {
        found.add(HarvesterKind::Neware, project.config().harvesters.neware);
    }
    std::vector<HostToHarvest> hosts = found.take();
    if (hosts.empty() && report.failed.empty()) {
        report.skipped.push_back({pathText(project.config().file),
                                  "no folder is harvested: name some under \"EC-lab harvester\" or \"Neware "
                                  "harvester\"",
                                  {}});
        return report;
    }
    harvestHosts(project, hosts, force, progress);
    std::set<std::string> samples;
    for (const HostToHarvest& host : hosts) {
        for (const FolderHarvested& folder : host.results) {
            report.add(folder.report);
            report.cancelled = report.cancelled || folder.report.cancelled;
            samples.insert(folder.samples.begin(), folder.samples.end());
        }
    }
    if (!report.cancelled) {
        analyseFetched(project, samples, report, progress);
    }
    return report;
}

}  // namespace aurora::services
