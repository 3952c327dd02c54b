#include "storage/frame_reader.h"

#include "aurora/core/parallel.h"
#include "storage/array_reader.h"
#include "storage/element.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <memory>

namespace aurora::storage {

namespace {

using hdf5::Failure;
using hdf5::Handle;

constexpr int deepestGroup = 8;
constexpr std::int64_t mostBlocks = 100'000;

/// Paths of the groups that pandas wrote, "a/data"; a table inside a table is part of it.
void collectTables(hid_t group, const std::string& path, int depth, std::vector<std::string>& found)
{
    for (const std::string& name : hdf5::groupNames(group)) {
        const Handle child = hdf5::opened("opening the group `" + path + name + "`", H5Gclose,
                                          [&] { return H5Gopen2(group, name.c_str(), H5P_DEFAULT); });
        if (hdf5::textAttribute(child.id(), "pandas_type")) {
            found.push_back(path + name);
        } else if (depth < deepestGroup) {
            collectTables(child.id(), path + name + "/", depth + 1, found);
        }
    }
}

/// The key of the frame: the only one, or `data` among several.
std::string frameKey(hid_t file)
{
    std::vector<std::string> keys;
    collectTables(file, "", 0, keys);
    if (keys.size() == 1) {
        return keys.front();
    }
    if (std::find(keys.begin(), keys.end(), "data") != keys.end()) {
        return "data";
    }
    if (keys.empty()) {
        throw Failure("it holds no table that pandas or this program wrote");
    }
    std::string list;
    for (const std::string& key : keys) {
        list += (list.empty() ? "`" : ", `") + key + "`";
    }
    throw Failure("it holds several tables (" + list + ") and none is called `data`; store the one that counts alone");
}

std::int64_t requiredInteger(hid_t group, const std::string& name)
{
    const std::optional<std::int64_t> value = hdf5::integerAttribute(group, name);
    if (!value) {
        throw Failure("its table is incomplete: the attribute `" + name + "` is missing");
    }
    return *value;
}

void requirePlainFrame(hid_t group)
{
    const std::string type = hdf5::textAttribute(group, "pandas_type").value_or("");
    if (type == "frame_table") {
        throw Failure("its table is stored in pandas' format \"table\"; store it again with format=\"fixed\"");
    }
    if (type == "series" || type == "series_table") {
        throw Failure("it holds a single pandas series, not a table; store it again as a data frame");
    }
    if (type != "frame") {
        throw Failure("its pandas object is of the type \"" + type + "\", not a data frame");
    }
    const std::string variety = hdf5::textAttribute(group, "axis0_variety").value_or("");
    if (variety == "multi") {
        throw Failure("its table has columns of several levels; store it again with plain column names");
    }
    if (hdf5::textAttribute(group, "axis1_variety").value_or("") == "multi") {
        throw Failure("its table has row labels of several levels; store it again after reset_index()");
    }
}

/// The group of the one data frame in the file.
Handle openFrame(hid_t file)
{
    const std::string key = frameKey(file);
    Handle group = hdf5::opened("opening the group `" + key + "`", H5Gclose,
                                [&] { return H5Gopen2(file, key.c_str(), H5P_DEFAULT); });
    requirePlainFrame(group.id());
    return group;
}

/// The numbers in a pickled tuple `(I2\nI0\ntp0\n.`: the true shape of an empty array, which PyTables cannot store.
std::optional<std::vector<std::size_t>> pickledShape(hid_t dataset)
{
    const std::optional<std::string> text = hdf5::textAttribute(dataset, "shape");
    if (!text || !text->starts_with("(I")) {
        return std::nullopt;
    }
    std::vector<std::size_t> shape;
    std::size_t position = 1;
    while (position < text->size() && (*text)[position] == 'I') {
        std::size_t number = 0;
        const char* const end = text->data() + text->size();
        const auto [next, error] = std::from_chars(text->data() + position + 1, end, number);
        if (error != std::errc() || next == end || *next != '\n') {
            return std::nullopt;
        }
        shape.push_back(number);
        position = static_cast<std::size_t>(next - text->data()) + 1;
    }
    return shape;
}

bool isEmptyArray(hid_t dataset)
{
    const auto shape = pickledShape(dataset);
    return shape && std::find(shape->begin(), shape->end(), std::size_t{0}) != shape->end();
}

void requireDataset(hid_t group, const std::string& name)
{
    if (!hdf5::hasObject(group, name)) {
        throw Failure("its table is incomplete: the part `" + name + "` is missing");
    }
}

/// Column names: a one-dimensional array of fixed-length texts.
std::vector<std::string> readNames(hid_t group, const std::string& name, std::uintmax_t fileBytes)
{
    requireDataset(group, name);
    const ArrayReader array(group, name, fileBytes);
    if (isEmptyArray(array.dataset())) {
        return {};
    }
    const auto kind = hdf5::checked("reading `" + name + "`", [&] { return H5Tget_class(array.type()); });
    const auto varies = hdf5::checked("reading `" + name + "`", [&] { return H5Tis_variable_str(array.type()); });
    if (kind != H5T_STRING || varies != 0 || array.rank() != 1) {
        throw Failure("its column names (`" + name + "`) are not texts of fixed length");
    }
    std::vector<std::string> names(array.height());
    for (std::size_t number = 0; number < array.pieceCount(); ++number) {
        const ArrayPiece piece = array.piece(number);
        for (std::size_t i = 0; i < piece.area.height; ++i) {
            const char* const first = reinterpret_cast<const char*>(piece.bytes.data()) + i * array.elementBytes();
            const std::string_view padded(first, array.elementBytes());
            names[piece.area.top + i] = padded.substr(0, std::min(padded.find('\0'), padded.size()));
        }
    }
    return names;
}

std::size_t labelCount(hid_t group, std::uintmax_t fileBytes)
{
    requireDataset(group, "axis1");
    const ArrayReader labels(group, "axis1", fileBytes);
    return isEmptyArray(labels.dataset()) ? 0 : labels.height();
}

/// One block of a frame: columns of one type, side by side or one below the other.
struct Block
{
    std::string name;  ///< "block0"
    std::vector<std::string> items;
    std::unique_ptr<ArrayReader> values;  ///< nothing for text, which only Python can read
    Element element = Element::Float64;
    double secondsPerCount = 0;
    bool rowsRunDown = true;  ///< shape (rows, columns); else (columns, rows)
    bool isEmpty = false;     ///< stored as a placeholder: there are no rows
};

bool isPythonObject(hid_t group, const std::string& name)
{
    const Handle dataset = hdf5::openDataset(group, name);
    if (hdf5::textAttribute(dataset.id(), "PSEUDOATOM")) {
        return true;
    }
    const Handle type = hdf5::opened("reading `" + name + "`", H5Tclose, [&] { return H5Dget_type(dataset.id()); });
    const H5T_class_t kind = hdf5::checked("reading `" + name + "`", [&] { return H5Tget_class(type.id()); });
    return kind == H5T_VLEN || kind == H5T_STRING;
}

void readElementType(Block& block)
{
    const hid_t dataset = block.values->dataset();
    const std::string noted = hdf5::textAttribute(dataset, "value_type").value_or("");
    std::optional<Element> element = elementOf(block.values->type());
    if (block.isEmpty) {
        element = elementOf(noted);
    } else if (const auto seconds = secondsPerCount(noted); seconds && element == Element::Int64) {
        element = Element::DateTime;
        block.secondsPerCount = *seconds;
    }
    if (!element) {
        throw Failure("its columns in `" + block.name + "_values` are numbers of a kind that is not supported");
    }
    block.element = *element;
}

Block openBlock(hid_t group, std::int64_t number, std::size_t rows, std::uintmax_t fileBytes)
{
    Block block;
    block.name = "block" + std::to_string(number);
    block.items = readNames(group, block.name + "_items", fileBytes);
    const std::string valuesName = block.name + "_values";
    requireDataset(group, valuesName);
    if (isPythonObject(group, valuesName)) {
        return block;
    }
    block.values = std::make_unique<ArrayReader>(group, valuesName, fileBytes);
    block.isEmpty = isEmptyArray(block.values->dataset());
    block.rowsRunDown = hdf5::integerAttribute(block.values->dataset(), "transposed").value_or(0) != 0;
    readElementType(block);
    const std::size_t blockRows = block.rowsRunDown ? block.values->height() : block.values->width();
    const std::size_t blockColumns = block.rowsRunDown ? block.values->width() : block.values->height();
    const bool fits = block.isEmpty ? rows == 0 : blockRows == rows && blockColumns == block.items.size();
    if (!fits || (!block.isEmpty && block.values->rank() != 2)) {
        throw Failure("its table is damaged: `" + valuesName + "` does not have " + std::to_string(rows) + " rows of " +
                      std::to_string(block.items.size()) + " columns");
    }
    return block;
}

/// What is wanted of a block: places[n] is where its n-th column goes, or nullptr; rows [begin, end).
struct Wanted
{
    std::vector<ColumnValues*> places;
    RowRange rows;
};

/// An area of a block in terms of the frame: which of the block's columns, which rows.
struct BlockPart
{
    std::size_t firstColumn = 0;
    std::size_t columns = 0;
    RowRange rows;
};

BlockPart partOf(const Block& block, const ArrayArea& area)
{
    return block.rowsRunDown ? BlockPart{area.left, area.width, {area.top, area.top + area.height}}
                             : BlockPart{area.top, area.height, {area.left, area.left + area.width}};
}

bool holdsWanted(const BlockPart& part, const Wanted& wanted)
{
    const auto first = wanted.places.begin() + static_cast<std::ptrdiff_t>(part.firstColumn);
    return part.rows.begin < wanted.rows.end && part.rows.end > wanted.rows.begin &&
           std::any_of(first, first + static_cast<std::ptrdiff_t>(part.columns),
                       [](const auto* place) { return place; });
}

/// Copies what a piece holds of the columns and rows wanted.
void copyPiece(const Block& block, const ArrayPiece& piece, const Wanted& wanted)
{
    const BlockPart part = partOf(block, piece.area);
    const std::size_t begin = std::max(part.rows.begin, wanted.rows.begin);
    const std::size_t count = std::min(part.rows.end, wanted.rows.end) - begin;
    const std::size_t columnStride = block.rowsRunDown ? 1 : piece.pitch;
    const std::size_t rowStride = block.rowsRunDown ? piece.pitch : 1;
    for (std::size_t k = 0; k < part.columns; ++k) {
        ColumnValues* const column = wanted.places[part.firstColumn + k];
        if (column == nullptr) {
            continue;
        }
        const std::size_t start = k * columnStride + (begin - part.rows.begin) * rowStride;
        const ElementRun run{piece.bytes.data() + start * block.values->elementBytes(), rowStride, count};
        copyElements(block.element, run, block.secondsPerCount, *column, begin - wanted.rows.begin);
    }
}

/// One piece of one block.
struct Job
{
    const Block* block;
    std::size_t piece;
};

/// @param rows  those wanted, all of which are there; the columns have a place for each
void fillColumns(const std::vector<Block>& blocks, std::map<std::string, ColumnValues>& columns, RowRange rows,
                 const Progress& progress)
{
    if (rows.begin == rows.end) {
        return;
    }
    std::vector<Job> jobs;
    std::map<const Block*, Wanted> wantedOf;
    for (const Block& block : blocks) {
        if (!block.values || block.isEmpty) {
            continue;
        }
        Wanted& wanted = wantedOf[&block];
        wanted.rows = rows;
        for (const std::string& item : block.items) {
            const auto found = columns.find(item);
            wanted.places.push_back(found == columns.end() ? nullptr : &found->second);
        }
        for (std::size_t piece = 0; piece < block.values->pieceCount(); ++piece) {
            if (holdsWanted(partOf(block, block.values->areaOf(piece)), wanted)) {
                jobs.push_back({&block, piece});
            }
        }
    }
    runInParallel(jobs.size(), [&](std::size_t number) {
        progress.throwIfCancelled();
        const Job& job = jobs[number];
        copyPiece(*job.block, job.block->values->piece(job.piece), wantedOf.at(job.block));
    });
}

}  // namespace

std::size_t readRowCount(hid_t file, std::uintmax_t fileBytes)
{
    return labelCount(openFrame(file).id(), fileBytes);
}

Frame readColumns(hid_t file, std::span<const std::string> columns, RowRange range, std::uintmax_t fileBytes,
                  const Progress& progress)
{
    const Handle group = openFrame(file);
    const std::int64_t blockCount = requiredInteger(group.id(), "nblocks");
    if (blockCount < 0 || blockCount > mostBlocks) {
        throw Failure("its table is damaged: it claims to have " + std::to_string(blockCount) + " blocks");
    }
    const std::vector<std::string> names = readNames(group.id(), "axis0", fileBytes);
    const std::size_t rows = labelCount(group.id(), fileBytes);
    range.end = std::min(range.end, rows);
    range.begin = std::min(range.begin, range.end);
    std::vector<Block> blocks;
    for (std::int64_t number = 0; number < blockCount; ++number) {
        blocks.push_back(openBlock(group.id(), number, rows, fileBytes));
    }

    std::map<std::string, const Block*> blockOf;
    for (const Block& block : blocks) {
        for (const std::string& item : block.items) {
            blockOf.emplace(item, &block);
        }
    }
    Frame frame;
    std::map<std::string, ColumnValues> values;
    for (const std::string& name : names) {
        const auto found = blockOf.find(name);
        if (found == blockOf.end()) {
            throw Failure("its table is incomplete: no block holds the column `" + name + "`");
        }
        if (!columns.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) {
            continue;
        }
        if (!found->second->values) {
            frame.leftOut.push_back(name);
        } else if (values.emplace(name, emptyColumn(found->second->element, range.end - range.begin)).second) {
            frame.columns.push_back({name, {}, {}});
        }
    }
    fillColumns(blocks, values, range, progress);
    for (Column& column : frame.columns) {
        column.values = std::move(values.at(column.name));
    }
    return frame;
}

}  // namespace aurora::storage
