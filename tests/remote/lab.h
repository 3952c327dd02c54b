#pragma once

#include "aurora/core/error.h"
#include "aurora/remote/ssh_host.h"
#include "support/sshd.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <optional>
#include <sstream>
#include <string>

namespace aurora::test {

/// A server and the settings that reach it. Neither the keys nor the agent of whoever runs the tests play a part.
class Lab : public ::testing::Test
{
protected:
    void SetUp() override
    {
        if (!Sshd::isInstalled()) {
            GTEST_SKIP() << Sshd::missing;
        }
        m_sshd.emplace(folder() / "sshd");
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder.path(); }

    [[nodiscard]] Sshd& sshd() { return *m_sshd; }

    [[nodiscard]] remote::SshSettings settings() const
    {
        remote::SshSettings settings;
        settings.label = "tt1";
        settings.hostname = "127.0.0.1";
        settings.port = m_sshd->port();
        settings.username = userName();
        settings.privateKeyPath = m_sshd->clientKey();
        settings.knownHostsPath = m_sshd->knownHosts();
        settings.keysFolder = folder() / "no keys";
        settings.agentPath = "/nowhere/agent";
        return settings;
    }

    /// Some bytes that repeat nowhere near.
    [[nodiscard]] static std::string bytes(std::size_t size, std::uint64_t seed = 1)
    {
        std::string text(size, '\0');
        std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
        for (char& c : text) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            c = static_cast<char>(state >> 56U);
        }
        return text;
    }

    static void write(const std::filesystem::path& path, const std::string& content)
    {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
    }

    [[nodiscard]] static std::string contentOf(const std::filesystem::path& path)
    {
        std::ifstream stream(path, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }

private:
    TemporaryFolder m_folder;
    std::optional<Sshd> m_sshd;
};

/// Cancels after a while.
class CancelAfter final : public Progress
{
public:
    explicit CancelAfter(std::chrono::milliseconds time) : m_when(std::chrono::steady_clock::now() + time) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return std::chrono::steady_clock::now() >= m_when; }

    [[nodiscard]] std::chrono::milliseconds sinceCancel() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_when);
    }

private:
    std::chrono::steady_clock::time_point m_when;
};

/// What somebody who cancels may have to wait.
inline constexpr std::chrono::milliseconds longestCancel{200};

/// How long cancelled work went on, at its quickest: on a machine that others use, any one attempt may have waited for
/// a core, but hardly all of them.
/// @param work  is given the progress that is cancelled after `before`
template <typename Work>
[[nodiscard]] std::chrono::milliseconds quickestCancel(std::chrono::milliseconds before, Work work)
{
    constexpr int mostAttempts = 8;
    auto quickest = std::chrono::milliseconds::max();
    for (int attempt = 0; attempt < mostAttempts && quickest > longestCancel; ++attempt) {
        const CancelAfter progress(before);
        EXPECT_THROW(work(progress), Cancelled);
        quickest = std::min(quickest, progress.sinceCancel());
    }
    return quickest;
}

/// Does something once when so many bytes have come, and remembers how many there were at first.
class AtBytes final : public Progress
{
public:
    AtBytes(std::uint64_t bytes, std::function<void()> act) : m_bytes(bytes), m_act(std::move(act)) {}

    void report(std::uint64_t done, std::uint64_t total, std::string_view) override
    {
        if (m_first == 0) {
            m_first = done;
        }
        m_last = done;
        m_total = total;
        if (done >= m_bytes && m_act) {
            const auto act = std::exchange(m_act, nullptr);
            act();
        }
    }

    void cancel() { m_cancelled = true; }

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_cancelled; }

    [[nodiscard]] std::uint64_t first() const { return m_first; }

    [[nodiscard]] std::uint64_t last() const { return m_last; }

    [[nodiscard]] std::uint64_t total() const { return m_total; }

private:
    std::uint64_t m_bytes;
    std::function<void()> m_act;
    std::uint64_t m_first = 0;
    std::uint64_t m_last = 0;
    std::uint64_t m_total = 0;
    std::atomic<bool> m_cancelled{false};
};

/// The connection problem that something ends in; nothing when it does not.
template <typename Work>
std::optional<remote::ConnectionProblem> problemOf(Work work, std::string* sentence = nullptr)
{
    try {
        work();
    } catch (const remote::ConnectionError& error) {
        if (sentence != nullptr) {
            *sentence = error.what();
        }
        return error.problem();
    }
    return std::nullopt;
}

[[nodiscard]] inline std::chrono::milliseconds timeOf(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

}  // namespace aurora::test
