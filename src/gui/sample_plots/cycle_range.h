#pragma once

#include <QString>

#include <cstdint>
#include <set>

namespace aurora::gui {

/// The cycles that a text like `1-3,10,50` names.
struct CycleRange
{
    std::set<std::int32_t> cycles;
    QString problem;  ///< what is wrong with the text, a whole sentence; empty when it is right
};

/// Numbers and spans from 1, separated by commas; blanks do not matter. An empty text names no cycle and is right.
[[nodiscard]] CycleRange parseCycleRange(const QString& text);

/// The shortest such text: {1, 2, 3, 10} → `1-3,10`.
[[nodiscard]] QString cycleRangeText(const std::set<std::int32_t>& cycles);

}  // namespace aurora::gui
