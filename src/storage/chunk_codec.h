#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace aurora::storage {

using Bytes = std::vector<std::byte>;

/// One filter of an HDF5 dataset, in the order it was applied when writing.
struct Filter
{
    int id = 0;                     ///< HDF5 number of the filter
    std::vector<unsigned> options;  ///< its client data
};

/// HDF5 numbers of the filters this module writes.
inline constexpr int deflateFilter = 1;
inline constexpr int shuffleFilter = 2;

/// A chunk as it lies in the file.
struct StoredChunk
{
    Bytes bytes;
    std::uint32_t skippedFilters = 0;  ///< bit n: filter n was not applied to this chunk
};

/// @throws hdf5::Failure naming the first filter that cannot be undone (blosc2, LZO, …)
void requireKnownFilters(std::span<const Filter> filters);

/// Undoes shuffle, deflate, Fletcher32, blosc (all of its compressors) and bzip2.
/// @param chunkBytes  size of the chunk when decoded; HDF5 stores whole chunks
/// @throws hdf5::Failure when the bytes are damaged
[[nodiscard]] Bytes decodeChunk(StoredChunk chunk, std::span<const Filter> filters, std::size_t chunkBytes);

/// Applies shuffle and deflate as HDF5 does. Chunks that deflate would not make smaller are stored shuffled only.
[[nodiscard]] StoredChunk encodeChunk(std::span<const std::byte> raw, std::size_t elementBytes);

}  // namespace aurora::storage
