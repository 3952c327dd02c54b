#pragma once

#include "aurora/core/column.h"
#include "storage/hdf5.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace aurora::storage {

/// The element types of a frame's blocks, and what they become in a Column.
enum class Element
{
    Float16,  ///< float
    Float32,
    Float64,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Bool,      ///< uint8, 0 or 1
    DateTime,  ///< int64 counts of a unit since 1970 → double seconds, NaN for "not a time"
};

/// The element type of an HDF5 type, or nothing when it is none of these (text, objects, big-endian numbers).
[[nodiscard]] std::optional<Element> elementOf(hid_t type);

/// The element type of a numpy name ("float32", "int64"), as PyTables notes it beside empty arrays.
[[nodiscard]] std::optional<Element> elementOf(std::string_view numpyName);

/// Seconds in one count of a numpy time type: "datetime64[ns]", "timedelta64[us]", bare "datetime64" (ns).
/// @return nothing when the name is not one
[[nodiscard]] std::optional<double> secondsPerCount(std::string_view numpyName);

/// A column of that many rows, all zero, of the type that holds such elements.
[[nodiscard]] ColumnValues emptyColumn(Element element, std::size_t rows);

/// Where elements lie in a decoded piece: `count` of them, `stride` elements apart.
struct ElementRun
{
    const std::byte* first = nullptr;
    std::size_t stride = 1;
    std::size_t count = 0;
};

/// Copies a run into rows `row` … of a column made by emptyColumn of the same element.
void copyElements(Element element, const ElementRun& run, double secondsPerCount, ColumnValues& column,
                  std::size_t row);

/// IEEE 754 half precision → float.
[[nodiscard]] float halfToFloat(std::uint16_t bits);

}  // namespace aurora::storage
