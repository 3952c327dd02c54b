#pragma once

#include "aurora/core/progress.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <limits>
#include <utility>

namespace aurora::test {

/// Somebody who cancels when the work looks for the n-th time, and counts how often it looks.
class CancelAtLook final : public Progress
{
public:
    explicit CancelAtLook(std::size_t look) : m_cancelAt(look) {}

    static CancelAtLook never() { return CancelAtLook(std::numeric_limits<std::size_t>::max()); }

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return ++m_looks >= m_cancelAt; }

    [[nodiscard]] std::size_t looks() const noexcept { return m_looks; }

private:
    std::size_t m_cancelAt;
    mutable std::atomic<std::size_t> m_looks = 0;
};

/// Somebody who cancels as soon as a test says so.
class CancelWhen final : public Progress
{
public:
    explicit CancelWhen(std::function<bool()> now) : m_now(std::move(now)) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_now(); }

private:
    std::function<bool()> m_now;
};

}  // namespace aurora::test
