#pragma once

#include "aurora/services/check.h"

#include <filesystem>

namespace aurora::services {

/// Notes a file that was not written to its end, or removes it with Repair::Yes. One that another program may be
/// writing now is only told; one that is gone meanwhile is none.
void noteLeftover(const std::filesystem::path& file, Repair repair, Report& report);

}  // namespace aurora::services
