#include "storage/hdf5.h"

#include "aurora/core/file.h"

#include <algorithm>
#include <array>

namespace aurora::storage::hdf5 {

namespace {

constexpr std::size_t longestText = std::size_t{1} << 28U;  // no metadata is near it; a broken length field is

thread_local std::size_t closesThatFailed = 0;

std::recursive_mutex& libraryMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

/// The library's own clean-up at exit is left out: it crashes where a file could not be closed.
bool openLibrary()
{
    return H5dont_atexit() >= 0 && H5open() >= 0;
}

/// Errors are exceptions here. A thread-safe library has an error stack, and prints it, for each thread.
bool silenceErrors()
{
    return H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
}

herr_t appendError(unsigned /*depth*/, const H5E_error2_t* error, void* text)
{
    std::string& line = *static_cast<std::string*>(text);
    if (!line.empty()) {
        line += "; ";
    }
    line += error->func_name;
    line += ": ";
    line += error->desc;
    return 0;
}

bool isScalar(hid_t space)
{
    return checked("reading a shape", [&] { return H5Sget_simple_extent_npoints(space); }) == 1;
}

/// The one text of an attribute or dataset; `read` is H5Aread or H5Dread of it into the type given.
template <class Read>
std::string readOneText(hid_t type, hid_t space, Read read)
{
    if (checked("reading a text", [&] { return H5Tis_variable_str(type); }) > 0) {
        char* text = nullptr;
        checked("reading a text", [&] { return read(type, static_cast<void*>(&text)); });
        std::string copy = text == nullptr ? std::string() : std::string(text);
        checked("reading a text", [&] { return H5Dvlen_reclaim(type, space, H5P_DEFAULT, static_cast<void*>(&text)); });
        return copy;
    }
    const Lock lock;
    const std::size_t bytes = H5Tget_size(type);
    if (bytes == 0 || bytes > longestText) {
        throw Failure("a text has an impossible length");
    }
    std::string text(bytes, '\0');
    checked("reading a text", [&] { return read(type, static_cast<void*>(text.data())); });
    text.resize(std::min(text.find('\0'), text.size()));
    return text;
}

template <class Write>
void writeScalarAttribute(hid_t object, const std::string& name, hid_t type, H5S_class_t shape, Write write)
{
    const Handle space = opened("writing an attribute", H5Sclose, [&] { return H5Screate(shape); });
    const Handle attribute = opened("writing the attribute `" + name + "`", H5Aclose, [&] {
        return H5Acreate2(object, name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT);
    });
    checked("writing the attribute `" + name + "`", [&] { return write(attribute.id()); });
}

Handle openAttribute(hid_t object, const std::string& name)
{
    if (checked("looking for an attribute", [&] { return H5Aexists(object, name.c_str()); }) == 0) {
        return {};
    }
    return opened("reading the attribute `" + name + "`", H5Aclose,
                  [&] { return H5Aopen(object, name.c_str(), H5P_DEFAULT); });
}

}  // namespace

Lock::Lock() : m_guard(libraryMutex())
{
    static const bool isOpen = openLibrary();
    thread_local const bool isSilent = silenceErrors();
    static_cast<void>(isOpen);
    static_cast<void>(isSilent);
}

std::string takeErrorStack()
{
    const Lock lock;
    std::string line;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, appendError, &line);
    H5Eclear2(H5E_DEFAULT);
    return line;
}

Handle& Handle::operator=(Handle&& other) noexcept
{
    std::swap(m_id, other.m_id);
    std::swap(m_close, other.m_close);
    return *this;
}

Handle::~Handle()
{
    if (m_id >= 0) {
        const Lock lock;
        if (m_close(m_id) < 0) {
            ++closesThatFailed;
        }
    }
}

std::size_t failedCloses() noexcept
{
    return closesThatFailed;
}

void Handle::close()
{
    if (m_id >= 0) {
        checked("closing the file", [&] { return m_close(std::exchange(m_id, -1)); });
    }
}

Handle accessWithoutFileLocks()
{
    Handle access = opened("opening the file", H5Pclose, [] { return H5Pcreate(H5P_FILE_ACCESS); });
#if H5_VERSION_GE(1, 10, 7)
    checked("opening the file", [&] { return H5Pset_file_locking(access.id(), false, true); });
#endif
    return access;
}

Handle openFile(const std::filesystem::path& file)
{
    const Handle access = accessWithoutFileLocks();
    const Lock lock;
    const hid_t id = H5Fopen(pathText(file).c_str(), H5F_ACC_RDONLY, access.id());
    if (id < 0) {
        throw Failure("it is not an HDF5 file, or not a complete one", takeErrorStack());
    }
    return {id, H5Fclose};
}

std::size_t indexPlaces(hid_t file)
{
    const Handle creation = opened("opening the file", H5Pclose, [&] { return H5Fget_create_plist(file); });
    unsigned indexSize = 0;
    checked("opening the file", [&] { return H5Pget_istore_k(creation.id(), &indexSize); });
    return std::size_t{2} * indexSize;
}

bool hasObject(hid_t group, const std::string& name)
{
    const Lock lock;
    const bool there =
        H5Lexists(group, name.c_str(), H5P_DEFAULT) > 0 && H5Oexists_by_name(group, name.c_str(), H5P_DEFAULT) > 0;
    H5Eclear2(H5E_DEFAULT);
    return there;
}

Handle openDataset(hid_t group, const std::string& name)
{
    return opened("opening `" + name + "`", H5Dclose, [&] { return H5Dopen2(group, name.c_str(), H5P_DEFAULT); });
}

std::vector<std::string> groupNames(hid_t group)
{
    std::vector<std::string> names;
    const auto append = [](hid_t where, const char* name, const H5L_info_t* link, void* found) -> herr_t {
        if (link->type != H5L_TYPE_HARD) {
            return 0;
        }
        const Handle object(H5Oopen(where, name, H5P_DEFAULT), H5Oclose);
        if (object.id() >= 0 && H5Iget_type(object.id()) == H5I_GROUP) {
            static_cast<std::vector<std::string>*>(found)->emplace_back(name);
        }
        return 0;
    };
    checked("reading the contents",
            [&] { return H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, append, &names); });
    return names;
}

std::optional<std::string> textAttribute(hid_t object, const std::string& name)
{
    const Handle attribute = openAttribute(object, name);
    if (attribute.id() < 0) {
        return std::nullopt;
    }
    const Handle type = opened("reading an attribute", H5Tclose, [&] { return H5Aget_type(attribute.id()); });
    const Handle space = opened("reading an attribute", H5Sclose, [&] { return H5Aget_space(attribute.id()); });
    const Lock lock;
    if (H5Tget_class(type.id()) != H5T_STRING) {
        return std::nullopt;
    }
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) {
        return std::string();
    }
    if (!isScalar(space.id())) {
        return std::nullopt;
    }
    return readOneText(type.id(), space.id(), [&](hid_t as, void* to) { return H5Aread(attribute.id(), as, to); });
}

std::optional<std::int64_t> integerAttribute(hid_t object, const std::string& name)
{
    const Handle attribute = openAttribute(object, name);
    if (attribute.id() < 0) {
        return std::nullopt;
    }
    const Handle type = opened("reading an attribute", H5Tclose, [&] { return H5Aget_type(attribute.id()); });
    const Handle space = opened("reading an attribute", H5Sclose, [&] { return H5Aget_space(attribute.id()); });
    const Lock lock;
    const H5T_class_t kind = H5Tget_class(type.id());
    if ((kind != H5T_INTEGER && kind != H5T_BITFIELD) || !isScalar(space.id())) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const hid_t as = kind == H5T_BITFIELD ? H5T_NATIVE_B64 : H5T_NATIVE_INT64;
    checked("reading the attribute `" + name + "`", [&] { return H5Aread(attribute.id(), as, &value); });
    return value;
}

Handle textType(std::size_t bytes, Charset charset)
{
    Handle type = opened("making a text type", H5Tclose, [] { return H5Tcopy(H5T_C_S1); });
    checked("making a text type", [&] { return H5Tset_size(type.id(), bytes); });
    checked("making a text type", [&] { return H5Tset_strpad(type.id(), H5T_STR_NULLPAD); });
    checked("making a text type",
            [&] { return H5Tset_cset(type.id(), charset == Charset::Utf8 ? H5T_CSET_UTF8 : H5T_CSET_ASCII); });
    return type;
}

void writeTextAttribute(hid_t object, const std::string& name, std::string_view text)
{
    const Handle type = textType(std::max<std::size_t>(text.size(), 1), Charset::Utf8);
    writeScalarAttribute(object, name, type.id(), text.empty() ? H5S_NULL : H5S_SCALAR, [&](hid_t attribute) {
        return text.empty() ? 0 : H5Awrite(attribute, type.id(), text.data());
    });
}

void writeIntegerAttribute(hid_t object, const std::string& name, std::int64_t value)
{
    const Lock lock;
    writeScalarAttribute(object, name, H5T_STD_I64LE, H5S_SCALAR,
                         [&](hid_t attribute) { return H5Awrite(attribute, H5T_NATIVE_INT64, &value); });
}

void writeByteAttribute(hid_t object, const std::string& name, std::uint8_t value)
{
    const Lock lock;
    writeScalarAttribute(object, name, H5T_STD_U8LE, H5S_SCALAR,
                         [&](hid_t attribute) { return H5Awrite(attribute, H5T_NATIVE_UINT8, &value); });
}

std::string readText(hid_t group, const std::string& name)
{
    const Handle dataset = openDataset(group, name);
    const Handle type = opened("reading `" + name + "`", H5Tclose, [&] { return H5Dget_type(dataset.id()); });
    const Handle space = opened("reading `" + name + "`", H5Sclose, [&] { return H5Dget_space(dataset.id()); });
    if (checked("reading `" + name + "`", [&] { return H5Tget_class(type.id()); }) != H5T_STRING ||
        !isScalar(space.id())) {
        throw Failure("`" + name + "` is not a single text");
    }
    return readOneText(type.id(), space.id(), [&](hid_t as, void* to) {
        return H5Dread(dataset.id(), as, H5S_ALL, H5S_ALL, H5P_DEFAULT, to);
    });
}

void writeText(hid_t group, const std::string& name, const std::string& text)
{
    const std::string doing = "writing `" + name + "`";
    const Handle type = opened(doing, H5Tclose, [] { return H5Tcopy(H5T_C_S1); });
    checked(doing, [&] { return H5Tset_size(type.id(), H5T_VARIABLE); });
    checked(doing, [&] { return H5Tset_cset(type.id(), H5T_CSET_UTF8); });
    const Handle space = opened(doing, H5Sclose, [] { return H5Screate(H5S_SCALAR); });
    const Handle creation = opened(doing, H5Pclose, [] { return H5Pcreate(H5P_DATASET_CREATE); });
    checked(doing, [&] { return H5Pset_obj_track_times(creation.id(), false); });
    const Handle dataset = opened(doing, H5Dclose, [&] {
        return H5Dcreate2(group, name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT);
    });
    const char* content = text.c_str();
    checked(doing, [&] { return H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &content); });
}

}  // namespace aurora::storage::hdf5
