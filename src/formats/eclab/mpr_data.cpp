#include "formats/eclab/mpr_data.h"

#include "aurora/core/error.h"
#include "formats/eclab/mpr_row.h"
#include "formats/eclab/row_blocks.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace aurora::formats::eclab {

namespace {

/// What the head of the module says, before anything is concluded from it.
struct DataHead
{
    const DataLayout* layout = nullptr;
    std::size_t rowCount = 0;
    std::vector<std::uint16_t> ids;
};

std::string where(const Module& module, std::string_view file)
{
    return std::string(file) + ": the data module at byte " + hex(module.bodyOffset);
}

const DataLayout& layoutOf(const Module& module, std::string_view file)
{
    const DataLayout* const layout = findDataLayout(module.version);
    if (layout == nullptr) {
        throw FormatError(where(module, file) + " has version " + std::to_string(module.version) +
                          "; versions 0, 2, 3, 10 and 11 are known. Nothing was read; please report the file.");
    }
    return *layout;
}

DataHead readHead(const Module& module, std::string_view file)
{
    DataHead head{.layout = &layoutOf(module, file), .rowCount = 0, .ids = {}};
    if (module.body.size() < head.layout->rows) {
        throw FormatError(where(module, file) + " ends after " + std::to_string(module.available) +
                          " bytes, before its rows, which begin at byte " + std::to_string(head.layout->rows) +
                          ". The file is cut off and holds no rows; nothing was read.");
    }
    head.rowCount = *valueAt<std::uint32_t>(module.body, rowCountOffset);
    const std::size_t columns = *valueAt<std::uint8_t>(module.body, columnCountOffset);
    const std::size_t idSize = head.layout->idSize;
    if (head.layout->columnIds + idSize * columns > head.layout->rows) {
        throw FormatError(where(module, file) + " promises " + std::to_string(columns) +
                          " columns, more than there is room for. The file is damaged; nothing was read.");
    }
    std::set<std::uint16_t> seen;
    for (std::size_t i = 0; i < columns; ++i) {
        const std::size_t at = head.layout->columnIds + idSize * i;
        const std::uint16_t id =
            idSize == 1 ? *valueAt<std::uint8_t>(module.body, at) : *valueAt<std::uint16_t>(module.body, at);
        if (!seen.insert(id).second) {
            throw FormatError(where(module, file) + " names column " + std::to_string(id) +
                              " twice. The file is damaged; nothing was read.");
        }
        head.ids.push_back(id);
    }
    return head;
}

/// The row size from the room that the header promises for the rows.
std::optional<std::size_t> promisedRowSize(const Module& module, const DataHead& head)
{
    if (head.rowCount == 0 || module.promised < head.layout->rows) {
        return std::nullopt;
    }
    const std::size_t room = module.promised - head.layout->rows;
    return room % head.rowCount == 0 ? std::optional(room / head.rowCount) : std::nullopt;
}

/// True when the first rows behind those that were counted go on in time.
bool timeGoesOn(const DataTable& table, std::size_t counted)
{
    constexpr std::size_t enough = 1000;
    const StoredColumn* const time = table.find(column::time);
    if (time == nullptr) {
        return true;
    }
    const std::size_t first = counted > 0 ? counted - 1 : 0;
    const std::size_t end = std::min(table.rowCount, counted + enough);
    std::vector<std::uint8_t> buffer;
    const std::uint8_t* const rows = table.rowsAt(first, end - first, buffer);
    const auto timeOf = [&](std::size_t row) {
        return valueAt<double>(rows + (row - first) * table.rowSize + time->offset);
    };
    double before = counted > 0 ? timeOf(counted - 1) : 0;
    for (std::size_t row = counted; row < end; ++row) {
        if (!(timeOf(row) >= before) || !std::isfinite(timeOf(row))) {
            return false;
        }
        before = timeOf(row);
    }
    return true;
}

/// The count lags behind while EC-Lab writes. Rows go on to the last byte of the body (verified by all exports), so
/// that what stands behind the counted ones belongs to them where it is whole rows and its time goes on.
void readUncounted(DataTable& table, std::size_t counted, const std::string& sizes)
{
    const std::size_t more = table.rowCount - counted;
    if (timeGoesOn(table, counted)) {
        table.warnings.push_back(sizes + ". The " + std::to_string(more) +
                                 " rows behind those promised were read, too: their times go on.");
        return;
    }
    table.rowCount = counted;
    table.warnings.push_back(sizes + ". The " + std::to_string(counted) + " promised rows were read; the " +
                             std::to_string(more) +
                             " behind them were left out, because their times do not go on. Please report the file.");
}

/// Counts the whole rows, and refuses what is neither a complete module nor one that is still being written.
void countRows(DataTable& table, const Module& module, const DataHead& head, bool growing, std::string_view file)
{
    const std::size_t room = module.available - head.layout->rows;
    if (table.rowSize == 0) {
        if (head.rowCount != 0) {
            throw FormatError(where(module, file) + " promises " + std::to_string(head.rowCount) +
                              " rows of no column. The file is damaged; nothing was read.");
        }
        return;
    }
    const std::size_t whole = room / table.rowSize;
    const bool rowsFill = module.complete() && room % table.rowSize == 0;
    table.rowCount = whole;
    if (rowsFill && whole == head.rowCount) {
        return;
    }
    const std::string sizes = " promises " + std::to_string(head.rowCount) + " rows of " +
                              std::to_string(table.rowSize) + " bytes, but has room for " + std::to_string(whole) +
                              (room % table.rowSize == 0 ? "" : " and a part of one");
    if (rowsFill && whole > head.rowCount) {
        readUncounted(table, head.rowCount, where(module, file) + sizes);
        return;
    }
    if (!growing) {
        throw FormatError(where(module, file) + sizes + ". Nothing was read; please report the file.");
    }
    table.wholeRowsOnly = true;
    table.warnings.push_back(where(module, file) + sizes + ". The " + std::to_string(whole) +
                             " whole rows were read; the recording is marked unfinished.");
}

/// True when the time of these rows can be one: with a column misplaced it would run backwards, or be absurd.
bool timeMakesSense(const RowLayout& row, const DataTable& table, std::size_t rows)
{
    const auto time = std::ranges::find(row.columns, column::time, &StoredColumn::id);
    if (time == row.columns.end()) {
        return true;
    }
    constexpr std::size_t enough = 1000;
    constexpr double shortest_s = 1e-9;
    constexpr double longest_s = 1e11;
    double before = 0;
    const std::size_t looked = std::min(rows, enough);
    std::vector<std::uint8_t> buffer;
    const Bytes bytes = table.source->view(table.rowsOffset, looked * row.size, buffer);
    for (std::size_t i = 0; i < looked; ++i) {
        const auto now = valueAt<double>(bytes.data() + i * row.size + time->offset);
        const bool absurd = now > longest_s || (now != 0 && now < shortest_s);
        if (!(now >= before) || absurd) {
            return false;
        }
        before = now;
    }
    return true;
}

/// The row's layout; widths that were concluded must leave the time in order.
RowLayout layOut(const DataTable& table, const Module& module, const DataHead& head)
{
    const std::size_t room = module.available - head.layout->rows;
    if (head.rowCount == 0 && room == 0) {
        return layOutNoRows(head.ids);
    }
    const std::optional<std::size_t> size = promisedRowSize(module, head);
    RowLayout row = layOutRow(head.ids, size, UnknownWidths::Inferred);
    const std::size_t rows = row.size > 0 ? room / row.size : 0;
    if (row.inferred && !timeMakesSense(row, table, std::min(rows, head.rowCount))) {
        row = layOutRow(head.ids, size, UnknownWidths::Unclear);
    }
    return row;
}

void useRow(DataTable& table, RowLayout row, const Module& module, std::string_view file)
{
    table.rowSize = row.size;
    table.columns = std::move(row.columns);
    table.flagOffset = row.flagOffset;
    for (const std::string& warning : row.warnings) {
        table.warnings.push_back(where(module, file) + " " + warning);
    }
}

}  // namespace

const StoredColumn* DataTable::find(std::uint16_t id) const
{
    const auto found = std::ranges::find(columns, id, &StoredColumn::id);
    return found != columns.end() ? &*found : nullptr;
}

const StoredColumn* DataTable::findFirst(std::initializer_list<std::uint16_t> ids) const
{
    for (const std::uint16_t id : ids) {
        if (const StoredColumn* const column = find(id)) {
            return column;
        }
    }
    return nullptr;
}

std::optional<std::uint8_t> DataTable::lastFlags() const
{
    if (!flagOffset || rowCount == 0) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> buffer;
    return rowsAt(rowCount - 1, 1, buffer)[*flagOffset];
}

DataTable readDataModule(const Module& module, std::shared_ptr<const ByteSource> source, bool growing,
                         std::string_view file)
{
    const DataHead head = readHead(module, file);
    DataTable table;
    table.version = module.version;
    table.columnIds = head.ids;
    table.source = std::move(source);
    table.rowsOffset = module.bodyOffset + head.layout->rows;
    if (head.layout->mark == Mark::PublicSources) {
        table.warnings.push_back(where(module, file) + " has version " + std::to_string(module.version) +
                                 ", which only public sources describe: check that the values make sense.");
    }
    try {
        useRow(table, layOut(table, module, head), module, file);
    } catch (const FormatError& error) {
        throw FormatError(where(module, file) + " " + error.what());
    }
    countRows(table, module, head, growing, file);
    return table;
}

void ColumnGatherer::run(Progress& progress) const
{
    static constexpr std::size_t block = 1024;  // rows of 60 bytes: half of a usual second-level cache
    std::vector<std::uint8_t> buffer;
    inBlocks(m_table.rowCount, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t first = begin; first < end; first += block) {
            const std::size_t count = std::min(block, end - first);
            const std::uint8_t* const row = m_table.rowsAt(first, count, buffer);
            for (const Gather& gather : m_gathers) {
                gather(row, count);
            }
        }
    });
}

}  // namespace aurora::formats::eclab
