#pragma once

#include <filesystem>
#include <string_view>

namespace aurora::remote {

/// A path below a folder, as a server listed it, as a path below a local folder. A server's word never leads out of the
/// folder it is put into.
///
/// Refused: empty and absolute paths, `.` and `..` and empty parts, `\`, drive letters (`C:`), control characters,
/// names of Windows devices (`NUL`, `com1.txt`), what is not UTF-8; on Windows also names that it cannot hold.
/// @param path  with `/`, UTF-8
/// @throws Error naming the path and why it is refused
[[nodiscard]] std::filesystem::path safeRelativePath(std::string_view path);

}  // namespace aurora::remote
