#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/services/tables.h"

#include <QString>

#include <vector>

namespace aurora::gui {

/// A column of a row as the details show it.
struct DetailField
{
    QString name;  ///< without its unit
    QString value;
    QString unit{};  ///< "mg"
};

struct DetailGroup
{
    QString title;
    std::vector<DetailField> fields;
};

/// The filled cells of a row in groups that belong together; what belongs nowhere comes last. A payload is left out: it
/// is shown as steps.
/// @param row  a table with at most one row
[[nodiscard]] std::vector<DetailGroup> detailGroups(services::TableKind kind, const Table& row);

}  // namespace aurora::gui
