#include "fuzz/support/live_bytes.h"

#include <sanitizer/allocator_interface.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace aurora::fuzz {

namespace {

constexpr std::int64_t bytesPerByte = 8;
constexpr std::int64_t bytesForAnyInput = 16 << 20;

std::atomic<bool> counting{false};
std::atomic<std::int64_t> live{0};
std::atomic<std::int64_t> most{0};

void countAllocation(const volatile void*, std::size_t size)
{
    if (!counting.load(std::memory_order_relaxed)) {
        return;
    }
    const std::int64_t now = live.fetch_add(static_cast<std::int64_t>(size)) + static_cast<std::int64_t>(size);
    if (now <= most.load(std::memory_order_relaxed)) {
        return;
    }
    counting = false;
    std::fprintf(stderr, "Too much memory: %lld bytes are alive with this allocation of %zu, %lld are allowed.\n",
                 static_cast<long long>(now), size, static_cast<long long>(most.load()));
    std::abort();
}

void countFree(const volatile void* block)
{
    if (block != nullptr && counting.load(std::memory_order_relaxed)) {
        live.fetch_sub(static_cast<std::int64_t>(__sanitizer_get_allocated_size(block)));
    }
}

std::int64_t allowed(std::size_t inputSize)
{
    return bytesPerByte * static_cast<std::int64_t>(inputSize) + bytesForAnyInput;
}

}  // namespace

LiveBytesLimit::LiveBytesLimit(std::size_t inputSize)
{
    static const int hooks = __sanitizer_install_malloc_and_free_hooks(countAllocation, countFree);
    if (hooks == 0) {
        std::fputs("The allocations cannot be counted.\n", stderr);
        std::abort();
    }
    live = 0;
    most = allowed(inputSize);
    counting = true;
}

void LiveBytesLimit::raiseTo(std::size_t inputSize)
{
    most = std::max(most.load(), allowed(inputSize));
}

LiveBytesLimit::~LiveBytesLimit()
{
    counting = false;
}

}  // namespace aurora::fuzz
