#pragma once

#include "aurora/core/progress.h"

#include <atomic>
#include <cstddef>
#include <limits>

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

}  // namespace aurora::test
