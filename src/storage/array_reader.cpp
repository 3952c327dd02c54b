#include "storage/array_reader.h"

#include <algorithm>

namespace aurora::storage {

namespace {

using hdf5::checked;
using hdf5::Failure;
using hdf5::Lock;
using hdf5::opened;

/// No filter here shrinks a chunk further; a larger claim is a damaged length, not data.
constexpr std::uintmax_t highestRatio = 4096;
constexpr std::uintmax_t smallArray = std::uintmax_t{1} << 24U;

/// An array without chunks is read in pieces of this size, so that a part of it can be read alone and no second copy of
/// the whole is in memory.
constexpr std::size_t bytesOfPiece = std::size_t{1} << 20U;

std::vector<Filter> readFilters(hid_t creation)
{
    std::vector<Filter> filters;
    const int count = checked("reading the filters", [&] { return H5Pget_nfilters(creation); });
    for (int position = 0; position < count; ++position) {
        std::array<unsigned, 32> options{};
        std::size_t optionCount = options.size();
        unsigned flags = 0;
        unsigned configuration = 0;
        const int id = checked("reading the filters", [&] {
            return H5Pget_filter2(creation, static_cast<unsigned>(position), &flags, &optionCount, options.data(), 0,
                                  nullptr, &configuration);
        });
        const auto end = options.begin() + static_cast<std::ptrdiff_t>(std::min(optionCount, options.size()));
        filters.push_back({id, {options.begin(), end}});
    }
    return filters;
}

}  // namespace

ArrayReader::ArrayReader(hid_t group, const std::string& name, std::uintmax_t fileBytes)
    : m_name(name), m_fileBytes(fileBytes), m_dataset(hdf5::openDataset(group, name))
{
    const std::string doing = "reading `" + name + "`";
    m_type = opened(doing, H5Tclose, [&] { return H5Dget_type(m_dataset.id()); });
    const hdf5::Handle space = opened(doing, H5Sclose, [&] { return H5Dget_space(m_dataset.id()); });
    const int rank = checked(doing, [&] { return H5Sget_simple_extent_ndims(space.id()); });
    if (rank != 1 && rank != 2) {
        throw Failure("`" + name + "` has " + std::to_string(rank) + " dimensions instead of one or two");
    }
    m_rank = static_cast<std::size_t>(rank);
    std::array<hsize_t, 2> shape{0, 1};
    checked(doing, [&] { return H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr); });
    m_shape = {static_cast<std::size_t>(shape[0]), static_cast<std::size_t>(shape[1])};
    {
        const Lock lock;
        m_elementBytes = H5Tget_size(m_type.id());
    }
    readChunking();
    requireSensibleSize();
}

void ArrayReader::readChunking()
{
    const std::string doing = "reading `" + m_name + "`";
    const hdf5::Handle creation = opened(doing, H5Pclose, [&] { return H5Dget_create_plist(m_dataset.id()); });
    m_isChunked = checked(doing, [&] { return H5Pget_layout(creation.id()); }) == H5D_CHUNKED;
    if (!m_isChunked) {
        const std::size_t elements = std::max<std::size_t>(bytesOfPiece / std::max<std::size_t>(m_elementBytes, 1), 1);
        m_chunk[1] = std::clamp<std::size_t>(m_shape[1], 1, elements);
        m_chunk[0] = std::clamp<std::size_t>(m_shape[0], 1, std::max<std::size_t>(elements / m_chunk[1], 1));
        return;
    }
    std::array<hsize_t, 2> chunk{1, 1};
    checked(doing, [&] { return H5Pget_chunk(creation.id(), static_cast<int>(m_rank), chunk.data()); });
    m_chunk = {static_cast<std::size_t>(chunk[0]), static_cast<std::size_t>(chunk[1])};
    m_filters = readFilters(creation.id());
    requireKnownFilters(m_filters);
}

void ArrayReader::requireSensibleSize() const
{
    const std::uintmax_t limit = std::max(smallArray, m_fileBytes * highestRatio);
    const auto tooLarge = [&](const std::array<std::size_t, 2>& shape) {
        const std::uintmax_t room = limit / std::max<std::size_t>(m_elementBytes, 1);
        return shape[1] != 0 && shape[0] > room / shape[1];
    };
    if (m_elementBytes == 0 || tooLarge(m_shape) || tooLarge(m_chunk)) {
        throw Failure("it is damaged: `" + m_name + "` claims to be larger than the file could hold");
    }
}

std::size_t ArrayReader::pieceCount() const noexcept
{
    if (m_shape[0] == 0 || m_shape[1] == 0) {
        return 0;
    }
    return ((m_shape[0] - 1) / m_chunk[0] + 1) * ((m_shape[1] - 1) / m_chunk[1] + 1);
}

ArrayArea ArrayReader::areaOf(std::size_t number) const noexcept
{
    const std::size_t across = (m_shape[1] - 1) / m_chunk[1] + 1;
    ArrayArea area;
    area.top = number / across * m_chunk[0];
    area.left = number % across * m_chunk[1];
    area.height = std::min(m_chunk[0], m_shape[0] - area.top);
    area.width = std::min(m_chunk[1], m_shape[1] - area.left);
    return area;
}

ArrayPiece ArrayReader::piece(std::size_t number) const
{
    const ArrayArea area = areaOf(number);
    if (!m_isChunked) {
        return {area, area.width, storedRun(area)};
    }
    return {area, m_chunk[1],
            decodeChunk(storedChunk(area.top, area.left), m_filters, m_chunk[0] * m_chunk[1] * m_elementBytes)};
}

Bytes ArrayReader::storedRun(const ArrayArea& area) const
{
    const std::string doing = "reading `" + m_name + "`";
    const std::array<hsize_t, 2> start{area.top, area.left};
    const std::array<hsize_t, 2> count{area.height, area.width};
    const hdf5::Handle inFile = opened(doing, H5Sclose, [&] { return H5Dget_space(m_dataset.id()); });
    checked(doing, [&] {
        return H5Sselect_hyperslab(inFile.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    });
    const hdf5::Handle inMemory =
        opened(doing, H5Sclose, [&] { return H5Screate_simple(static_cast<int>(m_rank), count.data(), nullptr); });
    Bytes bytes(area.height * area.width * m_elementBytes);
    checked(doing, [&] {
        return H5Dread(m_dataset.id(), m_type.id(), inMemory.id(), inFile.id(), H5P_DEFAULT, bytes.data());
    });
    return bytes;
}

StoredChunk ArrayReader::storedChunk(std::size_t top, std::size_t left) const
{
    const std::array<hsize_t, 2> offset{top, left};
    const Lock lock;
    hsize_t size = 0;
    checked("finding a chunk of `" + m_name + "`",
            [&] { return H5Dget_chunk_storage_size(m_dataset.id(), offset.data(), &size); });
    if (size > m_fileBytes) {
        throw Failure("it is damaged: a chunk of `" + m_name + "` claims to be larger than the file");
    }
    if (size == 0) {
        throw Failure("`" + m_name + "` is incomplete: its rows from " + std::to_string(top) + " on were not stored");
    }
    StoredChunk chunk{Bytes(static_cast<std::size_t>(size)), 0};
    checked("reading a chunk of `" + m_name + "`", [&] {
        return H5Dread_chunk(m_dataset.id(), H5P_DEFAULT, offset.data(), &chunk.skippedFilters, chunk.bytes.data());
    });
    return chunk;
}

}  // namespace aurora::storage
