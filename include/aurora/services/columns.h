#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"

#include <string>
#include <vector>

namespace aurora::services {

/// How the table of samples differs from the columns that `Sample database` configures. `Pipeline` and `Job ID` are the
/// program's own and never differ.
struct ColumnPlan
{
    struct Added
    {
        std::string name;
        std::string sqlType;
    };

    /// Only in upper and lower case: the same column for the database, another one for programs that look by name.
    struct Respelled
    {
        std::string name;  ///< in the table
        std::string configured;
    };

    /// In the table, but not configured.
    struct Removed
    {
        std::string name;
        std::size_t filledCells = 0;
        std::string meant;          ///< configured column that this is an alternative name of, which takes its values
        std::size_t lostCells = 0;  ///< filled cells that nothing takes
    };

    std::vector<Added> added;
    std::vector<Respelled> respelled;
    std::vector<Removed> removed;

    [[nodiscard]] bool isEmpty() const noexcept { return added.empty() && respelled.empty() && removed.empty(); }
};

/// @param project  opened with MissingColumns::Left, else nothing is missing any more
[[nodiscard]] ColumnPlan planColumns(const Project& project);

/// What the plan would do, one item a column: additions as done, removals as skipped.
[[nodiscard]] Report describePlan(const ColumnPlan& plan);

enum class AllowLoss
{
    No,
    Yes
};

/// Adds and respells columns; removes those that are not configured only where loss is allowed. A backup into the
/// backup folder before, one transaction. Nothing happens when nothing differs. @throws Error
/// @throws Cancelled, and nothing was changed
Report applyColumns(const Project& project, AllowLoss allowLoss, Progress& progress = Progress::none());

}  // namespace aurora::services
