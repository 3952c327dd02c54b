#include "aurora/storage/frame.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "storage/frame_reader.h"
#include "storage/frame_writer.h"
#include "storage/hdf5.h"
#include "storage/object_copy.h"
#include "storage/write_driver.h"

#include <algorithm>
#include <limits>
#include <new>
#include <set>

namespace aurora::storage {

namespace {

namespace fs = std::filesystem;

constexpr const char* metadataName = "metadata";

/// Does the work and names the file in what goes wrong.
template <class Work>
auto naming(const fs::path& file, const std::string& trouble, const std::string& consequence, Work work)
{
    try {
        return work();
    } catch (const hdf5::Failure& failure) {
        throw Error(pathText(file) + ": " + trouble + ": " + failure.what() + "." + consequence, failure.cause());
    } catch (const std::bad_alloc&) {
        throw Error(pathText(file) + ": " + trouble + ": there is not enough memory." + consequence);
    }
}

template <class Work>
auto reading(const fs::path& file, Work work)
{
    std::error_code code;
    const std::uintmax_t bytes = fs::file_size(file, code);
    if (code) {
        throw Error(pathText(file) + ": cannot be opened (" + code.message() + ").");
    }
    return naming(file, "cannot be read", {}, [&] { return work(hdf5::openFile(file), bytes); });
}

/// replaceFile with an HDF5 file that `fill` fills, whose arrays have so many chunks.
template <class Fill>
void writing(const fs::path& file, std::size_t chunksOfArray, Fill fill)
{
    naming(file, "could not be written",
           " Is the disk full or the folder read-only? The old file, if any, is unchanged.", [&] {
               replaceFile(file, [&](const fs::path& temporary) {
                   hdf5::NewFile created(temporary, chunksOfArray);
                   try {
                       fill(created);
                       created.close();
                   } catch (const hdf5::Failure&) {
                       created.throwIfFailed();  // what the library says then is only what came of it
                       throw;
                   }
               });
           });
}

Json parseMetadata(hid_t id, const fs::path& file)
{
    if (!hdf5::hasObject(id, metadataName)) {
        return nullptr;
    }
    return parseJson(hdf5::readText(id, metadataName), pathText(file) + " (metadata)");
}

void writeMetadata(hid_t file, const Json& metadata)
{
    if (!metadata.is_null()) {
        hdf5::writeText(file, metadataName, dumpJson(metadata));
    }
}

void requireWritable(const fs::path& file, std::span<const ColumnView> columns)
{
    std::set<std::string_view> names;
    for (const ColumnView& column : columns) {
        const std::size_t rows = rowsOf(column);
        if (rows != rowsOf(columns.front()) || rows > std::numeric_limits<std::int32_t>::max()) {
            throw Error(pathText(file) + ": not written: the column \"" + column.name + "\" has " +
                        std::to_string(rows) + " rows, the first column " + std::to_string(rowsOf(columns.front())) +
                        ".");
        }
        if (column.name.empty() || !names.insert(column.name).second) {
            throw Error(pathText(file) +
                        ": not written: pandas wants column names that are not empty and come once; \"" + column.name +
                        "\" does not.");
        }
    }
}

ColumnView viewOf(const fs::path& file, const Column& column)
{
    return std::visit(
        [&](const auto& values) -> ColumnView {
            using Element = typename std::decay_t<decltype(values)>::value_type;
            if constexpr (std::is_same_v<Element, std::string>) {
                throw Error(pathText(file) + ": not written: the column \"" + header(column) +
                            "\" is text, which has no place in this format. Use CSV, or leave the column out.");
            } else {
                return {header(column), std::span<const Element>(values)};
            }
        },
        column.values);
}

}  // namespace

std::size_t Frame::rows() const
{
    return columns.empty() ? 0 : rowCount(columns.front().values);
}

const Column* Frame::find(std::string_view name) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

void writeFrame(const fs::path& file, const Frame& frame, const Progress& progress)
{
    std::vector<ColumnView> views;
    views.reserve(frame.columns.size());
    for (const Column& column : frame.columns) {
        views.push_back(viewOf(file, column));
    }
    writeFrame(file, views, frame.metadata, progress);
}

void writeFrame(const fs::path& file, std::span<const ColumnView> columns, const Json& metadata,
                const Progress& progress)
{
    requireWritable(file, columns);
    writing(file, columns.empty() ? 0 : chunkCount(rowsOf(columns.front())), [&](const hdf5::NewFile& created) {
        writeColumns(created, columns, progress);
        writeMetadata(created.id(), metadata);
    });
}

Frame readFrame(const fs::path& file, std::span<const std::string> columns, const Progress& progress)
{
    return readFrame(file, columns, RowRange{}, progress);
}

Frame readFrame(const fs::path& file, std::span<const std::string> columns, RowRange rows, const Progress& progress)
{
    return reading(file, [&](const hdf5::Handle& id, std::uintmax_t bytes) {
        Frame frame = readColumns(id.id(), columns, rows, bytes, progress);
        frame.metadata = parseMetadata(id.id(), file);
        return frame;
    });
}

std::size_t rowCount(const fs::path& file)
{
    return reading(file, [](const hdf5::Handle& id, std::uintmax_t bytes) { return readRowCount(id.id(), bytes); });
}

Json readMetadata(const fs::path& file)
{
    return reading(file, [&](const hdf5::Handle& id, std::uintmax_t) { return parseMetadata(id.id(), file); });
}

void replaceMetadata(const fs::path& file, const Json& metadata, const Progress& progress)
{
    copyWithMetadata(file, file, metadata, progress);
}

void copyWithMetadata(const fs::path& from, const fs::path& to, const Json& metadata, const Progress& progress)
{
    reading(from, [&](const hdf5::Handle& old, std::uintmax_t) {
        // Copied group by group, not changed in place: the file stays as it was until the new one is complete, and what
        // the old metadata took is not left behind as a hole.
        writing(to, hdf5::indexPlaces(old.id()), [&](const hdf5::NewFile& created) {
            writeRootAttributes(created.id());
            for (const std::string& group : hdf5::groupNames(old.id())) {
                copyGroup(old.id(), created, group, progress);
            }
            writeMetadata(created.id(), metadata);
        });
    });
}

}  // namespace aurora::storage
