#include "formats/eclab/mpr_row.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <array>

namespace aurora::formats::eclab {

namespace {

std::string listed(std::span<const std::uint16_t> ids)
{
    std::string text;
    for (const std::uint16_t id : ids) {
        text += (text.empty() ? "" : ", ") + std::to_string(id);
    }
    return text;
}

std::vector<std::uint16_t> unknownAmong(std::span<const std::uint16_t> ids)
{
    std::vector<std::uint16_t> unknown;
    std::ranges::copy_if(ids, std::back_inserter(unknown), [](std::uint16_t id) { return columnById(id) == nullptr; });
    return unknown;
}

std::size_t widthOfKnown(std::span<const std::uint16_t> ids)
{
    std::size_t width = 0;
    bool flags = false;
    for (const std::uint16_t id : ids) {
        const DataColumn* const known = columnById(id);
        width += known != nullptr ? widthOf(known->stored) : 0;
        flags = flags || (known != nullptr && known->stored == Stored::Flag);
    }
    return width + (flags ? 1 : 0);
}

/// How many ways there are to fill `rest` bytes with `count` unordered widths of 1, 2, 4 and 8 bytes.
std::size_t waysToFill(std::size_t count, std::size_t rest)
{
    std::size_t ways = 0;
    for (std::size_t eights = 0; eights <= count; ++eights) {
        for (std::size_t fours = 0; eights + fours <= count; ++fours) {
            const std::size_t small = count - eights - fours;  // columns of 1 or 2 bytes
            const std::size_t big = 8 * eights + 4 * fours;
            ways += rest >= big + small && rest <= big + 2 * small ? 1 : 0;
        }
    }
    return ways;
}

Stored storedOfWidth(std::size_t width)
{
    // All known columns of 8 bytes and nearly all of 4 are real numbers, all smaller ones integers.
    switch (width) {
    case 1:
        return Stored::U1;
    case 2:
        return Stored::U2;
    case 4:
        return Stored::F4;
    default:
        return Stored::F8;
    }
}

/// Bytes of every unknown column as the row size tells, or nothing when several assignments fit.
std::optional<std::size_t> inferWidth(std::span<const std::uint16_t> unknown, std::size_t known, std::size_t rowSize)
{
    const std::size_t rest = rowSize > known ? rowSize - known : 0;
    const std::size_t ways = waysToFill(unknown.size(), rest);
    if (ways == 0) {
        throw FormatError("has rows of " + std::to_string(rowSize) + " bytes, of which its known columns take " +
                          std::to_string(known) + "; what is left fits no width of the unknown column IDs " +
                          listed(unknown) + ". Nothing was read; please report the file.");
    }
    // One way only, and all columns of one width: exchanging two different widths would be another assignment.
    const std::size_t width = rest / unknown.size();
    constexpr std::array<std::size_t, 4> widths{1, 2, 4, 8};
    const bool allEqual = rest % unknown.size() == 0 && std::ranges::find(widths, width) != widths.end();
    return ways == 1 && allEqual ? std::optional(width) : std::nullopt;
}

/// A column on its way to its place.
struct Slot
{
    std::uint16_t id;
    const DataColumn* known;
    std::optional<std::size_t> width;  ///< 0 for all flags but the first: they share its byte
    std::optional<std::size_t> offset;

    [[nodiscard]] bool isFlag() const { return known != nullptr && known->stored == Stored::Flag; }
};

std::vector<Slot> slotsOf(std::span<const std::uint16_t> ids, std::optional<std::size_t> unknownWidth)
{
    std::vector<Slot> slots;
    bool flagSeen = false;
    for (const std::uint16_t id : ids) {
        Slot slot{.id = id, .known = columnById(id), .width = unknownWidth, .offset = {}};
        if (slot.known != nullptr) {
            slot.width = slot.isFlag() ? (flagSeen ? 0 : 1) : widthOf(slot.known->stored);
        }
        flagSeen = flagSeen || slot.isFlag();
        slots.push_back(slot);
    }
    return slots;
}

/// Places slots from both ends of the row, as far as widths are known.
void place(std::vector<Slot>& slots, std::size_t rowSize)
{
    std::size_t begin = 0;
    for (auto slot = slots.begin(); slot != slots.end() && slot->width; ++slot) {
        slot->offset = begin;
        begin += *slot->width;
    }
    std::size_t end = rowSize;
    for (auto slot = slots.rbegin(); slot != slots.rend() && slot->width; ++slot) {
        end -= *slot->width;
        slot->offset = end;
    }
    const auto firstFlag = std::ranges::find_if(slots, &Slot::isFlag);
    for (Slot& slot : slots) {
        if (slot.isFlag()) {
            slot.offset = firstFlag->offset;
        }
    }
}

StoredColumn columnOf(const Slot& slot)
{
    if (slot.known == nullptr) {
        return {slot.id, "unknown " + std::to_string(slot.id), "", storedOfWidth(*slot.width), *slot.offset, 0};
    }
    const DataColumn& known = *slot.known;
    return {slot.id, std::string(known.name), std::string(known.unit), known.stored, *slot.offset, known.flagMask};
}

RowLayout layoutOf(std::vector<Slot> slots, std::size_t rowSize)
{
    place(slots, rowSize);
    RowLayout layout;
    layout.size = rowSize;
    for (const Slot& slot : slots) {
        if (!slot.offset) {
            continue;
        }
        layout.columns.push_back(columnOf(slot));
        if (slot.isFlag()) {
            layout.flagOffset = slot.offset;
        }
    }
    return layout;
}

/// The columns of these IDs that found no place.
std::vector<std::uint16_t> missingFrom(const RowLayout& layout, std::span<const std::uint16_t> ids)
{
    std::vector<std::uint16_t> missing;
    std::ranges::copy_if(ids, std::back_inserter(missing), [&layout](std::uint16_t id) {
        return std::ranges::find(layout.columns, id, &StoredColumn::id) == layout.columns.end();
    });
    return missing;
}

}  // namespace

RowLayout layOutRow(std::span<const std::uint16_t> ids, std::optional<std::size_t> rowSize, bool noRows)
{
    const std::vector<std::uint16_t> unknown = unknownAmong(ids);
    const std::size_t known = widthOfKnown(ids);
    if (unknown.empty()) {
        return layoutOf(slotsOf(ids, {}), known);
    }
    if (noRows) {
        constexpr std::size_t anyWidth = 8;
        return layoutOf(slotsOf(ids, anyWidth), known + anyWidth * unknown.size());
    }
    const std::string notKnown = "has column IDs that are not known: " + listed(unknown) + ". ";
    if (!rowSize) {
        throw FormatError(notKnown + "Its size does not tell how long a row is. Nothing was read; please report the "
                                     "file.");
    }
    const std::optional<std::size_t> width = inferWidth(unknown, known, *rowSize);
    RowLayout layout = layoutOf(slotsOf(ids, width), *rowSize);
    const std::vector<std::uint16_t> lost = missingFrom(layout, ids);
    layout.warnings.push_back(
        notKnown +
        (width ? "They hold " + std::to_string(*width) + " bytes a row and were read without name and unit."
               : "Their widths cannot be told from the row size of " + std::to_string(*rowSize) +
                     " bytes: the columns " + listed(lost) + " were left out, all others were read.") +
        " Please report the file.");
    return layout;
}

}  // namespace aurora::formats::eclab
