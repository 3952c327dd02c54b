#include "formats/eclab/mpr_fields.h"

#include "aurora/core/text.h"

#include <cmath>

namespace aurora::formats::eclab {

namespace {

template <typename T>
Json integerAt(Bytes body, std::size_t offset)
{
    const auto value = valueAt<T>(body, offset);
    return value ? Json(static_cast<std::uint64_t>(*value)) : Json();
}

/// 4.9 and not 4.900000095367432: what the user typed and EC-Lab shows.
Json shortest(float value)
{
    return std::isfinite(value) ? Json(parseNumber(formatNumber(value)).value_or(double{value})) : Json();
}

}  // namespace

std::string fieldText(Bytes body, std::size_t offset)
{
    const auto length = valueAt<std::uint8_t>(body, offset);
    // User text may be UTF-8 although EC-Lab writes Windows-1252.
    return length ? decodeText(bytesAsText(body, offset + 1, *length)) : std::string();
}

Json fieldValue(Bytes body, std::size_t offset, Stored stored)
{
    switch (stored) {
    case Stored::U1:
        return integerAt<std::uint8_t>(body, offset);
    case Stored::U2:
        return integerAt<std::uint16_t>(body, offset);
    case Stored::U4:
        return integerAt<std::uint32_t>(body, offset);
    case Stored::F4: {
        const auto value = valueAt<float>(body, offset);
        return value ? shortest(*value) : Json();
    }
    case Stored::F8: {
        const auto value = valueAt<double>(body, offset);
        return value && std::isfinite(*value) ? Json(*value) : Json();
    }
    case Stored::Text:
        return fieldText(body, offset);
    case Stored::None:
    case Stored::Flag:
        break;
    }
    return {};
}

}  // namespace aurora::formats::eclab
