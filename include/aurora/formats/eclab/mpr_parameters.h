#pragma once

#include "aurora/formats/eclab/mpr_layout.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace aurora::formats::eclab {

/// One parameter of a technique as EC-Lab prints it, and its place in the record of a sequence.
struct Parameter
{
    std::string_view name;
    std::size_t offset;
    Stored stored;
    Mark mark;
};

/// The record of one sequence, named by technique and version of the structure.
struct ParameterLayout
{
    std::uint8_t techniqueId;
    std::uint8_t version;
    std::size_t recordSize;
    std::uint16_t count;                ///< number of parameters, as the file states it
    std::vector<Parameter> parameters;  ///< in order of their places, without gaps

    /// The parameter of that name, or nullptr.
    [[nodiscard]] const Parameter* find(std::string_view name) const;
};

[[nodiscard]] const std::vector<ParameterLayout>& parameterLayouts();

/// The layout, or nullptr when the pair is unknown.
[[nodiscard]] const ParameterLayout* findParameterLayout(std::uint8_t techniqueId, std::uint8_t version);

}  // namespace aurora::formats::eclab
