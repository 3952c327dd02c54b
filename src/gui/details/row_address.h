#pragma once

#include "aurora/services/tables.h"

#include <QString>

#include <optional>

namespace aurora::gui {

/// A row of one of the table pages.
struct RowAddress
{
    QString page;  ///< id in the registry: "samples"
    QString key;

    bool operator==(const RowAddress&) const = default;
};

/// The page that shows a table: "samples". Tables without a page give an empty text.
[[nodiscard]] QString pageOf(services::TableKind kind);

/// "Sample", "Pipeline": what one row of the table is.
[[nodiscard]] QString rowName(services::TableKind kind);

}  // namespace aurora::gui
