#pragma once

#include "aurora/core/progress.h"
#include "storage/write_driver.h"

#include <string>

namespace aurora::storage {

/// Copies a group of a file with everything in it to the same name in another file, chunks as they are, whatever their
/// filters. The library is free for others after every chunk: a copy of gigabytes in one call would stop every reader
/// and chart meanwhile. (What is not in chunks, or points to elsewhere in the file, is copied an array a call.)
/// @throws hdf5::Failure @throws Cancelled
void copyGroup(hid_t from, const hdf5::NewFile& to, const std::string& name, const Progress& progress);

}  // namespace aurora::storage
