#pragma once

#include "aurora/core/progress.h"

namespace aurora::services {

/// Passes on that somebody asked to stop, and keeps to itself how far it is: for a part of the work that is counted in
/// other units than the whole.
class CancelOnly final : public Progress
{
public:
    explicit CancelOnly(const Progress& whole) : m_whole(whole) {}

    void report(std::uint64_t /*done*/, std::uint64_t /*total*/, std::string_view /*what*/) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_whole.cancelRequested(); }

private:
    const Progress& m_whole;
};

}  // namespace aurora::services
