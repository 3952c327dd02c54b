#pragma once

#include "aurora/storage/frame.h"
#include "storage/hdf5.h"

#include <cstdint>

namespace aurora::storage {

/// Reads the columns of the one pandas frame in an open file; the metadata is left alone.
/// @param columns    names to read; empty = all
/// @param fileBytes  size of the file
/// @throws hdf5::Failure; Cancelled
[[nodiscard]] Frame readColumns(hid_t file, std::span<const std::string> columns, std::uintmax_t fileBytes,
                                const Progress& progress);

}  // namespace aurora::storage
