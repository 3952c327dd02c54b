#pragma once

#include "aurora/core/column.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace aurora::storage {

/// A pandas *fixed* frame under the key `data`, with the JSON of `/metadata` beside it (spec: storage.md).
///
/// Column names include their unit in brackets ("V (V)"): Column::unit is empty in frames.
struct Frame
{
    std::vector<Column> columns;  ///< equal lengths; text columns cannot be written
    Json metadata;                ///< null: the file has none
    /// Columns of the file that were not read because only Python can read them (text); empty for frames to write.
    std::vector<std::string> leftOut;

    [[nodiscard]] std::size_t rows() const;
    [[nodiscard]] const Column* find(std::string_view name) const;  ///< nullptr when there is none
};

/// Rows [begin, end) of a frame, counted from 0. An end past the last row means the last row; a begin past it, no rows.
struct RowRange
{
    std::size_t begin = 0;
    std::size_t end = std::numeric_limits<std::size_t>::max();
};

/// Numbers that are double in memory and float32 in the file.
struct RoundedToFloat
{
    std::span<const double> values;
};

/// A column to write that somebody else owns: series of millions of rows are written without a copy.
struct ColumnView
{
    using Values =
        std::variant<std::span<const double>, std::span<const float>, std::span<const std::int64_t>,
                     std::span<const std::int32_t>, std::span<const std::int16_t>, std::span<const std::int8_t>,
                     std::span<const std::uint64_t>, std::span<const std::uint32_t>, std::span<const std::uint16_t>,
                     std::span<const std::uint8_t>, RoundedToFloat>;

    std::string name;  ///< with its unit: "V (V)"
    Values values;
};

/// Writes the frame: one block a column, chunked, shuffle + deflate, complete or absent.
/// Columns and metadata are stored so that everything but /metadata is byte-identical for the same input.
/// @throws Error naming the file: columns of different lengths or of one name, text columns (pandas cannot read them)
/// @throws Cancelled, and the file is as it was
void writeFrame(const std::filesystem::path& file, const Frame& frame, const Progress& progress = Progress::none());
void writeFrame(const std::filesystem::path& file, std::span<const ColumnView> columns, const Json& metadata,
                const Progress& progress = Progress::none());

/// A frame of vendor columns, whatever their types and names. A text column becomes a column of int16 codes (int32 with
/// more than 32767 texts) counted from 0 in order of appearance; the texts stand in the metadata as
/// `codes: {column: [text, …]}`. A name that comes again is given the suffix `~2`, `~3`, …: pandas wants each once.
[[nodiscard]] Frame vendorFrame(std::span<const Column> columns, Json metadata);

/// Reads a frame: ours, or one that PyTables wrote (blosc, bzip2, zlib, Fletcher32, several columns a block, float16).
/// @param columns  names to read; empty = all. Names that are not there are left out of the result.
/// Types are those of the file, but: float16 becomes float, bool uint8, date and time double (Unix seconds, NaN for
/// none). Text columns are left out (Frame::leftOut). Row labels carry no meaning and are not read.
/// @throws Error naming the file and what is missing or not supported (table format, blosc2, text, multi-level columns)
/// @throws Cancelled
[[nodiscard]] Frame readFrame(const std::filesystem::path& file, std::span<const std::string> columns = {},
                              const Progress& progress = Progress::none());

/// The same, for rows [begin, end) alone: chunks without any of them are neither read nor decompressed, so that the
/// time goes with the rows asked for and not with the length of the file. Damage outside the range is not noticed.
[[nodiscard]] Frame readFrame(const std::filesystem::path& file, std::span<const std::string> columns, RowRange rows,
                              const Progress& progress = Progress::none());

using aurora::rowCount;  // of a column's values, beside the following one

/// How many rows the frame of a file has; reads none of them. @throws Error, as readFrame
[[nodiscard]] std::size_t rowCount(const std::filesystem::path& file);

/// Only /metadata; null when there is none. @throws Error
[[nodiscard]] Json readMetadata(const std::filesystem::path& file);

/// Replaces /metadata, leaving the data as it is; complete or unchanged. @throws Error
/// @throws Cancelled
void replaceMetadata(const std::filesystem::path& file, const Json& metadata,
                     const Progress& progress = Progress::none());

/// Copies a file with other /metadata, replacing; the data as it is. Complete or absent. Other threads read and write
/// their files meanwhile. @throws Error @throws Cancelled
void copyWithMetadata(const std::filesystem::path& from, const std::filesystem::path& to, const Json& metadata,
                      const Progress& progress = Progress::none());

}  // namespace aurora::storage
