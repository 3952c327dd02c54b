#include "aurora/formats/tomato/snapshot_layout.h"

#include <algorithm>
#include <array>

namespace aurora::formats::tomato {

namespace {

// Codes as data of the Python program has them.
constexpr std::array techniqueTable{
    Technique{"NONE", 0}, Technique{"OCV", 100},     Technique{"CA", 101},      Technique{"CP", 102},
    Technique{"CV", 103}, Technique{"CPLIMIT", 155}, Technique{"CALIMIT", 157},
};

}  // namespace

std::span<const Technique> techniques()
{
    return techniqueTable;
}

std::int16_t techniqueCode(std::string_view name)
{
    const auto found = std::ranges::find(techniqueTable, name, &Technique::name);
    return found == techniqueTable.end() ? unknownTechnique : found->code;
}

}  // namespace aurora::formats::tomato
