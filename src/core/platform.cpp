#include "platform.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_lock.h"
#include "aurora/core/file_time.h"
#include "aurora/core/process_state.h"
#include "aurora/core/terminal.h"
#include "aurora/core/text.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <random>
#include <string>
#include <utility>
#include <vector>

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
#ifdef __linux__
#    include <ctime>
#    include <fstream>
#    include <iterator>
#    include <sys/resource.h>
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

bool mayPass(const std::error_code& code) noexcept
{
    return code == std::error_code(ERROR_ACCESS_DENIED, std::system_category()) ||
           code == std::error_code(ERROR_SHARING_VIOLATION, std::system_category()) ||
           code == std::error_code(ERROR_LOCK_VIOLATION, std::system_category());
}

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

bool mayPass(const std::error_code& /*code*/) noexcept
{
    return false;
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

#ifdef _MSC_VER

namespace {

// Microsoft's library keeps the 100 ns since 1601 of the file system, and converts by a table of leap seconds, which
// file systems do not count.
constexpr std::chrono::seconds from1601To1970{11'644'473'600};

}  // namespace

std::chrono::system_clock::time_point calendarTime(std::filesystem::file_time_type time)
{
    return std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(time.time_since_epoch() - from1601To1970));
}

std::filesystem::file_time_type fileTime(std::chrono::system_clock::time_point time)
{
    return std::filesystem::file_time_type(std::chrono::duration_cast<std::filesystem::file_time_type::duration>(
        time.time_since_epoch() + from1601To1970));
}

#else

std::chrono::system_clock::time_point calendarTime(std::filesystem::file_time_type time)
{
    return std::chrono::time_point_cast<std::chrono::system_clock::duration>(std::chrono::file_clock::to_sys(time));
}

std::filesystem::file_time_type fileTime(std::chrono::system_clock::time_point time)
{
    return std::chrono::time_point_cast<std::filesystem::file_time_type::duration>(
        std::chrono::file_clock::from_sys(time));
}

#endif

std::optional<double> processAge_s()
{
#ifdef __linux__
    // proc(5): the 22nd field of stat is the start in clock ticks after boot; the 2nd, in brackets, may hold blanks.
    constexpr std::size_t fieldsAfterName = 22 - 3;
    std::ifstream stream("/proc/self/stat");
    const std::string stat{std::istreambuf_iterator<char>(stream), {}};
    const std::size_t nameEnd = stat.rfind(") ");
    timespec now{};
    if (nameEnd == std::string::npos || ::clock_gettime(CLOCK_BOOTTIME, &now) != 0) {
        return std::nullopt;
    }
    const std::vector<std::string> fields = split(stat.substr(nameEnd + 2), ' ');
    const std::optional<std::int64_t> ticks =
        fields.size() > fieldsAfterName ? parseInteger(fields[fieldsAfterName]) : std::nullopt;
    if (!ticks) {
        return std::nullopt;
    }
    const double started_s = static_cast<double>(*ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - started_s;
#elif defined(_WIN32)
    FILETIME now{};
    FILETIME started{};
    FILETIME notNeeded{};
    if (GetProcessTimes(GetCurrentProcess(), &started, &notNeeded, &notNeeded, &notNeeded) == 0) {
        return std::nullopt;
    }
    GetSystemTimeAsFileTime(&now);
    const auto ticks = [](const FILETIME& time) {
        return static_cast<std::int64_t>((std::uint64_t{time.dwHighDateTime} << 32U) | time.dwLowDateTime);
    };
    constexpr double tick_s = 1e-7;
    return std::max(0.0, static_cast<double>(ticks(now) - ticks(started)) * tick_s);  // the clock may be set back
#else
    return std::nullopt;
#endif
}

void lowerThreadPriority() noexcept
{
#ifdef __linux__
    // setpriority(2): Linux counts the niceness by thread. At 5 it gets a third of the time of a usual one beside it.
    constexpr int niceness = 5;
    const auto thread = static_cast<id_t>(::gettid());
    if (::getpriority(PRIO_PROCESS, thread) < niceness) {
        static_cast<void>(::setpriority(PRIO_PROCESS, thread, niceness));
    }
#endif
}

#ifdef _WIN32

TerminalTakesUtf8::TerminalTakesUtf8() noexcept
{
    const unsigned codePage = GetConsoleOutputCP();
    if (codePage != 0 && codePage != CP_UTF8 && SetConsoleOutputCP(CP_UTF8) != 0) {
        m_codePage = codePage;
    }
    DWORD mode = 0;
    const HANDLE console = GetStdHandle(STD_ERROR_HANDLE);
    if (GetConsoleMode(console, &mode) != 0 && (mode & ENABLE_VIRTUAL_TERMINAL_PROCESSING) == 0) {
        m_mode = mode;
        m_modeChanged = SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
    }
}

TerminalTakesUtf8::~TerminalTakesUtf8()
{
    if (m_codePage != 0) {
        SetConsoleOutputCP(m_codePage);
    }
    if (m_modeChanged) {
        SetConsoleMode(GetStdHandle(STD_ERROR_HANDLE), m_mode);
    }
}

#else

TerminalTakesUtf8::TerminalTakesUtf8() noexcept = default;

TerminalTakesUtf8::~TerminalTakesUtf8() = default;

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
