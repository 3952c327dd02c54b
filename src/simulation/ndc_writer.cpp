#include "simulation/ndc_writer.h"

#include "aurora/core/error.h"

#include "simulation/ndax_protocol.h"
#include "simulation/record_bytes.h"

#include <libdeflate.h>

#include <string>

namespace aurora::simulation {

namespace {

namespace neware = formats::neware;

const neware::NdcLayout& layoutOf(neware::NdcContent content, int version)
{
    const neware::NdcLayout* layout = neware::findNdcLayout(version, content);
    if (layout == nullptr) {
        throw Error("The records of .ndc version " + std::to_string(version) + " are in no table.");
    }
    return *layout;
}

}  // namespace

NdcWriter::NdcWriter(neware::NdcContent content, int version)
    : m_layout(layoutOf(content, version)), m_bytes(m_layout.pageSize)
{
    constexpr int firstWithServer = 16;
    constexpr std::size_t serverAt = 182;
    m_bytes.put(neware::headerContentAt, static_cast<std::uint8_t>(content));
    m_bytes.put(neware::headerVersionAt, static_cast<std::uint8_t>(version));
    m_bytes.put(neware::headerOneAt, std::uint32_t{1});
    if (version >= firstWithServer) {
        m_bytes.putCharacters(serverAt, serverVersion);
    }
}

void NdcWriter::addRecord()
{
    const std::size_t slot = m_slots++;
    const std::size_t inPage = slot % m_layout.slotsPerPage();
    openPage(slot);
    std::uint8_t& mask = m_bytes[pageOf(slot) + neware::pageMaskAt + inPage / 8];
    mask = static_cast<std::uint8_t>(mask | (1U << (inPage % 8)));
    ++m_usedSlots.back();
    m_record = pageOf(slot) + m_layout.recordsAt + inPage * m_layout.recordSize;
}

void NdcWriter::skipSlot()
{
    openPage(m_slots++);
}

void NdcWriter::put(neware::Quantity quantity, double value)
{
    const neware::NdcField* field = m_layout.find(quantity);
    if (field == nullptr) {
        throw Error("A number was to be written that records of .ndc version " + std::to_string(m_layout.version) +
                    " do not have.");
    }
    putField(m_bytes, m_record, *field, value);
}

std::vector<std::uint8_t> NdcWriter::finish()
{
    for (std::size_t page = 0; page < m_usedSlots.size(); ++page) {
        const std::size_t start = (page + 1) * m_layout.pageSize;
        m_bytes.put(start + neware::pageTypeAt, static_cast<std::uint8_t>(static_cast<int>(m_layout.content) + 1));
        m_bytes.put(start + neware::pageUsedSlotsAt, m_usedSlots[page]);
        const std::size_t checked = m_layout.pageSize - neware::pageCrcFromEnd;
        m_bytes.put(start + checked, libdeflate_crc32(0, m_bytes.data() + start, checked));
    }
    return {m_bytes.data(), m_bytes.data() + m_bytes.size()};
}

/// Where the page of a slot begins; the first is the header.
std::size_t NdcWriter::pageOf(std::size_t slot) const
{
    return (slot / m_layout.slotsPerPage() + 1) * m_layout.pageSize;
}

void NdcWriter::openPage(std::size_t slot)
{
    if (slot % m_layout.slotsPerPage() == 0) {
        m_bytes.resize(m_bytes.size() + m_layout.pageSize);
        m_usedSlots.push_back(0);
    }
}

}  // namespace aurora::simulation
