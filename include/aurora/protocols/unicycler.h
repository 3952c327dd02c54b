#pragma once

#include "aurora/core/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace aurora::protocols {

/// A protocol in another language, and what could not be said in it.
struct Translation
{
    Json json;
    std::vector<std::string> notes;  ///< whole sentences
};

/// Whether this is a protocol of aurora-unicycler: its steps say `step` where a payload says `technique`.
[[nodiscard]] bool isUnicycler(const Json& json);

/// A protocol of aurora-unicycler (tried with 0.4.6; of older versions, too, whose numbers are texts) as a payload for tomato. What tomato needs and the
/// protocol does not say is missing in the payload, to be filled in. Impedance is kept word by word: tomato has none.
/// @throws Error naming source and step
[[nodiscard]] Translation payloadFromUnicycler(const Json& protocol, std::string_view source);

/// A checked payload as a protocol of aurora-unicycler. Loops go to tags, because only those follow their step there.
/// @throws Error naming the step that cannot be said there
[[nodiscard]] Translation unicyclerFromPayload(const Json& payload, std::string_view source);

}  // namespace aurora::protocols
