#include "aurora/protocols/technique_codes.h"

#include "aurora/core/text.h"
#include "protocols/json_values.h"

#include <array>
#include <string>

namespace aurora::protocols {

namespace {

struct Family
{
    std::string_view word;
    TechniqueCodes codes;
};

constexpr std::array families{
    Family{"ec-lab", TechniqueCodes::EcLab},
    Family{"eclab", TechniqueCodes::EcLab},
    Family{"neware", TechniqueCodes::Neware},
    Family{"tomato", TechniqueCodes::Tomato},
};

TechniqueCodes codesNamedAt(const Json& object, std::string_view key)
{
    return techniqueCodesOfFormat(textAt(object, key).value_or(""));
}

}  // namespace

TechniqueCodes techniqueCodesOfFormat(std::string_view format)
{
    const std::string text = lowerCase(format);
    for (const Family& family : families) {
        if (text.find(family.word) != std::string::npos) {
            return family.codes;
        }
    }
    return TechniqueCodes::Unknown;
}

TechniqueCodes techniqueCodesOf(const Json& snapshotMetadata)
{
    const Json& provenance = valueAt(snapshotMetadata, "provenance");
    TechniqueCodes codes = codesNamedAt(valueAt(provenance, "recording"), "format");
    if (codes == TechniqueCodes::Unknown) {
        codes = codesNamedAt(valueAt(snapshotMetadata, "job_data"), "job_type");
    }
    const Json& steps = valueAt(provenance, "aurora_metadata");
    for (const char* const step : {"conversion", "mpr_conversion", "json_conversion"}) {
        if (codes == TechniqueCodes::Unknown) {
            codes = codesNamedAt(valueAt(steps, step), "method");
        }
    }
    return codes;
}

}  // namespace aurora::protocols
