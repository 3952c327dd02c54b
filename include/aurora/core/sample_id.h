#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace aurora {

/// Why a text cannot be a sample ID or a batch name (both become folder names on every system), or empty when it can.
///
/// Refused: empty, `/ \ : * ? " ' < > |`, `..`, NUL and control characters, names of Windows devices, a leading `-`, a
/// blank at either end, a dot at the end, bytes that are not UTF-8. A whole clause: "contains the character '/'".
[[nodiscard]] std::string whyNoName(std::string_view text);

/// The name of a cell, e.g. `240620_kigr_gen2_01`. Always valid (see whyNoName).
class SampleId
{
public:
    /// @throws Error naming the text and the reason when it cannot be a sample ID
    explicit SampleId(std::string text);

    [[nodiscard]] const std::string& text() const noexcept { return m_text; }

    /// The run from the ID alone: without the last `_NN`, or "misc" when the ID does not end in `_digits`.
    [[nodiscard]] std::string run() const;

    friend auto operator<=>(const SampleId&, const SampleId&) = default;

private:
    std::string m_text;
};

/// The run of a sample ID given as text; see SampleId::run().
[[nodiscard]] std::string runOf(std::string_view sampleId);

}  // namespace aurora
