#pragma once

#include "aurora/core/json.h"
#include "formats/neware/nda_file.h"
#include "formats/neware/test_info.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace aurora::formats::neware {

/// What the blocks of a file say of its test, as much as there is of them.
/// @param timeZone  of local times, in which TestInfo gives all times
[[nodiscard]] TestInfo readTestInfo(const NdaFile& file, std::string_view timeZone);

/// The number of records that the test info block of a BTS 9 file names; nothing where it names none.
[[nodiscard]] std::optional<std::uint32_t> recordCountOfBts9(std::span<const std::uint8_t> testInfo);

/// Software of server and client, by the names that `.ndax` has for them.
[[nodiscard]] Json readVersions(const NdaFile& file);

}  // namespace aurora::formats::neware
