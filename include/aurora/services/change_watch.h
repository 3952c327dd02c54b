#pragma once

#include "aurora/database/change_watch.h"
#include "aurora/services/project.h"

namespace aurora::services {

/// Notices what others change in the project's database. Opens nothing yet; belongs to the thread that first looks.
[[nodiscard]] database::ChangeWatch watchChanges(const Project& project);

}  // namespace aurora::services
