#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace aurora::config {

/// A column of the samples table as `Sample database` configures it.
struct SampleColumn
{
    std::string name;                           ///< exact, with spaces: "Anode mass (mg)"
    std::vector<std::string> alternativeNames;  ///< other headers it is imported from
    std::string sqlType;                        ///< as written: "FLOAT", "VARCHAR(255) PRIMARY KEY"
    CellType type = CellType::Text;
};

/// The standard list of storage.md with its alternative names and types.
[[nodiscard]] const std::vector<SampleColumn>& standardSampleColumns();

/// From the list in the shared file; alternative names of the standard list are added.
/// @throws Error naming the entry when a name is missing, twice, or there is no `Sample ID`
[[nodiscard]] std::vector<SampleColumn> sampleColumnsFromJson(const Json& list);

/// What a column of this SQL type holds: `INT` → Integer, `FLOAT` → Real, `DATETIME` → DateTime, anything else → Text.
[[nodiscard]] CellType cellTypeOf(std::string_view sqlType);

/// The list as it stands in a shared file: Name, Alternative names (where there are some), Type.
[[nodiscard]] Json toJson(const std::vector<SampleColumn>& columns);

/// The column a header belongs to (its name or an alternative name, any case), or nullptr.
[[nodiscard]] const SampleColumn* findSampleColumn(const std::vector<SampleColumn>& columns, std::string_view header);

}  // namespace aurora::config
