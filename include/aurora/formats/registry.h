#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats {

[[nodiscard]] std::span<const Reader* const> readers();

/// The reader for a file: by its content, then by its ending (a truncated file is still what its name says).
/// @throws FormatError when the file is of no known format, naming what is accepted; Error when it cannot be opened
[[nodiscard]] const Reader& readerFor(const std::filesystem::path& file);

/// The reader, or nullptr when no reader knows content or ending. @throws Error when the file cannot be opened
[[nodiscard]] const Reader* findReader(const std::filesystem::path& file);

/// readerFor(file).read(file, …)
[[nodiscard]] Recording readRecording(const std::filesystem::path& file, const ReadOptions& options,
                                      Progress& progress = Progress::none());

}  // namespace aurora::formats
