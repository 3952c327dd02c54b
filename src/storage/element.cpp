#include "storage/element.h"

#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace aurora::storage {

namespace {

struct NamedElement
{
    std::string_view name;
    H5T_class_t kind;
    std::size_t bytes;
    bool isSigned;
    Element element;
};

constexpr std::array elementTable{
    NamedElement{"float16", H5T_FLOAT, 2, true, Element::Float16},
    NamedElement{"float32", H5T_FLOAT, 4, true, Element::Float32},
    NamedElement{"float64", H5T_FLOAT, 8, true, Element::Float64},
    NamedElement{"int8", H5T_INTEGER, 1, true, Element::Int8},
    NamedElement{"int16", H5T_INTEGER, 2, true, Element::Int16},
    NamedElement{"int32", H5T_INTEGER, 4, true, Element::Int32},
    NamedElement{"int64", H5T_INTEGER, 8, true, Element::Int64},
    NamedElement{"uint8", H5T_INTEGER, 1, false, Element::UInt8},
    NamedElement{"uint16", H5T_INTEGER, 2, false, Element::UInt16},
    NamedElement{"uint32", H5T_INTEGER, 4, false, Element::UInt32},
    NamedElement{"uint64", H5T_INTEGER, 8, false, Element::UInt64},
    NamedElement{"bool", H5T_BITFIELD, 1, false, Element::Bool},
};

/// Calls use<Stored, Kept>() with the type in the file and the type in the column.
template <class Use>
decltype(auto) withTypes(Element element, Use use)
{
    switch (element) {
    case Element::Float16:
        return use.template operator()<std::uint16_t, float>();
    case Element::Float32:
        return use.template operator()<float, float>();
    case Element::Float64:
        return use.template operator()<double, double>();
    case Element::Int8:
        return use.template operator()<std::int8_t, std::int8_t>();
    case Element::Int16:
        return use.template operator()<std::int16_t, std::int16_t>();
    case Element::Int32:
        return use.template operator()<std::int32_t, std::int32_t>();
    case Element::Int64:
        return use.template operator()<std::int64_t, std::int64_t>();
    case Element::UInt16:
        return use.template operator()<std::uint16_t, std::uint16_t>();
    case Element::UInt32:
        return use.template operator()<std::uint32_t, std::uint32_t>();
    case Element::UInt64:
        return use.template operator()<std::uint64_t, std::uint64_t>();
    case Element::DateTime:
        return use.template operator()<std::int64_t, double>();
    case Element::UInt8:
    case Element::Bool:
        break;
    }
    return use.template operator()<std::uint8_t, std::uint8_t>();
}

template <class Stored, class Kept>
Kept converted(Stored value, double secondsPerCount)
{
    if constexpr (std::is_same_v<Stored, Kept>) {
        return value;
    } else if constexpr (std::is_same_v<Kept, float>) {
        return halfToFloat(value);
    } else {
        constexpr auto notATime = std::numeric_limits<std::int64_t>::min();
        return value == notATime ? std::numeric_limits<double>::quiet_NaN()
                                 : static_cast<double>(value) * secondsPerCount;
    }
}

}  // namespace

std::optional<Element> elementOf(hid_t type)
{
    const hdf5::Lock lock;
    const H5T_class_t kind = H5Tget_class(type);
    const std::size_t bytes = H5Tget_size(type);
    const bool isSigned = kind == H5T_FLOAT || (kind == H5T_INTEGER && H5Tget_sign(type) == H5T_SGN_2);
    if (kind != H5T_FLOAT && kind != H5T_INTEGER && kind != H5T_BITFIELD) {
        return std::nullopt;
    }
    if (bytes > 1 && H5Tget_order(type) != H5T_ORDER_LE) {
        return std::nullopt;
    }
    for (const NamedElement& known : elementTable) {
        if (known.kind == kind && known.bytes == bytes && known.isSigned == isSigned) {
            return known.element;
        }
    }
    return std::nullopt;
}

std::optional<Element> elementOf(std::string_view numpyName)
{
    for (const NamedElement& known : elementTable) {
        if (known.name == numpyName) {
            return known.element;
        }
    }
    return secondsPerCount(numpyName) ? std::optional(Element::DateTime) : std::nullopt;
}

std::optional<double> secondsPerCount(std::string_view numpyName)
{
    for (const std::string_view kind : {std::string_view("datetime64"), std::string_view("timedelta64")}) {
        if (!numpyName.starts_with(kind)) {
            continue;
        }
        const std::string_view unit = numpyName.substr(kind.size());
        if (unit.empty() || unit.starts_with("[ns")) {
            return 1e-9;
        }
        if (unit.starts_with("[us")) {
            return 1e-6;
        }
        if (unit.starts_with("[ms")) {
            return 1e-3;
        }
        return unit.starts_with("[s") ? std::optional(1.0) : std::nullopt;
    }
    return std::nullopt;
}

ColumnValues emptyColumn(Element element, std::size_t rows)
{
    return withTypes(element,
                     [&]<class Stored, class Kept>() -> ColumnValues { return std::vector<Kept>(rows, Kept{}); });
}

void copyElements(Element element, const ElementRun& run, double secondsPerCount, ColumnValues& column, std::size_t row)
{
    withTypes(element, [&]<class Stored, class Kept>() {
        Kept* to = std::get<std::vector<Kept>>(column).data() + row;
        if (std::is_same_v<Stored, Kept> && run.stride == 1) {
            std::memcpy(to, run.first, run.count * sizeof(Kept));
            return;
        }
        for (std::size_t i = 0; i < run.count; ++i) {
            Stored value{};
            std::memcpy(&value, run.first + i * run.stride * sizeof(Stored), sizeof(Stored));
            to[i] = converted<Stored, Kept>(value, secondsPerCount);
        }
    });
}

float halfToFloat(std::uint16_t bits)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16U;
    const std::uint32_t exponent = (bits >> 10U) & 0x1FU;
    const std::uint32_t fraction = bits & 0x3FFU;
    if (exponent == 0) {  // zero and subnormal numbers: fraction · 2⁻²⁴
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return sign == 0 ? magnitude : -magnitude;
    }
    const std::uint32_t widened = exponent == 0x1FU ? 0xFFU : exponent + 112U;  // bias 15 → 127; infinity and NaN
    return std::bit_cast<float>(sign | (widened << 23U) | (fraction << 13U));
}

}  // namespace aurora::storage
