#include "aurora/formats/neware/current_range.h"

#include <array>

namespace aurora::formats::neware {

namespace {

struct RangeFactor
{
    std::int64_t below_mA;  ///< for ranges whose size is less than this
    double positive;
    double negative;
};

constexpr std::array factorTable{
    RangeFactor{10, 1e-4, 1e-5},
    RangeFactor{100, 1e-3, 1e-4},
    RangeFactor{1000, 1e-2, 1e-3},
    RangeFactor{1'000'000, 1e-1, 1e-2},
    RangeFactor{10'000'000, 1e-1, 1e-8},
    RangeFactor{100'000'000, 1e-1, 1e-7},
    RangeFactor{std::int64_t{1} << 32, 1e-1, 1e-6},
};

}  // namespace

double currentRangeFactor(std::int32_t range_mA)
{
    constexpr double factorOfNoRange = 1e-1;
    if (range_mA == 0) {
        return factorOfNoRange;
    }
    const std::int64_t size = range_mA < 0 ? -std::int64_t{range_mA} : std::int64_t{range_mA};
    for (const RangeFactor& row : factorTable) {
        if (size < row.below_mA) {
            return range_mA < 0 ? row.negative : row.positive;
        }
    }
    return factorOfNoRange;
}

}  // namespace aurora::formats::neware
