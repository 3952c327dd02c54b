#pragma once

namespace aurora {

/// Whether this program was built for Windows: for what differs in a word only. Calls that differ are in the few files
/// that tests/structure lists.
#ifdef _WIN32
inline constexpr bool onWindows = true;
#else
inline constexpr bool onWindows = false;
#endif

}  // namespace aurora
