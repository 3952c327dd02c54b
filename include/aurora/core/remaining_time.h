#pragma once

#include <deque>
#include <optional>

namespace aurora {

/// How long a piece of work will probably still take, from how fast it went lately.
///
/// The speed is that of the last 20 seconds: what was skipped at the beginning because it was there already says
/// nothing of what is left.
class RemainingTime
{
public:
    /// @param elapsed_s  since the work began; never less than before
    /// @param share      of the work that is done, 0 … 1; one that is less than before begins anew
    void note(double elapsed_s, double share);

    /// Nothing in the first two seconds, while nothing moves, and when all is done.
    [[nodiscard]] std::optional<double> left_s() const;

private:
    struct Mark
    {
        double elapsed_s = 0;
        double share = 0;
    };

    std::deque<Mark> m_marks;  ///< the oldest is the last one that is at least 20 seconds old
};

}  // namespace aurora
