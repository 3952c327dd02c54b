#pragma once

#include "aurora/core/progress.h"
#include "formats/zip_stream.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::xlsx {

/// The texts that cells of a workbook share, one behind the other in one buffer.
class SharedStrings
{
public:
    /// None: cells of this workbook hold their texts themselves.
    SharedStrings() = default;

    /// Reads the first texts of `sharedStrings.xml`, as many as are wanted.
    /// @throws FormatError without the file's name
    SharedStrings(ReadAhead& source, std::string_view part, std::size_t wanted, Progress& progress);

    [[nodiscard]] std::size_t size() const noexcept { return m_ends.size(); }

    /// The text of that number from 0; nothing when there is none.
    [[nodiscard]] std::optional<std::string_view> at(std::size_t index) const noexcept
    {
        if (index >= m_ends.size()) {
            return std::nullopt;
        }
        const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
        return std::string_view(m_text).substr(begin, m_ends[index] - begin);
    }

    void append(std::string_view piece) { m_text += piece; }

    /// Ends the text that the pieces since the last one make.
    void finishText();

    /// Text that is being put together, for those who append to it in place.
    [[nodiscard]] std::string& text() noexcept { return m_text; }

private:
    std::string m_text;
    std::vector<std::uint32_t> m_ends;
};

}  // namespace aurora::formats::xlsx
