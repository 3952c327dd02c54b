#pragma once

#include "aurora/core/text.h"
#include "aurora/remote/local_host.h"
#include "aurora/services/harvest_folder.h"
#include "lab_settings.h"

#include <gtest/gtest.h>

#include <functional>
#include <mutex>

namespace aurora::services {

/// A lab PC of which the files lie in a folder here. It counts what is fetched, and breaks when it is told to.
class FakePc final : public remote::Host
{
public:
    explicit FakePc(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    std::vector<std::string> fetched;                          ///< below the folder, in order
    std::vector<remote::RemoteFile> invented;                  ///< listed besides
    bool isQuick = false;                                      ///< does not wait for the disk after every file
    std::function<void(const std::string& path)> beforeFetch;  ///< may throw

    remote::CommandResult run(const std::string&, std::chrono::milliseconds, const Progress&,
                              const std::function<void()>&) override
    {
        return {};
    }

    std::vector<remote::RemoteFile> list(const std::string& folder, const Progress& progress) override
    {
        std::vector<remote::RemoteFile> files = m_disk.list(folder, progress);
        files.insert(files.begin(), invented.begin(), invented.end());
        return files;
    }

    std::optional<remote::RemoteFile> find(const std::string& path, const Progress& progress) override
    {
        return m_disk.find(path, progress);
    }

    void download(const std::string& path, const std::filesystem::path& local, Progress& progress) override
    {
        const std::string name = pathText(pathFromText(path).lexically_relative(m_folder));
        if (beforeFetch) {
            beforeFetch(name);
        }
        fetched.push_back(name);
        if (isQuick) {
            std::filesystem::create_directories(local.parent_path());
            std::filesystem::copy_file(pathFromText(path), local, std::filesystem::copy_options::overwrite_existing);
            std::filesystem::last_write_time(local, std::filesystem::last_write_time(pathFromText(path)));
            return;
        }
        m_disk.download(path, local, progress);
    }

    void upload(std::string_view, const std::string&, const Progress&) override
    {
        ADD_FAILURE() << "a harvester changed something";
    }

    std::string read(const std::string&, std::uint64_t, const Progress&) override { return {}; }

private:
    std::filesystem::path m_folder;
    remote::LocalFolder m_disk;
};

/// A project of two samples, and a folder on a lab PC that is harvested.
class HarvestFolderTest : public testing::Test
{
protected:
    HarvestFolderTest() : m_onPc(m_lab.folder() / "on_pc"), m_pc(m_onPc)
    {
        std::filesystem::create_directories(m_onPc);
        m_lab.addSamples(Json::parse(R"([{"Sample ID": "run_a_01"}, {"Sample ID": "run_a_02"}])"));
        m_folder.kind = HarvesterKind::EcLab;
        m_folder.place = FolderToHarvest::Place::OnServer;
        m_folder.label = "pc1";
        m_folder.hostname = "pc1.lab";
        m_folder.folder = pathText(m_onPc);
        m_folder.localFolder = m_lab.folder() / "raw" / "eclab_snapshots" / "pc1";
    }

    FolderHarvested harvest(Progress& progress = Progress::none())
    {
        m_pc.fetched.clear();
        BytesOfAll bytes(progress);
        std::mutex importing;
        return harvestFolder(m_pc, m_folder, {m_lab.project(), bytes, importing});
    }

    [[nodiscard]] std::string statusOf(const std::string& path) const
    {
        const auto found = texts(m_lab.project(), R"(SELECT "Status" FROM files WHERE "Path" = ')" + path + "'");
        return found.size() == 1 ? found.front() : std::to_string(found.size()) + " rows";
    }

    LabProject m_lab;
    std::filesystem::path m_onPc;
    FakePc m_pc;
    FolderToHarvest m_folder;
};

}  // namespace aurora::services
