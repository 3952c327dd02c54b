#pragma once

#include "formats/byte_source.h"
#include "formats/eclab/little_endian.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::eclab {

/// Which of the two module headers a file has.
enum class Generation
{
    Old,
    New
};

struct Module
{
    std::string name;  ///< without blanks: "VMP data"
    Generation generation = Generation::Old;
    std::uint32_t version = 0;   ///< of the kind that tells the layout: 2, 3, 10, 11 for data
    std::size_t bodyOffset = 0;  ///< in the file
    std::size_t promised = 0;    ///< bytes of the body that the header promises
    std::size_t available = 0;   ///< how many of them there are
    Bytes body;                  ///< those; of a data module only the head, not the rows

    [[nodiscard]] bool complete() const noexcept { return available == promised; }
};

/// The modules of a file, by their lengths.
struct Modules
{
    std::vector<Module> list;
    std::deque<std::vector<std::uint8_t>> storage;  ///< of the bodies
    bool cutOff = false;                            ///< the file ends within a module
    std::string damage;  ///< what was found where a module was expected, behind the data; empty: nothing wrong

    /// The first module of that name, or nullptr.
    [[nodiscard]] const Module* find(std::string_view name) const;

    /// True when no module stands behind this one.
    [[nodiscard]] bool isLast(const Module& module) const { return &module == &list.back(); }
};

/// @param file  name for messages
/// @throws FormatError when the bytes are no EC-Lab file, or, before the data, a length leads to something that is no
///         module
[[nodiscard]] Modules walkModules(const ByteSource& bytes, std::string_view file);

}  // namespace aurora::formats::eclab
