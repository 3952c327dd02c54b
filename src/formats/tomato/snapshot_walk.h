#pragma once

#include "formats/tomato/snapshot_text.h"

#include "aurora/core/json.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::tomato {

/// What stands around the records.
struct SnapshotFacts
{
    Json metadata = Json::object();
    Json steps = Json::array();             ///< metadata of each step: tag, parser
    std::optional<std::uint64_t> cutOffAt;  ///< byte where the text ends before the JSON does
    std::vector<std::string> leftOut;       ///< whole clauses
};

/// Goes through a snapshot whose keys may stand in any order, and hands out its records as they stand.
/// @throws FormatError where the text is no such JSON, or what the receiver throws
[[nodiscard]] SnapshotFacts walkSnapshot(SnapshotText& text, const std::function<void(RecordRun)>& receive);

}  // namespace aurora::formats::tomato
