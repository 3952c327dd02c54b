#pragma once

#include "storage/hdf5.h"

#include <cstddef>
#include <filesystem>
#include <memory>

namespace aurora::storage::hdf5 {

/// How the writing of a file has gone so far.
struct WriteOutcome
{
    bool failed = false;
    int errorNumber = 0;  ///< `errno` of the first write that failed
    bool closed = false;  ///< by the library
};

/// A new HDF5 file that is being filled. The library never hears of a write that failed (a full disk): told of one, it
/// keeps what it had of the file in memory for ever, and may crash at the end of the program. So what comes after the
/// first failure is dropped, and whoever fills the file asks here.
class NewFile
{
public:
    /// Every chunked array has an index of its chunks, which by the library's default takes 2.6 kB however few they
    /// are: in files of some thousand rows more than the numbers.
    /// @param chunksOfArray  how many chunks an array of the file has; more than the index has places for are indexed
    ///                       too, by further levels of it
    /// @throws Failure
    NewFile(const std::filesystem::path& file, std::size_t chunksOfArray);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    [[nodiscard]] hid_t id() const noexcept { return m_file.id(); }

    /// @throws Failure when something could not be written: nothing that follows will be, either
    void throwIfFailed() const;

    /// Closes the file; everything is in it then, though not yet on the disk. @throws Failure
    void close();

private:
    std::unique_ptr<WriteOutcome> m_outcome;  ///< the library holds its address until it closes the file
    std::size_t m_failedBefore;               ///< see failedCloses
    Handle m_file;
};

}  // namespace aurora::storage::hdf5
