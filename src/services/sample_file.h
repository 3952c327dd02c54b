#pragma once

#include "aurora/config/sample_columns.h"
#include "aurora/database/samples_table.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::services {

/// The rows of a robot's CSV or JSON file, by the names of the configured columns, empty cells left out.
struct SampleFile
{
    struct Row
    {
        std::string where;  ///< "line 14" of a CSV file, "entry 3" of a JSON file
        database::Row cells;
    };

    std::vector<std::string> ignoredColumns;  ///< headers that match no column, as in the file
    std::vector<Row> rows;
};

/// Reads and validates a file: types of cells, Sample IDs, no sample twice.
/// @param timeZone  of the project; times with an offset are converted to it
/// @throws Error naming file, line, column and value of the first mistake
[[nodiscard]] SampleFile readSampleFile(const std::filesystem::path& file,
                                        const std::vector<config::SampleColumn>& columns, std::string_view timeZone);

/// Text for comparing names as file systems that ignore case do.
[[nodiscard]] std::string caseFolded(const std::string& text);

}  // namespace aurora::services
