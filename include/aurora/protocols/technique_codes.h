#pragma once

#include "aurora/core/json.h"
#include "aurora/core/technique_codes.h"

#include <string_view>

namespace aurora::protocols {

/// Whose technique codes a recording of this format carries: "EC-Lab mpr", "Neware ndax", "tomato JSON"; also what the
/// Python program calls them ("eclab_mpr", "neware_ndax", "tomato_0_2_biologic").
[[nodiscard]] TechniqueCodes techniqueCodesOfFormat(std::string_view format);

/// The same from the metadata of a `snapshot.*.h5`: the format of its recording where we converted it, `job_type` or
/// the method of the conversion where the Python program did.
[[nodiscard]] TechniqueCodes techniqueCodesOf(const Json& snapshotMetadata);

}  // namespace aurora::protocols
