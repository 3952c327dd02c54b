#include "aurora/formats/eclab/mpr_parameters.h"

#include "formats/eclab/mpr_parameter_tables.h"

#include <algorithm>

namespace aurora::formats::eclab {

namespace {

Mark markOf(char letter)
{
    switch (letter) {
    case 'v':
        return Mark::Verified;
    case 'z':
        return Mark::OnlyZeros;
    case 'l':
        return Mark::LowByte;
    case 'a':
        return Mark::ByAnalogy;
    default:
        return Mark::SizeOnly;
    }
}

/// One column of a table, with the places that follow from the sizes.
ParameterLayout layoutOf(const ParameterTable& table, std::size_t column)
{
    const ParameterVersion& version = table.versions[column];
    ParameterLayout layout{.techniqueId = static_cast<std::uint8_t>(table.technique),
                           .version = version.version,
                           .recordSize = version.recordSize,
                           .count = version.count,
                           .parameters = {}};
    std::size_t offset = 0;
    for (const ParameterRow& row : table.rows) {
        const Stored stored = row.stored.at(column);
        if (stored == Stored::None) {
            continue;
        }
        layout.parameters.push_back({row.name, offset, stored, table.mark.value_or(markOf(row.marks.at(column)))});
        offset += widthOf(stored);
    }
    return layout;
}

std::vector<ParameterLayout> allLayouts()
{
    std::vector<ParameterLayout> layouts;
    for (const auto& tables : {gcplParameterTables(), moduloBatParameterTables(), impedanceParameterTables(),
                               voltammetryParameterTables(), chronoParameterTables(), constantParameterTables()})
    {
        for (const ParameterTable& table : tables) {
            for (std::size_t column = 0; column < table.versions.size(); ++column) {
                layouts.push_back(layoutOf(table, column));
            }
        }
    }
    return layouts;
}

}  // namespace

const Parameter* ParameterLayout::find(std::string_view name) const
{
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found != parameters.end() ? &*found : nullptr;
}

const std::vector<ParameterLayout>& parameterLayouts()
{
    static const std::vector<ParameterLayout> layouts = allLayouts();
    return layouts;
}

const ParameterLayout* findParameterLayout(std::uint8_t techniqueId, std::uint8_t version)
{
    for (const ParameterLayout& layout : parameterLayouts()) {
        if (layout.techniqueId == techniqueId && layout.version == version) {
            return &layout;
        }
    }
    return nullptr;
}

}  // namespace aurora::formats::eclab
