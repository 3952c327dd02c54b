#pragma once

#include "aurora/core/progress.h"
#include "aurora/formats/eclab/mpr_columns.h"
#include "formats/eclab/mpr_modules.h"

#include <bit>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aurora::formats::eclab {

/// A column of a file: what it is and where in a row it lies.
struct StoredColumn
{
    std::uint16_t id = 0;
    std::string name;  ///< as EC-Lab prints it; "unknown 612" where nobody knows
    std::string unit;
    Stored stored = Stored::None;
    std::size_t offset = 0;     ///< in the row
    std::uint8_t flagMask = 0;  ///< for Stored::Flag
};

/// The rows of a data module.
struct DataTable
{
    std::uint32_t version = 0;
    std::vector<std::uint16_t> columnIds;      ///< of all columns, also of those without a place
    std::shared_ptr<const ByteSource> source;  ///< where the rows are
    std::size_t rowsOffset = 0;                ///< of the first row in it
    std::size_t rowSize = 0;
    std::size_t rowCount = 0;
    std::vector<StoredColumn> columns;      ///< in stored order; without those whose place is not known
    std::optional<std::size_t> flagOffset;  ///< of the shared flag byte
    bool wholeRowsOnly = false;             ///< the file is being written: its last row or its end is missing
    std::vector<std::string> warnings;

    [[nodiscard]] const StoredColumn* find(std::uint16_t id) const;
    /// The first of these IDs that the file has, or nullptr.
    [[nodiscard]] const StoredColumn* findFirst(std::initializer_list<std::uint16_t> ids) const;

    /// Rows that lie behind each other, as stored.
    [[nodiscard]] const std::uint8_t* rowsAt(std::size_t first, std::size_t count,
                                             std::vector<std::uint8_t>& buffer) const
    {
        return source->view(rowsOffset + first * rowSize, count * rowSize, buffer).data();
    }

    /// False where the file stores no time, or its place is not known.
    [[nodiscard]] bool hasTime() const { return find(column::time) != nullptr; }

    /// The flag byte of the last row.
    [[nodiscard]] std::optional<std::uint8_t> lastFlags() const;
};

/// Finds columns and rows.
///
/// @param growing  nothing stands behind the module: rows may be missing or incomplete at its end
/// @throws FormatError when the version or the sizes cannot be understood
[[nodiscard]] DataTable readDataModule(const Module& module, std::shared_ptr<const ByteSource> source, bool growing,
                                       std::string_view file);

/// Takes columns out of the rows. All columns are gathered in one walk over the rows, block by block, because the rows
/// of a long recording are far larger than the processor's caches.
class ColumnGatherer
{
public:
    explicit ColumnGatherer(const DataTable& table) : m_table(table) {}

    /// The column's values into out, converted to its element type. Filled by run(), to which out must live.
    template <typename T>
    void add(const StoredColumn& column, std::vector<T>& out);

    /// @throws Cancelled
    void run(Progress& progress) const;

private:
    using Gather = std::function<void(const std::uint8_t* row, std::size_t count)>;

    /// value(field) of each row, appended. A column grows with the rows: all its memory at once would take as long as
    /// many blocks of rows, in which nobody looks whether to go on.
    template <typename T, typename Value>
    void addGather(const StoredColumn& column, std::vector<T>& out, Value value);

    const DataTable& m_table;
    std::vector<Gather> m_gathers;
};

template <typename T, typename Value>
void ColumnGatherer::addGather(const StoredColumn& column, std::vector<T>& out, Value value)
{
    out.clear();
    out.reserve(m_table.rowCount);
    m_gathers.push_back(
        [offset = column.offset, stride = m_table.rowSize, &out, value](const std::uint8_t* row, std::size_t count) {
            const std::size_t first = out.size();
            out.resize(first + count);
            T* const to = out.data() + first;
            const std::uint8_t* from = row + offset;
            for (std::size_t i = 0; i < count; ++i, from += stride) {
                to[i] = static_cast<T>(value(from));
            }
        });
}

template <typename T>
void ColumnGatherer::add(const StoredColumn& column, std::vector<T>& out)
{
    switch (column.stored) {
    case Stored::U1:
        return addGather(column, out, [](const std::uint8_t* from) { return *from; });
    case Stored::U2:
        return addGather(column, out, [](const std::uint8_t* from) { return valueAt<std::uint16_t>(from); });
    case Stored::U4:
        return addGather(column, out, [](const std::uint8_t* from) { return valueAt<std::uint32_t>(from); });
    case Stored::F4:
        return addGather(column, out, [](const std::uint8_t* from) { return valueAt<float>(from); });
    case Stored::F8:
        return addGather(column, out, [](const std::uint8_t* from) { return valueAt<double>(from); });
    case Stored::Flag:
        return addGather(column, out,
                         [mask = column.flagMask, shift = std::countr_zero(column.flagMask)](const std::uint8_t* from) {
                             return (*from & mask) >> shift;
                         });
    case Stored::None:
    case Stored::Text:
        out.resize(m_table.rowCount);
        return;
    }
}

}  // namespace aurora::formats::eclab
