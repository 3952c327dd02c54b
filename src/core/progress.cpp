#include "aurora/core/progress.h"

#include "aurora/core/error.h"

namespace aurora {

namespace {

class NoProgress final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return false; }
};

}  // namespace

void Progress::reportShare(double) {}

void Progress::throwIfCancelled() const
{
    if (cancelRequested()) {
        throw Cancelled();
    }
}

Progress& Progress::none()
{
    static NoProgress instance;
    return instance;
}

}  // namespace aurora
