#pragma once

#include "aurora/services/tables.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace aurora::gui {

/// What a link does with the details beside the table that it leads to.
enum class Details
{
    AsTheyAre,
    Open
};

/// Where a link leads: rows of one of the tables.
struct RowLink
{
    services::TableKind kind = services::TableKind::Samples;
    QStringList keys;  ///< none: the page alone
    Details details = Details::AsTheyAre;
};

/// The page that shows a table: "samples". Tables without a page give an empty text.
[[nodiscard]] QString pageOf(services::TableKind kind);

/// The table that a page shows; nothing for a page without one.
[[nodiscard]] std::optional<services::TableKind> tableOf(const QString& page);

/// "Sample", "Pipeline": what one row of the table is.
[[nodiscard]] QString rowName(services::TableKind kind);

}  // namespace aurora::gui
