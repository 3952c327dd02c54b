#pragma once

#include "aurora/remote/host.h"

namespace aurora::remote {

/// This PC, or what is mounted on it: folders are harvested as those of a lab PC are, without SSH. Runs no commands.
class LocalFolder final : public Host
{
public:
    using Host::run;

    /// @throws Error: a folder has no cycler program to talk to
    [[nodiscard]] CommandResult run(const std::string& commandLine, std::chrono::milliseconds timeout,
                                    const Progress& progress, const std::function<void()>& whenSent) override;
    [[nodiscard]] std::vector<RemoteFile> list(const std::string& folder, const Progress& progress) override;
    [[nodiscard]] std::optional<RemoteFile> find(const std::string& path, const Progress& progress) override;
    void download(const std::string& path, const std::filesystem::path& local, Progress& progress) override;
    void upload(std::string_view content, const std::string& path, const Progress& progress) override;
    [[nodiscard]] std::string read(const std::string& path, std::uint64_t mostBytes, const Progress& progress) override;
};

}  // namespace aurora::remote
