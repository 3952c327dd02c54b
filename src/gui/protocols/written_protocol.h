#pragma once

#include "aurora/services/protocol_files.h"

#include <filesystem>
#include <optional>
#include <string>

namespace aurora::gui {

/// What came of writing a file that somebody else may have written to.
struct WrittenProtocol
{
    std::string text;              ///< what stands in the file now
    bool changedByOthers = false;  ///< nothing was written then
};

/// Writes a protocol into its file, but not over what another program has written there.
/// @param before  what the file said when it was read here; nothing: whatever it says is overwritten
/// @throws Error as services::saveProtocol
[[nodiscard]] WrittenProtocol writeProtocol(const services::Project& project, const std::filesystem::path& file,
                                            const protocols::EditedProtocol& protocol,
                                            const std::optional<std::string>& before);

}  // namespace aurora::gui
