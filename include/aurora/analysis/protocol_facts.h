#pragma once

#include "aurora/core/protocol.h"
#include "aurora/core/sample_summary.h"

#include <span>

namespace aurora::analysis {

/// What the protocols of a sample say of formation and cycling (analysis.md, "What the protocol says").
///
/// A block is what stands before a loop, back to the loop before it or the beginning of its job. Fewer than 10 cycles
/// are formation, 10 or more cycling; the first block of each kind wins, also when it does not tell everything. Blocks
/// without a constant current (a loop around a rest, or around impedance) say nothing and are passed over.
///
/// @param protocols  in order of time
[[nodiscard]] ProtocolFacts protocolFacts(std::span<const Protocol> protocols);

}  // namespace aurora::analysis
