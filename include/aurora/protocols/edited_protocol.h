#pragma once

#include "aurora/core/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::protocols {

/// Names a step of an edited protocol for as long as it is edited, wherever it is moved.
using StepKey = std::uint64_t;

/// One technique while it is edited.
struct EditedStep
{
    StepKey key = 0;
    Json fields = Json::object();     ///< as in `method`, unknown keys too; `goto` is only a place-holder
    std::optional<StepKey> target{};  ///< of a loop: the step it goes back to, which need not be there any more
    std::map<std::string, std::string> typed{};  ///< by key of a field: what was typed there and is no value (yet)
};

/// A payload while it is edited: a value, so that undoing is going back to the one before.
///
/// Loops point at steps, not at numbers: they follow their step through every edit.
struct EditedProtocol
{
    Json frame = Json::object();  ///< the payload; its `method` is only a place-holder
    std::vector<EditedStep> steps;
    StepKey nextKey = 1;
};

/// Whether both would be written alike, and show the same.
[[nodiscard]] bool sameContent(const EditedProtocol& a, const EditedProtocol& b);

/// A protocol without steps, made out for any sample.
[[nodiscard]] EditedProtocol newProtocol();

/// A payload for editing. Values that tomato would refuse are taken as they are, to be mended (see step_fields.h).
/// @throws Error naming the source when there is no list of techniques to edit
[[nodiscard]] EditedProtocol editedProtocol(const Json& payload, std::string_view source);

/// The payload; values that are missing or wrong are missing or wrong in it.
[[nodiscard]] Json payloadOf(const EditedProtocol& protocol);

/// Where a step stands now, from 0; nothing when it was removed.
[[nodiscard]] std::optional<std::size_t> indexOf(const EditedProtocol& protocol, StepKey key);

/// A new step before the one at this index (or at the end). It is empty but for what the nearest steps say of device,
/// ranges and recording interval. Its key is the `nextKey` of the protocol given.
[[nodiscard]] EditedProtocol withNewStep(EditedProtocol protocol, std::size_t before, std::string_view technique);

[[nodiscard]] EditedProtocol withoutSteps(EditedProtocol protocol, std::span<const StepKey> keys);

/// The steps, in their order, before the one that stands at this index now (or at the end).
[[nodiscard]] EditedProtocol withStepsMoved(EditedProtocol protocol, std::span<const StepKey> keys, std::size_t before);

/// Another technique in the place of a step. Values that the new one has too stay, the others go.
[[nodiscard]] EditedProtocol withTechnique(EditedProtocol protocol, StepKey key, std::string_view technique);

/// Steps as text for a clipboard: JSON whose `method` another program can read.
/// @param document  tells protocols apart: pasted into the same one, loops keep targets that were not copied with them
[[nodiscard]] std::string copiedSteps(const EditedProtocol& protocol, std::span<const StepKey> keys,
                                      std::string_view document);

/// Steps from a clipboard before the one at this index. Also takes a payload, a list of techniques, or one technique.
/// The keys of the new steps begin with the `nextKey` of the protocol given.
/// @throws Error when the text holds no steps
[[nodiscard]] EditedProtocol withStepsPasted(EditedProtocol protocol, std::size_t before, std::string_view text,
                                             std::string_view document);

}  // namespace aurora::protocols
