#pragma once

#include "aurora/services/check.h"

#include <filesystem>

namespace aurora::services {

/// Notes a file that was not written to its end, or removes it with Repair::Yes. One that another program may be
/// writing now is only told; one that is gone meanwhile is none.
void noteLeftover(const std::filesystem::path& file, Repair repair, Report& report);

/// Removes what a program that was killed left in a folder of somebody's choice: files, and folders in which an archive
/// was being made, under the names that TemporaryFile gives and no person would. Those that another program may be
/// writing now stay.
void removeLeftovers(const std::filesystem::path& folder);

}  // namespace aurora::services
