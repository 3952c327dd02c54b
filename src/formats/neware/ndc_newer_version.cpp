#include "formats/neware/ndc_newer_version.h"

#include "formats/little_endian.h"
#include "formats/neware/field_reader.h"

#include <bit>
#include <cmath>
#include <string_view>

namespace aurora::formats::neware {

namespace {

/// What a quantity can be at most and at least, wherever it is measured.
struct Credible
{
    Quantity quantity;
    double least;
    double most;
    std::string_view what;
};

constexpr std::array credibleTable{
    Credible{Quantity::Voltage_V, -1500, 1500, "a voltage in V"},  // another unit would be 10 000 times larger
    Credible{Quantity::Current_mA, -1e7, 1e7, "a current in mA"},
    Credible{Quantity::UnixTime_s, 978'307'200, 4'102'444'800, "a date between 2001 and 2100"},
    Credible{Quantity::RecordInterval_s, -1, 1e6, "the seconds between two records"},
    Credible{Quantity::StepType, 0, 100, "a step type"},
};

std::size_t marked(std::span<const std::uint8_t> mask, std::size_t slots)
{
    std::size_t count = 0;
    for (std::size_t slot = 0; slot < slots; ++slot) {
        count += mask[slot / 8] >> (slot % 8) & 1U;
    }
    return count;
}

std::string pageMisfit(std::span<const std::uint8_t> page, const NdcLayout& layout, PageCheck check)
{
    const int type = static_cast<int>(layout.content) + 1;
    if (page[pageTypeAt] != type) {
        return "begins with the byte " + std::to_string(page[pageTypeAt]) + " where " + std::to_string(type) +
               " was expected";
    }
    const std::span<const std::uint8_t> mask = page.subspan(pageMaskAt, layout.recordsAt - pageMaskAt);
    const std::size_t used = marked(mask, layout.slotsPerPage());
    const std::size_t anywhere = marked(mask, mask.size() * 8);
    const auto said = valueAt<std::uint16_t>(page.data() + pageUsedSlotsAt);
    if (used != anywhere || used != said) {
        return "says that it holds " + std::to_string(said) + " records and marks " + std::to_string(anywhere) +
               ", of which " + std::to_string(used) + " would fit into it";
    }
    if (check == PageCheck::Crc && !hasItsChecksum(page)) {
        return "has a checksum that is not that of its content";
    }
    return {};
}

std::string numberMisfit(std::span<const std::uint8_t> page, const NdcLayout& layout)
{
    for (const Credible& credible : credibleTable) {
        const FieldReader field(layout, credible.quantity);
        if (!field) {
            continue;
        }
        for (std::size_t slot = 0; slot < layout.slotsPerPage(); ++slot) {
            if ((page[pageMaskAt + slot / 8] >> (slot % 8) & 1) == 0) {
                continue;
            }
            const double value = field.value(page.data() + layout.recordsAt + slot * layout.recordSize);
            if (!(value >= credible.least && value <= credible.most)) {
                return "has a record with " + std::to_string(value) + " where " + std::string(credible.what) +
                       " was expected";
            }
        }
    }
    return {};
}

}  // namespace

std::string misfitOf(const NdaxMember& member, const NdcLayout& layout, PageCheck check)
{
    const std::size_t pageSize = layout.pageSize;
    for (std::size_t at = pageSize; at + pageSize <= member.bytes.size(); at += pageSize) {
        const std::span<const std::uint8_t> page = member.bytes.subspan(at, pageSize);
        std::string misfit = pageMisfit(page, layout, check);
        if (misfit.empty()) {
            misfit = numberMisfit(page, layout);
        }
        if (!misfit.empty()) {
            return "page " + std::to_string(at / pageSize) + " " + misfit;
        }
    }
    return {};
}

}  // namespace aurora::formats::neware
