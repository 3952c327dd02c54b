#pragma once

#include "aurora/services/project.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace aurora::gui {

/// Whose data a plots page shows: a batch, or samples one by one. Remembered of each project.
struct LastChoice
{
    QString batch{};
    QStringList samples{};
};

/// What the page showed of the project when it was left; nothing without a project.
[[nodiscard]] LastChoice lastChoice(const std::optional<services::Project>& project, const QString& page);

/// Does nothing without a project.
void rememberChoice(const std::optional<services::Project>& project, const QString& page, const LastChoice& choice);

}  // namespace aurora::gui
