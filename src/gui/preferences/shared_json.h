#pragma once

#include "aurora/core/json.h"

namespace aurora::gui {

// The parts of a shared_config.json that the sections of the preferences edit. What a file lacks, and what holds
// nothing, is not put into it: it stays as it is.

/// `Servers` of a harvester; an empty list where there is none.
[[nodiscard]] Json foldersOf(const Json& shared, const char* harvester);
void putFolders(Json& shared, const char* harvester, const Json& folders);

/// An object of the file by its key; an empty one where there is none.
[[nodiscard]] Json objectIn(const Json& shared, const char* key);

/// Puts an object or list in.
void put(Json& shared, const char* key, const Json& value);

}  // namespace aurora::gui
