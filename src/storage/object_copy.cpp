#include "storage/object_copy.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace aurora::storage {

namespace {

using hdf5::checked;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::opened;

constexpr int deepestGroup = 8;

/// What a copy needs everywhere.
struct Copying
{
    std::uintmax_t fileBytes;  ///< of the file that is copied: no array of it is larger
    const hdf5::NewFile& file;
    const Progress& progress;

    /// @throws Cancelled @throws Failure where the disk is full: the rest need not be read
    void goOn() const
    {
        progress.throwIfCancelled();
        file.throwIfFailed();
    }
};

/// What is directly in a group, by name and in order.
struct Members
{
    std::vector<std::string> groups;
    std::vector<std::string> datasets;
    bool hasOthers = false;  ///< links to elsewhere, types
};

Members membersOf(hid_t group)
{
    Members members;
    const auto note = [](hid_t where, const char* name, const H5L_info_t* link, void* found) -> herr_t {
        Members& noted = *static_cast<Members*>(found);
        const Handle object(link->type == H5L_TYPE_HARD ? H5Oopen(where, name, H5P_DEFAULT) : -1, H5Oclose);
        const H5I_type_t type = object.id() < 0 ? H5I_BADID : H5Iget_type(object.id());
        if (type == H5I_GROUP) {
            noted.groups.emplace_back(name);
        } else if (type == H5I_DATASET) {
            noted.datasets.emplace_back(name);
        } else {
            noted.hasOthers = true;
        }
        return 0;
    };
    checked("reading the contents",
            [&] { return H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, note, &members); });
    return members;
}

void copyWhole(hid_t from, hid_t to, const std::string& name)
{
    checked("copying `" + name + "`",
            [&] { return H5Ocopy(from, name.c_str(), to, name.c_str(), H5P_DEFAULT, H5P_DEFAULT); });
}

/// Copies one attribute, whatever its type: texts of variable length are read into memory of the library.
void copyAttribute(hid_t attribute, hid_t to, const std::string& name)
{
    const std::string doing = "copying the attribute `" + name + "`";
    const Handle type = opened(doing, H5Tclose, [&] { return H5Aget_type(attribute); });
    const Handle space = opened(doing, H5Sclose, [&] { return H5Aget_space(attribute); });
    const Handle copy = opened(
        doing, H5Aclose, [&] { return H5Acreate2(to, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT); });
    if (checked(doing, [&] { return H5Sget_simple_extent_type(space.id()); }) == H5S_NULL) {
        return;
    }
    const hssize_t count = checked(doing, [&] { return H5Sget_simple_extent_npoints(space.id()); });
    std::vector<std::byte> values(static_cast<std::size_t>(count) * H5Tget_size(type.id()));
    checked(doing, [&] { return H5Aread(attribute, type.id(), values.data()); });
    checked(doing, [&] { return H5Awrite(copy.id(), type.id(), values.data()); });
    checked(doing, [&] { return H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, values.data()); });
}

void copyAttributes(hid_t from, hid_t to)
{
    const hdf5::Lock lock;  // they are small
    std::vector<std::string> names;
    const auto note = [](hid_t, const char* name, const H5A_info_t*, void* found) -> herr_t {
        static_cast<std::vector<std::string>*>(found)->emplace_back(name);
        return 0;
    };
    checked("reading the attributes",
            [&] { return H5Aiterate2(from, H5_INDEX_NAME, H5_ITER_INC, nullptr, note, &names); });
    for (const std::string& name : names) {
        const Handle attribute = opened("reading the attribute `" + name + "`", H5Aclose,
                                        [&] { return H5Aopen(from, name.c_str(), H5P_DEFAULT); });
        copyAttribute(attribute.id(), to, name);
    }
}

/// Numbers and texts of fixed length: what is in their chunks does not point to elsewhere in the file.
bool isSelfContained(hid_t type)
{
    const H5T_class_t kind = checked("reading a type", [&] { return H5Tget_class(type); });
    const bool isText = kind == H5T_STRING && checked("reading a type", [&] { return H5Tis_variable_str(type); }) == 0;
    return isText || kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_BITFIELD || kind == H5T_ENUM;
}

/// The chunks of an array, one after the other.
class ChunkWalk
{
public:
    ChunkWalk(std::vector<hsize_t> shape, std::vector<hsize_t> chunk)
        : m_shape(std::move(shape)), m_chunk(std::move(chunk)), m_offset(m_shape.size(), 0)
    {
        m_isOver = std::find(m_shape.begin(), m_shape.end(), hsize_t{0}) != m_shape.end();
    }

    [[nodiscard]] bool isOver() const { return m_isOver; }

    [[nodiscard]] const hsize_t* offset() const { return m_offset.data(); }

    void next()
    {
        for (std::size_t axis = m_shape.size(); axis-- > 0;) {
            m_offset[axis] += m_chunk[axis];
            if (m_offset[axis] < m_shape[axis]) {
                return;
            }
            m_offset[axis] = 0;
        }
        m_isOver = true;
    }

private:
    std::vector<hsize_t> m_shape;
    std::vector<hsize_t> m_chunk;
    std::vector<hsize_t> m_offset;
    bool m_isOver = false;
};

/// Nothing where the array is not chunked.
std::optional<ChunkWalk> chunksOf(hid_t creation, hid_t space)
{
    if (checked("reading a layout", [&] { return H5Pget_layout(creation); }) != H5D_CHUNKED) {
        return std::nullopt;
    }
    const int rank = checked("reading a shape", [&] { return H5Sget_simple_extent_ndims(space); });
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    std::vector<hsize_t> chunk(shape.size());
    checked("reading a shape", [&] { return H5Sget_simple_extent_dims(space, shape.data(), nullptr); });
    checked("reading a layout", [&] { return H5Pget_chunk(creation, rank, chunk.data()); });
    return ChunkWalk(std::move(shape), std::move(chunk));
}

/// One chunk as it lies in the file. @return its bytes; 0 where none was stored
hsize_t copyChunk(hid_t from, hid_t to, const hsize_t* offset, std::vector<std::byte>& bytes, hsize_t most)
{
    constexpr const char* doing = "copying a chunk";
    const hdf5::Lock lock;
    hsize_t size = 0;
    if (H5Dget_chunk_storage_size(from, offset, &size) < 0 || size == 0) {
        (void)hdf5::takeErrorStack();  // some versions call a chunk that was never stored an error
        return 0;
    }
    if (size > most) {
        throw Failure("it is damaged: a chunk claims to be larger than its array");
    }
    bytes.resize(static_cast<std::size_t>(size));
    std::uint32_t skippedFilters = 0;
    checked(doing, [&] { return H5Dread_chunk(from, H5P_DEFAULT, offset, &skippedFilters, bytes.data()); });
    checked(doing, [&] { return H5Dwrite_chunk(to, H5P_DEFAULT, skippedFilters, offset, bytes.size(), bytes.data()); });
    return size;
}

/// Of all chunks of an array together, as they lie in the file.
hsize_t storedBytes(hid_t dataset)
{
    const hdf5::Lock lock;
    return H5Dget_storage_size(dataset);
}

/// A new array like another, without its values. Nothing where the library refuses to make one, as it does where it
/// does not have a filter that it would need.
Handle createdLike(const Handle& type, const Handle& space, const Handle& creation, hid_t to, const std::string& name)
{
    const hdf5::Lock lock;
    Handle dataset(H5Dcreate2(to, name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                   H5Dclose);
    if (dataset.id() < 0) {
        (void)hdf5::takeErrorStack();
    }
    return dataset;
}

void copyDataset(hid_t from, hid_t to, const std::string& name, const Copying& copying)
{
    const std::string doing = "copying `" + name + "`";
    const Handle dataset = hdf5::openDataset(from, name);
    const Handle type = opened(doing, H5Tclose, [&] { return H5Dget_type(dataset.id()); });
    const Handle space = opened(doing, H5Sclose, [&] { return H5Dget_space(dataset.id()); });
    const Handle creation = opened(doing, H5Pclose, [&] { return H5Dget_create_plist(dataset.id()); });
    std::optional<ChunkWalk> chunks = isSelfContained(type.id()) ? chunksOf(creation.id(), space.id()) : std::nullopt;
    const Handle copy = chunks ? createdLike(type, space, creation, to, name) : Handle();
    if (copy.id() < 0) {
        copyWhole(from, to, name);
        return;
    }
    copyAttributes(dataset.id(), copy.id());
    const hsize_t stored = storedBytes(dataset.id());
    if (stored > copying.fileBytes) {
        throw Failure("it is damaged: `" + name + "` claims to be larger than the file");
    }
    std::vector<std::byte> bytes;
    hsize_t copied = 0;
    for (; copied < stored && !chunks->isOver(); chunks->next()) {
        copying.goOn();
        copied += copyChunk(dataset.id(), copy.id(), chunks->offset(), bytes, stored - copied);
    }
    if (copied != stored) {
        throw Failure("it is damaged: not every chunk of `" + name + "` can be found");
    }
}

void copyMembers(hid_t from, hid_t to, const std::string& name, int depth, const Copying& copying)
{
    const std::string doing = "copying `" + name + "`";
    const Handle group = opened(doing, H5Gclose, [&] { return H5Gopen2(from, name.c_str(), H5P_DEFAULT); });
    const Members members = membersOf(group.id());
    if (members.hasOthers || depth == deepestGroup) {
        copyWhole(from, to, name);
        return;
    }
    const Handle creation = opened(doing, H5Pclose, [&] { return H5Gget_create_plist(group.id()); });
    const Handle copy =
        opened(doing, H5Gclose, [&] { return H5Gcreate2(to, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT); });
    copyAttributes(group.id(), copy.id());
    for (const std::string& member : members.groups) {
        copyMembers(group.id(), copy.id(), member, depth + 1, copying);
    }
    for (const std::string& member : members.datasets) {
        copying.goOn();
        copyDataset(group.id(), copy.id(), member, copying);
    }
}

}  // namespace

void copyGroup(hid_t from, const hdf5::NewFile& to, const std::string& name, const Progress& progress)
{
    hsize_t fileBytes = 0;
    checked("reading the size of the file", [&] { return H5Fget_filesize(from, &fileBytes); });
    copyMembers(from, to.id(), name, 0, {fileBytes, to, progress});
}

}  // namespace aurora::storage
