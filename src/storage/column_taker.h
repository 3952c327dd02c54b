#pragma once

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/frame.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

namespace aurora::storage {

/// A value of a file's type as another type: what does not fit becomes the nearest that does; "no number" becomes 0 in
/// integers.
template <class To, class From>
[[nodiscard]] To convertedTo(From value)
{
    if constexpr (std::is_floating_point_v<To>) {
        return static_cast<To>(value);
    } else if constexpr (std::is_floating_point_v<From>) {
        static_assert(sizeof(To) <= 4, "the limits must be exact in double");
        constexpr auto lowest = static_cast<double>(std::numeric_limits<To>::min());
        constexpr auto highest = static_cast<double>(std::numeric_limits<To>::max());
        return std::isnan(value) ? To{0} : static_cast<To>(std::clamp(static_cast<double>(value), lowest, highest));
    } else {
        if (std::cmp_less(value, std::numeric_limits<To>::min())) {
            return std::numeric_limits<To>::min();
        }
        return std::cmp_greater(value, std::numeric_limits<To>::max()) ? std::numeric_limits<To>::max()
                                                                       : static_cast<To>(value);
    }
}

/// The columns of a frame, taken out one by one in the types of the program; not copied where the type is right.
class ColumnTaker
{
public:
    ColumnTaker(Frame& frame, std::filesystem::path file)
        : m_frame(frame), m_file(std::move(file)), m_rows(frame.rows())
    {
    }

    [[nodiscard]] bool has(std::string_view name) const { return m_frame.find(name) != nullptr; }

    /// The column; empty when the frame has none of the name.
    template <class T>
    [[nodiscard]] std::vector<T> optional(std::string_view name)
    {
        for (Column& column : m_frame.columns) {
            if (column.name == name) {
                return std::visit([](auto& values) { return taken<T>(values); }, column.values);
            }
        }
        return {};
    }

    /// The column; filled with one value when the frame has none of the name.
    template <class T>
    [[nodiscard]] std::vector<T> filled(std::string_view name, T missing)
    {
        return has(name) ? optional<T>(name) : std::vector<T>(m_rows, missing);
    }

    /// @throws Error naming the file when the frame has none of the name
    template <class T>
    [[nodiscard]] std::vector<T> required(std::string_view name)
    {
        if (!has(name)) {
            throw Error(pathText(m_file) + ": the column \"" + std::string(name) +
                        "\" is missing, so it is no file of a sample. Nothing was read.");
        }
        return optional<T>(name);
    }

private:
    template <class T, class From>
    static std::vector<T> taken(std::vector<From>& values)
    {
        if constexpr (std::is_same_v<From, T>) {
            return std::move(values);
        } else if constexpr (std::is_same_v<From, std::string>) {
            return std::vector<T>(values.size(), T{});
        } else {
            const std::vector<From> source = std::exchange(values, {});  // not beside the result any longer than needed
            std::vector<T> converted(source.size());
            std::transform(source.begin(), source.end(), converted.begin(), convertedTo<T, From>);
            return converted;
        }
    }

    Frame& m_frame;
    std::filesystem::path m_file;
    std::size_t m_rows;
};

}  // namespace aurora::storage
