#pragma once

#include "aurora/core/progress.h"
#include "aurora/formats/eclab/mpr_columns.h"
#include "formats/eclab/mpr_modules.h"

#include <bit>
#include <cstdint>
#include <functional>
#include <initializer_list>
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

/// The rows of a data module; the file's bytes must outlive it.
struct DataTable
{
    std::uint32_t version = 0;
    std::vector<std::uint16_t> columnIds;  ///< of all columns, also of those without a place
    const std::uint8_t* rows = nullptr;
    std::size_t rowSize = 0;
    std::size_t rowCount = 0;
    std::vector<StoredColumn> columns;      ///< in stored order; without those whose place is not known
    std::optional<std::size_t> flagOffset;  ///< of the shared flag byte
    bool wholeRowsOnly = false;             ///< the file is being written: its last row or its end is missing
    std::vector<std::string> warnings;

    [[nodiscard]] const StoredColumn* find(std::uint16_t id) const;
    /// The first of these IDs that the file has, or nullptr.
    [[nodiscard]] const StoredColumn* findFirst(std::initializer_list<std::uint16_t> ids) const;

    /// False where the file stores no time, or its place is not known.
    [[nodiscard]] bool hasTime() const { return find(column::time) != nullptr; }

    /// The flag byte of the last row.
    [[nodiscard]] std::optional<std::uint8_t> lastFlags() const;
};

/// Finds columns and rows.
///
/// @param growing  nothing stands behind the module: rows may be missing or incomplete at its end
/// @throws FormatError when the version or the sizes cannot be understood
[[nodiscard]] DataTable readDataModule(const Module& module, bool growing, std::string_view file);

/// Takes columns out of the rows. All columns are gathered in one walk over the rows, block by block, because the rows
/// of a long recording are far larger than the processor's caches.
class ColumnGatherer
{
public:
    explicit ColumnGatherer(const DataTable& table) : m_table(table) {}

    /// The column's values into out, converted to its element type. Out is sized here and filled by run().
    template <typename T>
    void add(const StoredColumn& column, std::vector<T>& out);

    /// @throws Cancelled
    void run(Progress& progress) const;

private:
    using Gather = std::function<void(const std::uint8_t* row, std::size_t first, std::size_t count)>;

    template <typename From, typename T>
    void addGather(const StoredColumn& column, std::vector<T>& out);

    const DataTable& m_table;
    std::vector<Gather> m_gathers;
};

template <typename From, typename T>
void ColumnGatherer::addGather(const StoredColumn& column, std::vector<T>& out)
{
    m_gathers.push_back([offset = column.offset, stride = m_table.rowSize,
                         to = out.data()](const std::uint8_t* row, std::size_t first, std::size_t count) {
        const std::uint8_t* from = row + offset;
        for (std::size_t i = first; i < first + count; ++i, from += stride) {
            to[i] = static_cast<T>(valueAt<From>(from));
        }
    });
}

template <typename T>
void ColumnGatherer::add(const StoredColumn& column, std::vector<T>& out)
{
    out.resize(m_table.rowCount);
    switch (column.stored) {
    case Stored::U1:
        return addGather<std::uint8_t>(column, out);
    case Stored::U2:
        return addGather<std::uint16_t>(column, out);
    case Stored::U4:
        return addGather<std::uint32_t>(column, out);
    case Stored::F4:
        return addGather<float>(column, out);
    case Stored::F8:
        return addGather<double>(column, out);
    case Stored::Flag:
        m_gathers.push_back([offset = column.offset, mask = column.flagMask, stride = m_table.rowSize,
                             to = out.data()](const std::uint8_t* row, std::size_t first, std::size_t count) {
            const int shift = std::countr_zero(mask);
            const std::uint8_t* from = row + offset;
            for (std::size_t i = first; i < first + count; ++i, from += stride) {
                to[i] = static_cast<T>((*from & mask) >> shift);
            }
        });
        return;
    case Stored::None:
    case Stored::Text:
        return;
    }
}

}  // namespace aurora::formats::eclab
