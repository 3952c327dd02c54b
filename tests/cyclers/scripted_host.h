#pragma once

#include "aurora/core/file.h"
#include "aurora/cyclers/clock.h"
#include "aurora/remote/host.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aurora::cyclers {

/// A host that answers commands from a script, in order, and holds files in memory.
class ScriptedHost final : public remote::Host
{
public:
    struct Line
    {
        std::string expected;  ///< a part of the command line
        remote::CommandResult result;
        std::function<void()> effect = {};  ///< what the command does to the files
    };

    /// The next command must contain this text, and is answered so.
    void expect(std::string part, remote::CommandResult result, std::function<void()> effect = {})
    {
        script.push_back({std::move(part), std::move(result), std::move(effect)});
    }

    void expectOutput(std::string part, std::string output)
    {
        expect(std::move(part), {.exitStatus = 0, .output = std::move(output), .errors = {}});
    }

    void expectErrors(std::string part, std::string errors, int exitStatus = 0)
    {
        expect(std::move(part), {.exitStatus = exitStatus, .output = {}, .errors = std::move(errors)});
    }

    remote::CommandResult run(const std::string& quotedLine, std::chrono::milliseconds, const Progress& progress,
                              const std::function<void()>& whenSent) override
    {
        std::string commandLine = quotedLine;
        std::erase(commandLine, '\'');
        if (beforeSending) {
            beforeSending(commandLine, progress);
        }
        commands.push_back(commandLine);
        whenSent();
        if (connectionProblem) {
            throw remote::ConnectionError(*connectionProblem, "no connection");
        }
        if (script.empty()) {
            ADD_FAILURE() << "a command too many: " << commandLine;
            return {.exitStatus = 1, .output = {}, .errors = {}};
        }
        const Line line = std::move(script.front());
        script.pop_front();
        EXPECT_NE(commandLine.find(line.expected), std::string::npos)
            << "expected: " << line.expected << "\ncame: " << commandLine;
        if (line.effect) {
            line.effect();
        }
        return line.result;
    }

    std::vector<remote::RemoteFile> list(const std::string&, const Progress&) override { return {}; }

    std::optional<remote::RemoteFile> find(const std::string& path, const Progress&) override
    {
        const auto found = files.find(path);
        if (found == files.end()) {
            return std::nullopt;
        }
        return remote::RemoteFile{
            .path = path, .size = found->second.content.size(), .modified_uts = found->second.modified_uts};
    }

    void download(const std::string& path, const std::filesystem::path& local, Progress&) override
    {
        ++downloads;
        replaceFileText(local, files.at(path).content);
    }

    void upload(std::string_view content, const std::string& path, const Progress&) override
    {
        if (!takesFiles) {
            throw Error(path + " cannot be written.");
        }
        files[path] = {.content = std::string(content), .modified_uts = 1};
    }

    std::string read(const std::string& path, std::uint64_t, const Progress&) override
    {
        return files.at(path).content;
    }

    struct File
    {
        std::string content;
        double modified_uts = 0;
    };

    /// What happens while a command waits for its turn, or for a connection.
    std::function<void(const std::string& commandLine, const Progress& progress)> beforeSending;
    std::deque<Line> script;
    std::vector<std::string> commands;  ///< without their quotes
    std::map<std::string, File> files;
    int downloads = 0;
    bool takesFiles = true;
    std::optional<remote::ConnectionProblem> connectionProblem;
};

/// Time that passes only when somebody waits.
class TestClock final : public Clock
{
public:
    [[nodiscard]] double now_uts() const override { return now; }

    void wait(std::chrono::milliseconds time, const Progress& progress) override
    {
        progress.throwIfCancelled();
        now += std::chrono::duration<double>(time).count();
    }

    double now = 1'700'000'000;
};

}  // namespace aurora::cyclers
