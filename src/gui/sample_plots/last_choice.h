#pragma once

#include "aurora/services/project.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace aurora::gui {

/// Whose data a plots page shows: a batch, some samples of it, or samples one by one. Remembered of each project.
struct LastChoice
{
    QString batch{};        ///< empty: one by one
    QStringList samples{};  ///< empty: all of the batch
};

/// What the page showed of the project when it was left; nothing without a project.
[[nodiscard]] LastChoice lastChoice(const std::optional<services::Project>& project, const QString& page);

/// Does nothing without a project.
void rememberChoice(const std::optional<services::Project>& project, const QString& page, const LastChoice& choice);

}  // namespace aurora::gui
