#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"

#include <QSqlQuery>
#include <QString>

#include <functional>
#include <string_view>

namespace aurora::database {

[[nodiscard]] QString toQString(std::string_view text);

/// A name for a connection that no other in this program has.
[[nodiscard]] QString nextConnectionName();

/// The rows of a query that has been run. What ended the reading early stands in query.lastError().
[[nodiscard]] Table readRows(QSqlQuery& query);

/// Repeats a step that fails because another program holds the database, up to 60 s, looking at progress.
void retryWhileLocked(const std::function<void()>& step, Progress& progress);

}  // namespace aurora::database
