#pragma once

#include "aurora/core/progress.h"
#include "formats/zip_archive.h"

#include <memory>

namespace aurora::formats {

/// A member of an archive on its way out of it.
///
/// A large one is unpacked on a thread of its own, because libdeflate cannot be interrupted: whoever waits for it can
/// leave at once, and the thread then ends by itself.
class Unpacking
{
public:
    Unpacking(ZipArchive::Member member, Bytes packed);
    ~Unpacking();
    Unpacking(Unpacking&&) = default;
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;
    Unpacking& operator=(Unpacking&&) = delete;

    /// The unpacked bytes, whose CRC-32 is right. Once.
    /// @throws FormatError without the file's name: damaged
    /// @throws Cancelled
    [[nodiscard]] Bytes wait(Progress& progress);

private:
    class Job;

    std::shared_ptr<Job> m_job;
};

}  // namespace aurora::formats
