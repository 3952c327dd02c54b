#pragma once

#include "aurora/storage/frame.h"
#include "storage/hdf5.h"
#include "storage/write_driver.h"

#include <span>

namespace aurora::storage {

/// Rows of one chunk of a frame of that many rows: at most 65536, and all chunks nearly equally full.
[[nodiscard]] std::size_t rowsPerChunk(std::size_t rows);

/// How many chunks each array of a frame of that many rows has.
[[nodiscard]] std::size_t chunkCount(std::size_t rows);

/// Writes the attributes of the root group and the group `data` with the frame (layout: docs/file-formats.md).
/// @param columns  of equal length, every name once
/// @throws hdf5::Failure
void writeColumns(const hdf5::NewFile& file, std::span<const ColumnView> columns, const Progress& progress);

/// The attributes that PyTables expects of the root group.
void writeRootAttributes(hid_t file);

[[nodiscard]] std::size_t rowsOf(const ColumnView& column);

}  // namespace aurora::storage
