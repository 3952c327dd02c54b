#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The JSON that `ketchup snapshot` of tomato 0.2.3 leaves, a yadg datagram of version 4:
///
///     {"metadata": {"provenance", "date", "input_schema", "datagram_version"},
///      "steps": [{"metadata": {"tag", "parser"},
///                 "data": [{"uts": 1718006400.25, "fn": "…_data.json",
///                           "raw": {"Ewe": {"n": 3.1, "s": 0.00015, "u": "V"}, "I": {…}, "cycle number": 0,
///                                   "loop number": 0, "index": 0, "technique": "OCV"}}, …]}, …]}
///
/// Keys stand in any order at every level. In rests `I` and `cycle number` may be missing. Seen in real snapshots.
namespace aurora::formats::tomato {

/// Recording::format of such a file.
inline constexpr std::string_view formatName = "tomato JSON";

inline constexpr std::int16_t unknownTechnique = -1;

/// What the instrument did in a record: `technique` in its `raw`.
struct Technique
{
    std::string_view name;
    std::int16_t code;
};

[[nodiscard]] std::span<const Technique> techniques();

/// The code of a technique, -1 for names that are not in the table.
[[nodiscard]] std::int16_t techniqueCode(std::string_view name);

namespace key {

// The whole file
inline constexpr std::string_view metadata = "metadata";  ///< of the file, and of each step
inline constexpr std::string_view steps = "steps";
inline constexpr std::string_view inputSchema = "input_schema";
inline constexpr std::string_view datagramVersion = "datagram_version";

// A step
inline constexpr std::string_view data = "data";
inline constexpr std::string_view tag = "tag";

// A record
inline constexpr std::string_view uts = "uts";
inline constexpr std::string_view fileName = "fn";
inline constexpr std::string_view raw = "raw";

// What was measured: an object with n, s and u, or a plain value
inline constexpr std::string_view number = "n";
inline constexpr std::string_view uncertainty = "s";
inline constexpr std::string_view unit = "u";
inline constexpr std::string_view voltage = "Ewe";
inline constexpr std::string_view current = "I";
inline constexpr std::string_view counterVoltage = "Ece";
inline constexpr std::string_view cycleNumber = "cycle number";
inline constexpr std::string_view loopNumber = "loop number";
inline constexpr std::string_view index = "index";
inline constexpr std::string_view technique = "technique";

}  // namespace key

}  // namespace aurora::formats::tomato
