#include "storage/write_driver.h"

#include "aurora/core/file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <limits>
#include <new>
#include <system_error>
#include <utility>

// What a "virtual file driver" is to do: the comments at H5FD_class_t in H5FDpublic.h (H5FDdevelop.h since HDF5 1.13)
// and the driver for the C library's streams that comes with HDF5, H5FDstdio.c.

namespace aurora::storage::hdf5 {

namespace {

namespace fs = std::filesystem;

constexpr unsigned defaultIndexSize = 32;  // of the library: half the places of one node of an index of chunks

/// What the access property list carries to the driver.
struct DriverInfo
{
    WriteOutcome* outcome;
};

struct DrivenFile : H5FD_t
{
    fs::path path;
    std::filebuf buffer;
    haddr_t allocated = 0;  // "end of address": up to where the library has given out room
    haddr_t end = 0;        // "end of file"
    haddr_t written = 0;    // up to where something was written
    WriteOutcome* outcome = nullptr;
};

DrivenFile& driven(H5FD_t* file)
{
    return *static_cast<DrivenFile*>(file);
}

const DrivenFile& driven(const H5FD_t* file)
{
    return *static_cast<const DrivenFile*>(file);
}

void noteFailure(DrivenFile& file)
{
    if (!file.outcome->failed) {
        file.outcome->failed = true;
        file.outcome->errorNumber = errno;
    }
}

/// Goes there and gives what the call answers, a number of bytes; 0 where either fails. (Some standard libraries throw
/// where a disk does not answer. No exception may pass through HDF5.)
template <class Call>
std::streamsize at(DrivenFile& file, haddr_t place, Call call)
{
    try {
        const auto position = static_cast<std::streamoff>(place);
        return file.buffer.pubseekpos(position) == std::streampos(position) ? std::max<std::streamsize>(call(), 0) : 0;
    } catch (const std::exception&) {
        return 0;
    }
}

H5FD_t* openNew(const char* name, unsigned /*flags*/, hid_t access, haddr_t /*maximum*/)
{
    const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(access));
    try {
        auto file = std::make_unique<DrivenFile>();
        file->path = pathFromText(name);
        file->outcome = info->outcome;
        errno = 0;
        if (file->buffer.open(file->path, std::ios::in | std::ios::out | std::ios::trunc | std::ios::binary) != nullptr)
        {
            return file.release();
        }
        noteFailure(*file);
    } catch (const std::bad_alloc&) {
        info->outcome->failed = true;
        info->outcome->errorNumber = ENOMEM;
    }
    return nullptr;
}

herr_t closeNew(H5FD_t* library)
{
    const std::unique_ptr<DrivenFile> file(&driven(library));
    errno = 0;
    if (file->buffer.close() == nullptr) {
        noteFailure(*file);
    }
    if (!file->outcome->failed) {
        std::error_code code;
        fs::resize_file(file->path, file->end, code);
        if (code) {
            errno = code.value();
            noteFailure(*file);
        }
    }
    file->outcome->closed = true;
    return 0;
}

/// As the library's own drivers for plain files, so that it lays files out as ever.
herr_t tellFeatures(const H5FD_t* /*file*/, unsigned long* flags)
{
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
}

haddr_t allocatedEnd(const H5FD_t* file, H5FD_mem_t /*type*/)
{
    return driven(file).allocated;
}

herr_t setAllocatedEnd(H5FD_t* file, H5FD_mem_t /*type*/, haddr_t end)
{
    driven(file).allocated = end;
    return 0;
}

haddr_t fileEnd(const H5FD_t* file, H5FD_mem_t /*type*/)
{
    return driven(file).end;
}

/// What was never written is zeros.
herr_t readPart(H5FD_t* library, H5FD_mem_t /*type*/, hid_t /*transfer*/, haddr_t place, std::size_t bytes, void* to)
{
    DrivenFile& file = driven(library);
    auto* const begin = static_cast<char*>(to);
    std::streamsize got = 0;
    errno = 0;
    if (!file.outcome->failed) {
        got = at(file, place, [&] { return file.buffer.sgetn(begin, static_cast<std::streamsize>(bytes)); });
        const haddr_t there = file.written > place ? std::min<haddr_t>(file.written - place, bytes) : 0;
        if (static_cast<haddr_t>(got) < there) {
            noteFailure(file);
        }
    }
    std::fill(begin + got, begin + bytes, '\0');
    return 0;
}

herr_t writePart(H5FD_t* library, H5FD_mem_t /*type*/, hid_t /*transfer*/, haddr_t place, std::size_t bytes,
                 const void* from)
{
    DrivenFile& file = driven(library);
    const auto count = static_cast<std::streamsize>(bytes);
    errno = 0;
    if (!file.outcome->failed &&
        at(file, place, [&] { return file.buffer.sputn(static_cast<const char*>(from), count); }) != count)
    {
        noteFailure(file);
    }
    file.written = std::max<haddr_t>(file.written, place + bytes);
    file.end = std::max(file.end, file.written);
    return 0;
}

/// To the length that the library gave out; the file itself follows when it is closed.
herr_t fitLength(H5FD_t* file, hid_t /*transfer*/, hbool_t /*isClosing*/)
{
    driven(file).end = driven(file).allocated;
    return 0;
}

H5FD_class_t driverTable()
{
    H5FD_class_t table{};
#ifdef H5FD_CLASS_VERSION
    table.version = H5FD_CLASS_VERSION;
    table.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED + 1);  // of our own: above those of the library
#endif
    table.name = "aurora_new_file";
    table.maxaddr = static_cast<haddr_t>(std::numeric_limits<std::streamoff>::max());
    table.fc_degree = H5F_CLOSE_WEAK;
    table.fapl_size = sizeof(DriverInfo);
    table.open = openNew;
    table.close = closeNew;
    table.query = tellFeatures;
    table.get_eoa = allocatedEnd;
    table.set_eoa = setAllocatedEnd;
    table.get_eof = fileEnd;
    table.read = readPart;
    table.write = writePart;
    table.truncate = fitLength;
    constexpr std::array<H5FD_mem_t, H5FD_MEM_NTYPES> twoKinds = H5FD_FLMAP_DICHOTOMY;
    std::copy(twoKinds.begin(), twoKinds.end(), table.fl_map);
    return table;
}

std::string causeOf(const WriteOutcome& outcome)
{
    return outcome.errorNumber == 0 ? std::string() : std::generic_category().message(outcome.errorNumber);
}

hid_t writeDriver()
{
    static const H5FD_class_t table = driverTable();
    static const hid_t driver = checked("preparing HDF5", [] { return H5FDregister(&table); });
    return driver;
}

}  // namespace

NewFile::NewFile(const fs::path& file, std::size_t chunksOfArray)
    : m_outcome(std::make_unique<WriteOutcome>()), m_failedBefore(failedCloses())
{
    const Lock lock;
    const Handle access = accessWithoutFileLocks();
    const DriverInfo info{m_outcome.get()};
    checked("creating the file", [&] { return H5Pset_driver(access.id(), writeDriver(), &info); });
    // Room is not taken in blocks of 2 kB, whose unused ends would stay in the file.
    checked("creating the file", [&] { return H5Pset_meta_block_size(access.id(), 0); });
    checked("creating the file", [&] { return H5Pset_small_data_block_size(access.id(), 0); });
    const Handle creation = opened("creating the file", H5Pclose, [] { return H5Pcreate(H5P_FILE_CREATE); });
    checked("creating the file", [&] { return H5Pset_obj_track_times(creation.id(), false); });
    const std::size_t indexSize = std::clamp<std::size_t>((chunksOfArray + 1) / 2, 1, defaultIndexSize);
    checked("creating the file", [&] { return H5Pset_istore_k(creation.id(), static_cast<unsigned>(indexSize)); });
    const hid_t id = H5Fcreate(pathText(file).c_str(), H5F_ACC_TRUNC, creation.id(), access.id());
    if (id < 0) {
        const std::string stack = takeErrorStack();
        throw Failure("creating the file failed", m_outcome->failed ? causeOf(*m_outcome) : stack);
    }
    m_file = Handle(id, H5Fclose);
}

NewFile::~NewFile()
{
    {
        const Handle closed = std::move(m_file);
    }
    if (!m_outcome->closed) {
        static_cast<void>(m_outcome.release());  // the library still has the file, and writes there
    }
}

void NewFile::throwIfFailed() const
{
    if (m_outcome->failed) {
        throw Failure("writing it failed", causeOf(*m_outcome));
    }
}

void NewFile::close()
{
    m_file.close();
    throwIfFailed();
    if (!m_outcome->closed || failedCloses() != m_failedBefore) {
        throw Failure("closing the file failed", takeErrorStack());
    }
}

}  // namespace aurora::storage::hdf5
