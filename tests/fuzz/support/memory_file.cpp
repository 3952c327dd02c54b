#include "fuzz/support/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace aurora::fuzz {

namespace {

[[noreturn]] void fail(const char* what)
{
    throw std::runtime_error(std::string("A file in memory cannot be ") + what + ": " + std::strerror(errno));
}

}  // namespace

MemoryFile::MemoryFile() : m_descriptor(memfd_create("input", MFD_CLOEXEC))
{
    if (m_descriptor < 0) {
        fail("made");
    }
    m_path = "/proc/self/fd/" + std::to_string(m_descriptor);
}

MemoryFile::~MemoryFile()
{
    close(m_descriptor);
}

void MemoryFile::write(std::span<const std::uint8_t> bytes) const
{
    if (ftruncate(m_descriptor, 0) != 0) {
        fail("emptied");
    }
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written =
            pwrite(m_descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
        if (written <= 0) {
            fail("written");
        }
        done += static_cast<std::size_t>(written);
    }
}

}  // namespace aurora::fuzz
