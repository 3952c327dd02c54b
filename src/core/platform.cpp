#include "platform.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_lock.h"
#include "aurora/core/process_state.h"
#include "aurora/core/terminal.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <random>
#include <utility>

#ifdef _WIN32
#    include <io.h>
#    include <windows.h>
#else
#    include <csignal>
#    include <fcntl.h>
#    include <sys/file.h>
#    include <sys/stat.h>
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

#ifdef _WIN32

std::optional<FileLock> FileLock::tryLock(const std::filesystem::path& file)
{
    const HANDLE handle =
        CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                    nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        throw Error(pathText(file) + ": cannot be written.");
    }
    OVERLAPPED beyondTheEnd{};  // locks there keep nobody from reading and writing
    beyondTheEnd.OffsetHigh = 0x7fffffff;
    if (LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &beyondTheEnd) == 0) {
        CloseHandle(handle);
        return std::nullopt;
    }
    return FileLock(reinterpret_cast<std::intptr_t>(handle));
}

FileLock::~FileLock()
{
    if (m_handle != none) {
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
    }
}

#else

namespace {

/// Whoever had the lock before may have renamed the file in the meantime.
bool isStillCalled(int handle, const std::filesystem::path& file)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(handle, &opened) == 0 && ::stat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

}  // namespace

std::optional<FileLock> FileLock::tryLock(const std::filesystem::path& file)
{
    constexpr mode_t readableByAll = 0644;
    for (;;) {
        const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, readableByAll);
        if (handle < 0) {
            throw Error(pathText(file) + ": cannot be written.");
        }
        FileLock lock(handle);
        if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK) {
                return lock;  // a file system without locks: better without than not at all
            }
            return std::nullopt;
        }
        if (isStillCalled(handle, file)) {
            return lock;
        }
    }
}

FileLock::~FileLock()
{
    if (m_handle != none) {
        ::close(static_cast<int>(m_handle));
    }
}

#endif

#ifdef _WIN32

ProcessState processState(std::int64_t number) noexcept
{
    if (number <= 0 || !std::in_range<DWORD>(number)) {
        return ProcessState::Unknown;
    }
    const HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(number));
    if (process == nullptr && GetLastError() == ERROR_ACCESS_DENIED) {
        return ProcessState::Runs;  // for another user
    }
    if (process == nullptr) {
        return GetLastError() == ERROR_INVALID_PARAMETER ? ProcessState::Gone : ProcessState::Unknown;
    }
    const DWORD waited = WaitForSingleObject(process, 0);
    CloseHandle(process);
    if (waited == WAIT_TIMEOUT) {
        return ProcessState::Runs;
    }
    return waited == WAIT_OBJECT_0 ? ProcessState::Gone : ProcessState::Unknown;  // ended, but held open by somebody
}

#else

ProcessState processState(std::int64_t number) noexcept
{
    if (number <= 0 || !std::in_range<pid_t>(number)) {  // 0 and less mean groups of processes
        return ProcessState::Unknown;
    }
    if (::kill(static_cast<pid_t>(number), 0) == 0 || errno == EPERM) {
        return ProcessState::Runs;  // for another user, where it may not be asked
    }
    return errno == ESRCH ? ProcessState::Gone : ProcessState::Unknown;
}

#endif

bool standardErrorIsTerminal()
{
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

}  // namespace aurora
