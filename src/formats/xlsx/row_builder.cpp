#include "formats/xlsx/row_builder.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace aurora::formats::xlsx {

namespace {

CellType typeOf(Storage storage)
{
    switch (storage) {
    case Storage::Number:
        return CellType::Number;
    case Storage::Boolean:
        return CellType::Boolean;
    case Storage::Error:
        return CellType::Error;
    case Storage::SharedText:
    case Storage::Text:
        break;
    }
    return CellType::Text;
}

}  // namespace

std::optional<std::uint32_t> columnOf(std::string_view reference)
{
    std::uint32_t column = 0;
    std::size_t letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4) {
        column = column * 26 + static_cast<std::uint32_t>(reference[letters] - 'A' + 1);
        ++letters;
    }
    if (column == 0 || column > largestColumnCount) {
        return std::nullopt;
    }
    return column - 1;
}

std::optional<Storage> storageOf(std::string_view type)
{
    // The most frequent first.
    constexpr std::array<std::pair<std::string_view, Storage>, 7> known{{{"s", Storage::SharedText},
                                                                         {"n", Storage::Number},
                                                                         {"inlineStr", Storage::Text},
                                                                         {"str", Storage::Text},
                                                                         {"d", Storage::Text},
                                                                         {"b", Storage::Boolean},
                                                                         {"e", Storage::Error}}};
    for (const auto& [name, storage] : known) {
        if (name == type) {
            return storage;
        }
    }
    return std::nullopt;
}

void RowBuilder::add(std::uint32_t column, Storage storage, std::string_view text)
{
    m_nextColumn = column + 1;
    CellType type = typeOf(storage);
    if (storage == Storage::SharedText && !text.empty()) {
        type = m_strings == nullptr ? CellType::SharedText : type;
        text = m_strings == nullptr ? text : sharedText(text);
    }
    if (!text.empty() || storage == Storage::Text) {
        m_isOrdered = m_isOrdered && (m_cells.empty() || m_cells.back().column < column);
        m_cells.push_back({column, type, text});
    }
}

void RowBuilder::endRow()
{
    ++m_rows;
    if (!m_isOrdered) {
        std::stable_sort(m_cells.begin(), m_cells.end(),
                         [](const Cell& a, const Cell& b) { return a.column < b.column; });
    }
    m_goOn = m_receiver.row(m_cells);
}

std::string_view RowBuilder::sharedText(std::string_view number) const
{
    std::uint32_t index = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), index);
    const bool isWhole = read.ec == std::errc() && read.ptr == number.data() + number.size();
    const std::optional<std::string_view> text = isWhole ? m_strings->at(index) : std::nullopt;
    if (!text) {
        fail("a cell refers to the shared text number \"" + std::string(number.substr(0, 20)) + "\", but there are " +
             std::to_string(m_strings->size()) + ".");
    }
    return *text;
}

void RowBuilder::fail(const std::string& what) const
{
    throw FormatError("The archive's member " + std::string(m_part) + " is damaged in row " +
                      std::to_string(m_rows + 1) + ": " + what + " Nothing was read; export the file again.");
}

}  // namespace aurora::formats::xlsx
