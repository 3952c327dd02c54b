#pragma once

#include "storage/chunk_codec.h"
#include "storage/hdf5.h"

#include <array>
#include <string>

namespace aurora::storage {

/// A rectangle of an array: `height` × `width` elements from (`top`, `left`) on.
struct ArrayArea
{
    std::size_t top = 0;
    std::size_t left = 0;
    std::size_t height = 0;
    std::size_t width = 0;
};

/// An area of an array, decoded. Its rows lie `pitch` elements apart in `bytes`, because a chunk can be larger than the
/// array.
struct ArrayPiece
{
    ArrayArea area;
    std::size_t pitch = 0;
    Bytes bytes;
};

/// An array of one or two dimensions in an HDF5 file, read piece by piece: chunk by chunk, or about 1 MiB at a time
/// where it is stored in one run. Pieces may be read on several threads at once: only the library's calls are
/// serialised, decompression is not.
class ArrayReader
{
public:
    /// @param fileBytes  size of the file; an array that could not come out of it is damaged
    /// @throws hdf5::Failure when the array has another rank, or a filter that cannot be undone
    ArrayReader(hid_t group, const std::string& name, std::uintmax_t fileBytes);

    [[nodiscard]] hid_t dataset() const noexcept { return m_dataset.id(); }

    [[nodiscard]] hid_t type() const noexcept { return m_type.id(); }

    [[nodiscard]] std::size_t rank() const noexcept { return m_rank; }

    [[nodiscard]] std::size_t height() const noexcept { return m_shape[0]; }

    [[nodiscard]] std::size_t width() const noexcept { return m_shape[1]; }  ///< 1 for one dimension

    [[nodiscard]] std::size_t elementBytes() const noexcept { return m_elementBytes; }

    [[nodiscard]] std::size_t pieceCount() const noexcept;
    [[nodiscard]] ArrayArea areaOf(std::size_t number) const noexcept;  ///< of a piece, without reading it
    [[nodiscard]] ArrayPiece piece(std::size_t number) const;

private:
    void readChunking();
    void requireSensibleSize() const;
    [[nodiscard]] Bytes storedRun(const ArrayArea& area) const;
    [[nodiscard]] StoredChunk storedChunk(std::size_t top, std::size_t left) const;

    std::string m_name;
    std::uintmax_t m_fileBytes = 0;
    hdf5::Handle m_dataset;
    hdf5::Handle m_type;
    std::size_t m_rank = 0;
    std::size_t m_elementBytes = 0;
    std::array<std::size_t, 2> m_shape{0, 1};
    std::array<std::size_t, 2> m_chunk{1, 1};  ///< of a piece; cut from the run where the array is not chunked
    bool m_isChunked = false;
    std::vector<Filter> m_filters;
};

}  // namespace aurora::storage
