#include "platform.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/terminal.h"

#include <atomic>
#include <cstdio>
#include <random>

#ifdef _WIN32
#    define NOMINMAX
#    include <io.h>
#    include <windows.h>
#else
#    include <fcntl.h>
#    include <unistd.h>
#endif

namespace aurora::platform {

namespace fs = std::filesystem;

#ifdef _WIN32

void flushToDisk(const fs::path& file)
{
    const HANDLE handle = CreateFileW(file.c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                                      FILE_ATTRIBUTE_NORMAL, nullptr);
    const bool flushed = handle != INVALID_HANDLE_VALUE && FlushFileBuffers(handle) != 0;
    if (handle != INVALID_HANDLE_VALUE) {
        CloseHandle(handle);
    }
    if (!flushed) {
        throw Error(pathText(file) + ": could not be flushed to the disk.");
    }
}

void flushFolder(const fs::path&) noexcept {}

static unsigned long processId()
{
    return GetCurrentProcessId();
}

#else

void flushToDisk(const fs::path& file)
{
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0) {
        ::close(handle);
    }
    if (!flushed) {
        throw Error(pathText(file) + ": could not be flushed to the disk.");
    }
}

void flushFolder(const fs::path& folder) noexcept
{
    const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle);
        ::close(handle);
    }
}

static unsigned long processId()
{
    return static_cast<unsigned long>(::getpid());
}

#endif

std::string uniqueSuffix()
{
    // Two computers may write into one folder of a share with the same process number: the token tells them apart.
    static const unsigned token = std::random_device{}();
    static std::atomic<unsigned> counter{0};
    return std::to_string(processId()) + "-" + std::to_string(token) + "-" + std::to_string(counter++);
}

}  // namespace aurora::platform

namespace aurora {

bool standardErrorIsTerminal()
{
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

}  // namespace aurora
