#pragma once

#include "aurora/core/progress.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

namespace aurora::services {

/// What importing a file of samples would do. Nothing is written until applySampleImport.
struct SampleImportPlan
{
    struct Change
    {
        std::string sampleId;
        std::string column;
        CellValue before;
        CellValue after;
    };

    std::filesystem::path file;
    std::vector<std::string> ignoredColumns;  ///< headers that match no column
    std::vector<database::Row> added;
    std::vector<database::Row> updated;  ///< only the columns that change, and Sample ID
    std::vector<Change> changes;         ///< of updated, old → new
    std::vector<std::string> unchanged;  ///< Sample IDs
};

/// Reads a robot CSV or JSON file and compares it with the samples table.
/// @throws Error naming line, column and value of the first mistake ("Nothing of this file was stored.")
[[nodiscard]] SampleImportPlan planSampleImport(const Project& project, const std::filesystem::path& file);

/// Writes the plan in one transaction. @return one item that says how many were new and changed
ReportItem applySampleImport(const Project& project, const SampleImportPlan& plan);

/// Computed columns of storage.md ("Importing samples"): masses, balancing capacities, overlap factor, N:P ratio, run.
/// Computed wherever their inputs are present, in place.
void recomputeSampleColumns(database::Row& row);

/// Forgets the computed columns that lost an input: a value that was computed from a cell that is empty now has no
/// origin any more. Values that were there without their inputs, because somebody typed them in, stay.
/// @param before  the row before its cells were changed
void forgetComputedColumns(database::Row& row, const database::Row& before);

}  // namespace aurora::services
