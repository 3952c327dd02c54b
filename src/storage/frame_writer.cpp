#include "storage/frame_writer.h"

#include "aurora/core/parallel.h"
#include "storage/chunk_codec.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace aurora::storage {

namespace {

using hdf5::checked;
using hdf5::Handle;
using hdf5::opened;

constexpr std::size_t mostRowsPerChunk = 65536;
constexpr unsigned notedDeflateLevel = 6;  // of the filter's description only: chunks are compressed by encodeChunk

template <class View>
struct ElementOf
{
    using Type = std::remove_cv_t<typename View::element_type>;
};

template <>
struct ElementOf<RoundedToFloat>
{
    using Type = float;
};

template <class View>
std::size_t sizeOf(const View& view)
{
    if constexpr (std::is_same_v<View, RoundedToFloat>) {
        return view.values.size();
    } else {
        return view.size();
    }
}

/// The HDF5 type of an element in the file: little-endian everywhere.
template <class Element>
hid_t fileType()
{
    if constexpr (std::is_same_v<Element, double>) {
        return H5T_IEEE_F64LE;
    } else if constexpr (std::is_same_v<Element, float>) {
        return H5T_IEEE_F32LE;
    } else if constexpr (std::is_signed_v<Element>) {
        constexpr std::size_t bytes = sizeof(Element);
        return bytes == 8 ? H5T_STD_I64LE : bytes == 4 ? H5T_STD_I32LE : bytes == 2 ? H5T_STD_I16LE : H5T_STD_I8LE;
    } else {
        constexpr std::size_t bytes = sizeof(Element);
        return bytes == 8 ? H5T_STD_U64LE : bytes == 4 ? H5T_STD_U32LE : bytes == 2 ? H5T_STD_U16LE : H5T_STD_U8LE;
    }
}

template <class View>
StoredChunk encodeRows(const View& view, std::size_t begin, std::size_t chunkRows)
{
    using Element = typename ElementOf<View>::Type;
    const std::size_t count = std::min(chunkRows, sizeOf(view) - begin);
    std::vector<Element> padded;
    if constexpr (std::is_same_v<View, RoundedToFloat>) {
        padded.resize(chunkRows, 0);
        std::transform(view.values.begin() + static_cast<std::ptrdiff_t>(begin),
                       view.values.begin() + static_cast<std::ptrdiff_t>(begin + count), padded.begin(),
                       [](double value) { return static_cast<float>(value); });
    } else {
        if (count == chunkRows) {
            return encodeChunk(std::as_bytes(view.subspan(begin, count)), sizeof(Element));
        }
        padded.resize(chunkRows, 0);  // HDF5 stores whole chunks
        std::copy_n(view.begin() + static_cast<std::ptrdiff_t>(begin), count, padded.begin());
    }
    return encodeChunk(std::as_bytes(std::span<const Element>(padded)), sizeof(Element));
}

/// Row labels 0, 1, 2, …, made where they are needed.
StoredChunk encodeLabels(std::size_t rows, std::size_t begin, std::size_t chunkRows)
{
    std::vector<std::int32_t> labels(chunkRows, 0);
    for (std::size_t i = 0; i < std::min(chunkRows, rows - begin); ++i) {
        labels[i] = static_cast<std::int32_t>(begin + i);
    }
    return encodeChunk(std::as_bytes(std::span<const std::int32_t>(labels)), sizeof(std::int32_t));
}

/// What PyTables notes at each array. Contiguous arrays and chunked ones are two of its classes.
void writeArrayAttributes(hid_t dataset, bool isChunked)
{
    hdf5::writeTextAttribute(dataset, "CLASS", isChunked ? "CARRAY" : "ARRAY");
    hdf5::writeTextAttribute(dataset, "TITLE", "");
    hdf5::writeTextAttribute(dataset, "VERSION", isChunked ? "1.1" : "2.4");
    hdf5::writeByteAttribute(dataset, "transposed", 1);
}

void writeGroupAttributes(hid_t group)
{
    hdf5::writeTextAttribute(group, "CLASS", "GROUP");
    hdf5::writeTextAttribute(group, "TITLE", "");
    hdf5::writeTextAttribute(group, "VERSION", "1.0");
}

/// An array of `rows` (× 1) elements: chunked with shuffle and deflate, or contiguous when there are none.
Handle createArray(hid_t group, const std::string& name, hid_t type, std::size_t rows, int rank)
{
    const std::string doing = "writing `" + name + "`";
    const std::array<hsize_t, 2> shape{rows, 1};
    const std::array<hsize_t, 2> chunk{rowsPerChunk(rows), 1};
    const Handle space = opened(doing, H5Sclose, [&] { return H5Screate_simple(rank, shape.data(), nullptr); });
    const Handle creation = opened(doing, H5Pclose, [] { return H5Pcreate(H5P_DATASET_CREATE); });
    checked(doing, [&] { return H5Pset_obj_track_times(creation.id(), false); });
    if (rows > 0) {
        checked(doing, [&] { return H5Pset_chunk(creation.id(), rank, chunk.data()); });
        checked(doing, [&] { return H5Pset_shuffle(creation.id()); });
        checked(doing, [&] { return H5Pset_deflate(creation.id(), notedDeflateLevel); });
        checked(doing, [&] { return H5Pset_fill_time(creation.id(), H5D_FILL_TIME_NEVER); });
    }
    Handle dataset = opened(doing, H5Dclose, [&] {
        return H5Dcreate2(group, name.c_str(), type, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT);
    });
    writeArrayAttributes(dataset.id(), rows > 0);
    return dataset;
}

/// Column names as texts of one length: pandas cannot read others.
void writeNames(hid_t group, const std::string& name, std::span<const std::string> names)
{
    const std::string doing = "writing `" + name + "`";
    std::size_t longest = 1;
    for (const std::string& text : names) {
        longest = std::max(longest, text.size());
    }
    std::string packed(longest * names.size(), '\0');
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::copy(names[i].begin(), names[i].end(), packed.begin() + static_cast<std::ptrdiff_t>(i * longest));
    }
    const Handle type = hdf5::textType(longest, hdf5::Charset::Ascii);  // as PyTables; `encoding` says it is UTF-8
    const hsize_t count = names.size();
    const Handle space = opened(doing, H5Sclose, [&] { return H5Screate_simple(1, &count, nullptr); });
    const Handle creation = opened(doing, H5Pclose, [] { return H5Pcreate(H5P_DATASET_CREATE); });
    checked(doing, [&] { return H5Pset_obj_track_times(creation.id(), false); });
    const Handle dataset = opened(doing, H5Dclose, [&] {
        return H5Dcreate2(group, name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT);
    });
    if (!names.empty()) {
        checked(doing, [&] { return H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, packed.data()); });
    }
    writeArrayAttributes(dataset.id(), false);
    hdf5::writeTextAttribute(dataset.id(), "kind", "string");
}

void writeFrameAttributes(hid_t group, std::size_t columns)
{
    writeGroupAttributes(group);
    hdf5::writeTextAttribute(group, "pandas_type", "frame");
    hdf5::writeTextAttribute(group, "pandas_version", "0.15.2");
    hdf5::writeTextAttribute(group, "encoding", "UTF-8");
    hdf5::writeTextAttribute(group, "errors", "strict");
    hdf5::writeIntegerAttribute(group, "ndim", 2);
    hdf5::writeIntegerAttribute(group, "nblocks", static_cast<std::int64_t>(columns));
    hdf5::writeTextAttribute(group, "axis0_variety", "regular");
    hdf5::writeTextAttribute(group, "axis1_variety", "regular");
    for (std::size_t i = 0; i < columns; ++i) {
        hdf5::writeTextAttribute(group, "block" + std::to_string(i) + "_items_variety", "regular");
    }
}

Handle createGroup(hid_t file, const std::string& name)
{
    const Handle creation = opened("writing `" + name + "`", H5Pclose, [] { return H5Pcreate(H5P_GROUP_CREATE); });
    checked("writing `" + name + "`", [&] { return H5Pset_obj_track_times(creation.id(), false); });
    return opened("writing `" + name + "`", H5Gclose,
                  [&] { return H5Gcreate2(file, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT); });
}

/// Compresses all chunks of all arrays on all cores and writes them one after the other.
/// @param arrays  the row labels, then a block for each column
void writeChunks(const hdf5::NewFile& file, std::span<const Handle> arrays, std::span<const ColumnView> columns,
                 std::size_t rows, const Progress& progress)
{
    const std::size_t chunkRows = rowsPerChunk(rows);
    const std::size_t chunks = chunkCount(rows);
    const auto encode = [&](std::size_t job) {
        progress.throwIfCancelled();
        const std::size_t array = job / chunks;
        const std::size_t begin = job % chunks * chunkRows;
        if (array == 0) {
            return encodeLabels(rows, begin, chunkRows);
        }
        return std::visit([&](const auto& view) { return encodeRows(view, begin, chunkRows); },
                          columns[array - 1].values);
    };
    const auto store = [&](std::size_t job, const StoredChunk& chunk) {
        const std::array<hsize_t, 2> offset{job % chunks * chunkRows, 0};
        checked("writing a chunk", [&] {
            return H5Dwrite_chunk(arrays[job / chunks].id(), H5P_DEFAULT, chunk.skippedFilters, offset.data(),
                                  chunk.bytes.size(), chunk.bytes.data());
        });
        file.throwIfFailed();
    };
    makeInOrder<StoredChunk>(arrays.size() * chunks, encode, store);
}

}  // namespace

std::size_t chunkCount(std::size_t rows)
{
    return rows == 0 ? 0 : (rows - 1) / mostRowsPerChunk + 1;
}

std::size_t rowsPerChunk(std::size_t rows)
{
    return rows == 0 ? 1 : (rows - 1) / chunkCount(rows) + 1;
}

std::size_t rowsOf(const ColumnView& column)
{
    return std::visit([](const auto& view) { return sizeOf(view); }, column.values);
}

void writeRootAttributes(hid_t file)
{
    writeGroupAttributes(file);
    hdf5::writeTextAttribute(file, "PYTABLES_FORMAT_VERSION", "2.1");
}

void writeColumns(const hdf5::NewFile& file, std::span<const ColumnView> columns, const Progress& progress)
{
    writeRootAttributes(file.id());
    const Handle group = createGroup(file.id(), "data");
    writeFrameAttributes(group.id(), columns.size());

    std::vector<std::string> names;
    for (const ColumnView& column : columns) {
        names.push_back(column.name);
    }
    writeNames(group.id(), "axis0", names);

    const std::size_t rows = columns.empty() ? 0 : rowsOf(columns.front());
    std::vector<Handle> arrays;
    {
        const hdf5::Lock lock;
        arrays.push_back(createArray(group.id(), "axis1", H5T_STD_I32LE, rows, 1));
    }
    hdf5::writeTextAttribute(arrays.front().id(), "kind", "integer");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string block = "block" + std::to_string(i);
        writeNames(group.id(), block + "_items", std::span(names).subspan(i, 1));
        const hdf5::Lock lock;
        const hid_t type = std::visit(
            [](const auto& view) { return fileType<typename ElementOf<std::decay_t<decltype(view)>>::Type>(); },
            columns[i].values);
        arrays.push_back(createArray(group.id(), block + "_values", type, rows, 2));
    }
    writeChunks(file, arrays, columns, rows, progress);
}

}  // namespace aurora::storage
