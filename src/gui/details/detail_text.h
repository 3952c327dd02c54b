#pragma once

#include "aurora/services/details.h"
#include "gui/frame/row_link.h"

#include <QPalette>
#include <QString>
#include <QUrl>

#include <optional>

namespace aurora::gui {

/// The details of a row as rich text: its fields in groups, the steps of a job, links to the rows it is connected to.
/// @param palette  of the widget that shows it: quiet text takes its colours from there
[[nodiscard]] QString detailText(const services::RowDetails& details, const QPalette& palette);

/// Where a link of detailText leads.
[[nodiscard]] std::optional<RowLink> linkTarget(const QUrl& link);

}  // namespace aurora::gui
