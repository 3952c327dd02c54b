#pragma once

#include "aurora/core/json.h"
#include "aurora/storage/xlsx.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace aurora::storage {

/// What a batch takes from one of its samples: the two objects of its `cycles.<sample>.json`, ours or the Python
/// program's.
struct BatchMember
{
    std::string sampleId;
    Json data;
    Json metadata;
};

/// `batch.<name>.json`: `{"data": [the data of each member], "metadata": {"sample_metadata": {sample: metadata},
/// "provenance"}}`.
[[nodiscard]] Json batchJson(std::span<const BatchMember> members, Json provenance);

/// The sheet `Data by cycle` of `batch.<name>.xlsx`: a row a sample and cycle. Columns: `Sample ID`, `Cycle`, then the
/// per-cycle keys in the order of the members; empty cells where a cycle has no value.
[[nodiscard]] Sheet cyclesSheet(std::span<const BatchMember> members);

/// The sheet `Results by sample`: a row a sample. Columns: `Sample ID`, then the per-sample keys in the order of the
/// members; a list or an object is JSON text.
[[nodiscard]] Sheet resultsSheet(std::span<const BatchMember> members);

}  // namespace aurora::storage
