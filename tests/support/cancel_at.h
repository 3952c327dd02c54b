#pragma once

#include "aurora/core/progress.h"

#include <atomic>

namespace aurora::test {

/// Asks to stop when work looks whether it should for the n-th time, counted from 1, and from then on.
class CancelAt final : public Progress
{
public:
    explicit CancelAt(int look) : m_left(look) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return --m_left <= 0; }

private:
    mutable std::atomic<int> m_left;
};

}  // namespace aurora::test
