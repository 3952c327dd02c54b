#pragma once

#include "aurora/formats/neware/ndc_layout.h"

#include "simulation/bytes.h"

#include <string>
#include <vector>

namespace aurora::simulation {

/// One `.ndc` member of a `.ndax` archive that grows record by record.
class NdcWriter
{
public:
    /// @throws Error when that version has no such file
    NdcWriter(formats::neware::NdcContent content, int version);

    /// Begins the next record; `put` fills it.
    void addRecord();
    /// Leaves a slot empty.
    void skipSlot();
    /// A quantity in the unit that Quantity names. @throws Error when such records do not have it
    void put(formats::neware::Quantity quantity, double value);

    /// The whole member: header page, then the pages with their counts, masks and check sums.
    [[nodiscard]] std::vector<std::uint8_t> finish();

private:
    [[nodiscard]] std::size_t pageOf(std::size_t slot) const;
    void openPage(std::size_t slot);

    const formats::neware::NdcLayout& m_layout;
    Bytes m_bytes;
    std::size_t m_slots = 0;                 ///< begun or skipped
    std::vector<std::uint16_t> m_usedSlots;  ///< of each page
    std::size_t m_record = 0;                ///< where the last record lies
};

}  // namespace aurora::simulation
