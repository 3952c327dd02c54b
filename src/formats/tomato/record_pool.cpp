#include "formats/tomato/record_pool.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace aurora::formats::tomato {

namespace {

constexpr std::size_t worthAThread = 1U << 16U;  ///< bytes
constexpr unsigned mostThreads = 4;

/// What all columns may take: eight times the file, and a little for small ones.
constexpr std::uint64_t columnBytesPerFileByte = 8;
constexpr std::uint64_t columnBytesAlways = 16U << 20U;

}  // namespace

RecordPool::RecordPool(SnapshotText& text, AllColumns allColumns) : m_text(text)
{
    // One more than there are processors: one run is being read while the others are parsed.
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads) + 1;
    m_slots.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        m_slots.emplace_back(allColumns);
    }
}

void RecordPool::add(RecordRun run)
{
    Slot& slot = m_slots[m_next];
    m_next = (m_next + 1) % m_slots.size();
    collect(slot);
    slot.run = std::move(run);
    const bool isSmall = slot.run.end - slot.run.begin < worthAThread;
    slot.done = std::async(isSmall ? std::launch::deferred : std::launch::async,
                           [&slot] { slot.parser.parse(slot.run, slot.records); });
}

void RecordPool::collect(Slot& slot)
{
    if (!slot.done.valid()) {
        return;
    }
    slot.done.get();
    m_all.append(std::move(slot.records));
    m_text.recycle(std::move(slot.run.buffer));
    constexpr std::uint64_t bytesPerValue = 2 * sizeof(double);
    if (m_all.quantities.size() * m_all.size() * bytesPerValue >
        columnBytesPerFileByte * m_text.fileSize() + columnBytesAlways)
    {
        throw FormatError("not a tomato snapshot: its records name " + std::to_string(m_all.quantities.size()) +
                          " quantities, most of which each of them lacks.");
    }
}

Records RecordPool::take()
{
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        collect(m_slots[(m_next + i) % m_slots.size()]);
    }
    return std::move(m_all);
}

}  // namespace aurora::formats::tomato
