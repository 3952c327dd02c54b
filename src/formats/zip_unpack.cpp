#include "formats/zip_unpack.h"

#include "aurora/core/error.h"
#include "formats/zip_inflate.h"

#include <libdeflate.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace aurora::formats {

namespace {

constexpr std::uint64_t quickMember = 16 << 20;  // unpacked in some 30 ms
constexpr std::uint64_t unlikelyRatio = 8;       // above it what the archive says is checked before room is made
constexpr std::uint64_t smallMember = 16 << 20;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::chrono::milliseconds betweenLooks{20};

struct Inflater
{
    struct Free
    {
        void operator()(libdeflate_decompressor* it) const { libdeflate_free_decompressor(it); }
    };

    std::unique_ptr<libdeflate_decompressor, Free> handle{libdeflate_alloc_decompressor()};
};

bool sizeLies(const ZipArchive::Member& member, std::span<const std::uint8_t> packed, Progress& progress)
{
    const bool unlikely = member.size > unlikelyRatio * member.compressedSize + smallMember;
    return unlikely && inflate(packed, {}, member.size, progress).unpacked != member.size;
}

/// @return whether the bytes are as many as was promised
bool unpackInto(Bytes& bytes, const ZipArchive::Member& member, std::span<const std::uint8_t> packed)
{
    if (member.method == stored && packed.size() == bytes.size()) {
        std::memcpy(bytes.data(), packed.data(), bytes.size());
        return true;
    }
    const Inflater inflater;
    return member.method == deflated &&
           libdeflate_deflate_decompress(inflater.handle.get(), packed.data(), packed.size(), bytes.data(),
                                         bytes.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

Bytes unpack(const ZipArchive::Member& member, std::span<const std::uint8_t> packed, Progress& progress)
{
    const std::string named = "The archive's member " + member.name;
    const bool lies = sizeLies(member, packed, progress);
    Bytes bytes(lies ? 0 : member.size);
    if (lies || !unpackInto(bytes, member, packed)) {
        throw FormatError(named + " is damaged: its " + std::to_string(packed.size()) + " bytes do not unpack to the " +
                          std::to_string(member.size) + " bytes it promises. Copy the file again.");
    }
    progress.throwIfCancelled();
    if (libdeflate_crc32(0, bytes.span().data(), bytes.size()) != member.crc) {
        throw FormatError(named + " is damaged: its checksum is not the one in the archive. Copy the file again.");
    }
    return bytes;
}

}  // namespace

/// What the thread and whoever waits for it own together: each may be the last. Its own Progress tells the thread that
/// nobody waits any more.
class Unpacking::Job : public Progress
{
public:
    Job(ZipArchive::Member member, Bytes packed) : m_member(std::move(member)), m_packed(std::move(packed)) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_abandoned; }

    void abandon() noexcept { m_abandoned = true; }

    [[nodiscard]] bool isLarge() const noexcept { return m_member.size > quickMember; }

    [[nodiscard]] Bytes runHere() { return unpack(m_member, m_packed.span(), *this); }

    void run()
    {
        Bytes bytes;
        std::exception_ptr error;
        try {
            bytes = runHere();
        } catch (...) {
            error = std::current_exception();
        }
        m_packed = Bytes();
        const std::lock_guard lock(m_mutex);
        m_bytes = std::move(bytes);
        m_error = error;
        m_done = true;
        m_changed.notify_all();
    }

    [[nodiscard]] Bytes wait(Progress& progress)
    {
        std::unique_lock lock(m_mutex);
        while (!m_changed.wait_for(lock, betweenLooks, [&] { return m_done; })) {
            progress.throwIfCancelled();
        }
        if (m_error) {
            std::rethrow_exception(m_error);
        }
        return std::move(m_bytes);
    }

    bool hasThread = false;

private:
    const ZipArchive::Member m_member;
    Bytes m_packed;
    std::atomic<bool> m_abandoned = false;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Bytes m_bytes;
    std::exception_ptr m_error;
    bool m_done = false;
};

/// The thread is not joined: it uses nothing but its job, and may still run when the program ends.
Unpacking::Unpacking(ZipArchive::Member member, Bytes packed)
    : m_job(std::make_shared<Job>(std::move(member), std::move(packed)))
{
    if (!m_job->isLarge()) {
        return;
    }
    try {
        std::thread([job = m_job] { job->run(); }).detach();
        m_job->hasThread = true;
    } catch (const std::system_error&) {
        m_job->hasThread = false;  // there are no more threads: wait() does the work
    }
}

Unpacking::~Unpacking()
{
    if (m_job) {
        m_job->abandon();
    }
}

Bytes Unpacking::wait(Progress& progress)
{
    progress.throwIfCancelled();
    return m_job->hasThread ? m_job->wait(progress) : m_job->runHere();
}

}  // namespace aurora::formats
