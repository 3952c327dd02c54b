#pragma once

#include "aurora/storage/frame.h"
#include "storage/hdf5.h"

#include <cstdint>

namespace aurora::storage {

/// Reads the columns of the one pandas frame in an open file; the metadata is left alone. Only the pieces that hold
/// something of the columns and rows wanted are read and decompressed, and each is dropped once it is copied.
/// @param columns    names to read; empty = all
/// @param range      rows to read, cut to those that are there
/// @param fileBytes  size of the file
/// @throws hdf5::Failure; Cancelled
[[nodiscard]] Frame readColumns(hid_t file, std::span<const std::string> columns, RowRange range,
                                std::uintmax_t fileBytes, const Progress& progress);

/// How many rows the one pandas frame in an open file has: from its row labels, of which only the shape is read.
/// @throws hdf5::Failure
[[nodiscard]] std::size_t readRowCount(hid_t file, std::uintmax_t fileBytes);

}  // namespace aurora::storage
