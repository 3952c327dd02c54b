#pragma once

#include "formats/xlsx/sheet.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::xlsx {

inline constexpr std::uint32_t largestColumnCount = 16'384;  // of Excel: XFD

/// The column of a reference like `AB12`, from 0; nothing when it is none.
[[nodiscard]] std::optional<std::uint32_t> columnOf(std::string_view reference);

/// How the value of a cell is stored: its attribute `t`.
enum class Storage : std::uint8_t
{
    Number,
    SharedText,
    Text,
    Boolean,
    Error
};

/// Nothing when there is no such type.
[[nodiscard]] std::optional<Storage> storageOf(std::string_view type);

/// The cells of the row that is being read.
class RowBuilder
{
public:
    /// @param strings  nullptr: cells that share a text have its number
    RowBuilder(std::string_view part, const SharedStrings* strings, SheetReceiver& receiver)
        : m_part(part), m_strings(strings), m_receiver(receiver)
    {
    }

    void beginRow()
    {
        m_cells.clear();
        m_textsUsed = 0;
        m_nextColumn = 0;
        m_isOrdered = true;
    }

    /// A cell without reference stands behind the one before it.
    [[nodiscard]] std::uint32_t nextColumn() const noexcept { return m_nextColumn; }

    /// @param text  of the file, of keptText(), or the number of a shared text
    /// @throws FormatError without the file's name when there is no such shared text
    void add(std::uint32_t column, Storage storage, std::string_view text);

    void addEmpty(std::uint32_t column) { m_nextColumn = column + 1; }

    /// Room for a text that does not stand in the file as such; lives as long as the row.
    [[nodiscard]] std::string& keptText()
    {
        if (m_textsUsed == m_texts.size()) {
            m_texts.emplace_back();
        }
        std::string& text = m_texts[m_textsUsed++];
        text.clear();
        return text;
    }

    /// Hands the cells to the receiver in the order of their columns.
    void endRow();

    [[nodiscard]] bool stopped() const noexcept { return m_goOn == GoOn::No; }

    /// @throws FormatError without the file's name that names the row
    [[noreturn]] void fail(const std::string& what) const;

private:
    [[nodiscard]] std::string_view sharedText(std::string_view number) const;

    std::string_view m_part;
    const SharedStrings* m_strings;
    SheetReceiver& m_receiver;
    std::vector<Cell> m_cells;
    std::deque<std::string> m_texts;
    std::size_t m_textsUsed = 0;
    std::size_t m_rows = 0;
    std::uint32_t m_nextColumn = 0;
    bool m_isOrdered = true;
    GoOn m_goOn = GoOn::Yes;
};

}  // namespace aurora::formats::xlsx
