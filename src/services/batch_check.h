#pragma once

#include "aurora/services/check.h"

namespace aurora::services {

/// The part of checkProject that looks at batches: `batch.<name>.xlsx` and `.json` are read to their last byte, and
/// their members and numbers compared with what the project has now. Files that are behind are no fault, but told; a
/// batch that was never analysed has none. With Repair::Yes damaged files, and those of an analysis that was ended
/// before it was done, are made again.
/// @throws Cancelled
[[nodiscard]] Report checkBatches(const Project& project, Repair repair, Progress& progress);

}  // namespace aurora::services
