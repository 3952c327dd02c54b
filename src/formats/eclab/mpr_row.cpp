#include "formats/eclab/mpr_row.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <array>

namespace aurora::formats::eclab {

namespace {

std::string listedWithNames(std::span<const std::uint16_t> ids)
{
    std::string text;
    for (const std::uint16_t id : ids) {
        const DataColumn* const known = columnById(id);
        text += (text.empty() ? "" : ", ") + std::to_string(id);
        text += known != nullptr ? " (" + std::string(known->name) + ")" : "";
    }
    return text;
}

template <typename Predicate>
std::vector<std::uint16_t> idsWhere(std::span<const std::uint16_t> ids, Predicate predicate)
{
    std::vector<std::uint16_t> chosen;
    std::ranges::copy_if(ids, std::back_inserter(chosen), predicate);
    return chosen;
}

bool isUnknown(std::uint16_t id)
{
    return columnById(id) == nullptr;
}

bool isPublicOnly(std::uint16_t id)
{
    const DataColumn* const known = columnById(id);
    return known != nullptr && known->mark == Mark::PublicSources;
}

bool isFlagId(std::uint16_t id)
{
    const DataColumn* const known = columnById(id);
    return known != nullptr && known->stored == Stored::Flag;
}

bool contains(std::span<const std::uint16_t> ids, std::uint16_t id)
{
    return std::ranges::find(ids, id) != ids.end();
}

/// Bytes of all columns but the open ones.
std::size_t widthOfOthers(std::span<const std::uint16_t> ids, std::span<const std::uint16_t> open)
{
    std::size_t width = std::ranges::any_of(ids, isFlagId) ? 1 : 0;
    for (const std::uint16_t id : ids) {
        width += contains(open, id) ? 0 : widthOf(columnById(id)->stored);
    }
    return width;
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

/// The widths that the row size leaves to the open columns.
struct Rest
{
    std::size_t bytes;
    std::size_t columns;
    bool flagByte;  ///< there is one, so that an open column may be another of its bits and add nothing to the row

    [[nodiscard]] bool canBeFilled() const
    {
        std::size_t ways = waysToFill(columns, bytes);
        for (std::size_t bits = 1; flagByte && bits <= columns; ++bits) {
            ways += waysToFill(columns - bits, bytes);
        }
        return ways > 0;
    }

    /// Bytes of every open column, or nothing when several assignments fit.
    [[nodiscard]] std::optional<std::size_t> widthOfEach() const
    {
        if (bytes == 0) {
            return 0;
        }
        // One way only, and all columns of one width: exchanging two different widths would be another assignment.
        const std::size_t width = bytes / columns;
        constexpr std::array<std::size_t, 4> widths{1, 2, 4, 8};
        const bool allEqual = bytes % columns == 0 && std::ranges::find(widths, width) != widths.end();
        return waysToFill(columns, bytes) == 1 && allEqual ? std::optional(width) : std::nullopt;
    }
};

/// A column on its way to its place.
struct Slot
{
    std::uint16_t id;
    const DataColumn* known;
    bool open;                         ///< its width follows from the row size
    std::optional<std::size_t> width;  ///< 0 for all flags but the first: they share its byte
    std::optional<std::size_t> offset;

    [[nodiscard]] bool isFlag() const { return known != nullptr && known->stored == Stored::Flag; }
};

/// Where an open column turns out to be a bit of the flag byte and stands before all known bits, the byte lies at its
/// place. When other columns stand between, it cannot be told at which of two places.
void forgetUncertainFlagByte(std::vector<Slot>& slots)
{
    const auto flag = std::ranges::find_if(slots, &Slot::isFlag);
    const auto bit = std::find_if(slots.begin(), flag, [](const Slot& slot) { return slot.open && slot.width == 0; });
    if (flag != slots.end() && std::any_of(bit, flag, [](const Slot& slot) { return slot.width != 0; })) {
        bit->width.reset();
        flag->width.reset();
    }
}

std::vector<Slot> slotsOf(std::span<const std::uint16_t> ids, std::span<const std::uint16_t> open,
                          std::optional<std::size_t> openWidth)
{
    std::vector<Slot> slots;
    bool flagSeen = false;
    for (const std::uint16_t id : ids) {
        Slot slot{.id = id, .known = columnById(id), .open = contains(open, id), .width = openWidth, .offset = {}};
        if (!slot.open) {
            slot.width = slot.isFlag() ? (flagSeen ? 0 : 1) : widthOf(slot.known->stored);
        }
        flagSeen = flagSeen || slot.isFlag();
        slots.push_back(slot);
    }
    forgetUncertainFlagByte(slots);
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
    const std::string name =
        slot.known != nullptr ? std::string(slot.known->name) : "unknown " + std::to_string(slot.id);
    const std::string unit(slot.known != nullptr ? slot.known->unit : "");
    const Stored stored = slot.open ? storedOfWidth(*slot.width) : slot.known->stored;
    return {slot.id, name, unit, stored, *slot.offset, slot.isFlag() ? slot.known->flagMask : std::uint8_t{0}};
}

RowLayout layoutOf(std::vector<Slot> slots, std::size_t rowSize)
{
    place(slots, rowSize);
    RowLayout layout;
    layout.size = rowSize;
    for (const Slot& slot : slots) {
        const bool isUnknownBit = slot.open && slot.width == 0;
        if (!slot.offset || isUnknownBit) {
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
    return idsWhere(ids, [&layout](std::uint16_t id) {
        return std::ranges::find(layout.columns, id, &StoredColumn::id) == layout.columns.end();
    });
}

/// What became of the columns whose width had to be found.
std::string fate(const RowLayout& layout, std::span<const std::uint16_t> ids, std::span<const std::uint16_t> open,
                 std::optional<std::size_t> width)
{
    const std::string lost = listedWithNames(missingFrom(layout, ids));
    if (!width) {
        return "Their widths cannot be told from the row size of " + std::to_string(layout.size) +
               " bytes: the columns " + lost + " were left out, all others were read.";
    }
    if (*width == 0) {
        return "They add nothing to a row of " + std::to_string(layout.size) +
               " bytes, so that they must be bits of the flag byte: the columns " + lost +
               " were left out, all others were read.";
    }
    return "They hold " + std::to_string(*width) + " bytes a row and were read" +
           (std::ranges::all_of(open, isUnknown) ? " without name and unit." : ".");
}

/// The columns whose width must follow from the row size: unknown ones, and, where nothing fits without, those of which
/// public sources alone tell the width.
std::vector<std::uint16_t> openColumns(std::span<const std::uint16_t> ids, std::size_t rowSize)
{
    const bool flagByte = std::ranges::any_of(ids, isFlagId);
    const auto fits = [ids, rowSize, flagByte](const std::vector<std::uint16_t>& open) {
        const std::size_t others = widthOfOthers(ids, open);
        return rowSize >= others && Rest{rowSize - others, open.size(), flagByte}.canBeFilled();
    };
    std::vector<std::uint16_t> unknown = idsWhere(ids, isUnknown);
    std::vector<std::uint16_t> doubtful =
        idsWhere(ids, [](std::uint16_t id) { return isUnknown(id) || isPublicOnly(id); });
    return fits(unknown) || !fits(doubtful) ? unknown : doubtful;
}

void warnOfPublicColumns(RowLayout& layout, std::span<const std::uint16_t> ids, std::span<const std::uint16_t> open)
{
    const auto trusted = idsWhere(ids, [open](std::uint16_t id) { return isPublicOnly(id) && !contains(open, id); });
    if (!trusted.empty()) {
        layout.warnings.push_back("has columns that public sources name but no file has proven: " +
                                  listedWithNames(trusted) + ". They were read; check that they make sense.");
    }
}

}  // namespace

RowLayout layOutRow(std::span<const std::uint16_t> ids, std::optional<std::size_t> rowSize, UnknownWidths widths)
{
    const std::vector<std::uint16_t> open = rowSize ? openColumns(ids, *rowSize) : idsWhere(ids, isUnknown);
    const std::size_t others = widthOfOthers(ids, open);
    RowLayout layout;
    if (open.empty()) {
        layout = layoutOf(slotsOf(ids, open, {}), others);
        warnOfPublicColumns(layout, ids, open);
        return layout;
    }
    const std::string which = (std::ranges::all_of(open, isUnknown) ? "has column IDs that are not known: "
                                                                    : "has columns of uncertain width: ") +
                              listedWithNames(open) + ". ";
    if (!rowSize) {
        throw FormatError(which + "Its size does not tell how long a row is. Nothing was read; please report the "
                                  "file.");
    }
    const Rest rest{*rowSize > others ? *rowSize - others : 0, open.size(), std::ranges::any_of(ids, isFlagId)};
    if (*rowSize < others || !rest.canBeFilled()) {
        throw FormatError("has rows of " + std::to_string(*rowSize) + " bytes, of which its known columns take " +
                          std::to_string(others) + "; what is left fits no width of the unknown column IDs " +
                          listedWithNames(open) + ". Nothing was read; please report the file.");
    }
    const std::optional<std::size_t> width = widths == UnknownWidths::Inferred ? rest.widthOfEach() : std::nullopt;
    layout = layoutOf(slotsOf(ids, open, width), *rowSize);
    layout.inferred = width.has_value();
    layout.warnings.push_back(which + fate(layout, ids, open, width) + " Please report the file.");
    warnOfPublicColumns(layout, ids, open);
    return layout;
}

RowLayout layOutNoRows(std::span<const std::uint16_t> ids)
{
    constexpr std::size_t anyWidth = 8;
    const std::vector<std::uint16_t> unknown = idsWhere(ids, isUnknown);
    const std::size_t size = widthOfOthers(ids, unknown) + anyWidth * unknown.size();
    return layoutOf(slotsOf(ids, unknown, anyWidth), size);
}

}  // namespace aurora::formats::eclab
