#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The HDF5 library as this module uses it: one mutex around every call, handles that close themselves, failures as
/// exceptions. The library is not built thread-safe everywhere, and prints its errors unless told not to.
namespace aurora::storage::hdf5 {

/// What is wrong with a file, without the file's name: "the column `uts` is missing". cause() is what the library says.
class Failure : public std::runtime_error
{
public:
    explicit Failure(const std::string& sentence, std::string cause = {})
        : std::runtime_error(sentence), m_cause(std::move(cause))
    {
    }

    [[nodiscard]] const std::string& cause() const noexcept { return m_cause; }

private:
    std::string m_cause;
};

/// The mutex of the library, held for the scope. Recursive: a handle may be closed where the mutex is held already.
class Lock
{
public:
    Lock();

private:
    std::lock_guard<std::recursive_mutex> m_guard;
};

/// The library's error stack as one line, outermost call first; clears it.
[[nodiscard]] std::string takeErrorStack();

/// Calls the library under its mutex; a negative result is a Failure "… failed".
/// @param doing  what is done, for the message: "writing the column `uts`"
template <class Call>
auto checked(std::string_view doing, Call call)
{
    const Lock lock;
    const auto result = call();
    if (result < 0) {
        throw Failure(std::string(doing) + " failed", takeErrorStack());
    }
    return result;
}

/// An identifier of the library that is closed at the end of its scope.
class Handle
{
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;

    Handle(hid_t id, Close closeFunction) : m_id(id), m_close(closeFunction) {}

    Handle(Handle&& other) noexcept : m_id(std::exchange(other.m_id, -1)), m_close(other.m_close) {}

    Handle& operator=(Handle&& other) noexcept;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();

    [[nodiscard]] hid_t id() const noexcept { return m_id; }

    /// Closes now, so that a failure is noticed. @throws Failure
    void close();

private:
    hid_t m_id = -1;
    Close m_close = nullptr;
};

/// How many handles of this thread could not be closed at the end of their scope: what was to be written with one may
/// be lost, and the file can be closed all the same. Who writes a file compares before and after.
[[nodiscard]] std::size_t failedCloses() noexcept;

/// checked() for calls that give an identifier.
template <class Call>
Handle opened(std::string_view doing, Handle::Close closeFunction, Call call)
{
    return Handle(checked(doing, call), closeFunction);
}

/// A property list for the access to files without locking them: files are complete or absent (see replaceFile), so
/// locks would only fail on network drives that have none.
[[nodiscard]] Handle accessWithoutFileLocks();

/// @throws Failure when the file is no HDF5 file, or not a complete one
[[nodiscard]] Handle openFile(const std::filesystem::path& file);

/// How many chunks the index of an array of the file has places for at once: what its NewFile was told, rounded up.
[[nodiscard]] std::size_t indexPlaces(hid_t file);

/// Whether a link of that name is in the group and its object can be opened.
[[nodiscard]] bool hasObject(hid_t group, const std::string& name);

[[nodiscard]] Handle openDataset(hid_t group, const std::string& name);

/// Names of the groups directly in the group, sorted; links to other files are not followed.
[[nodiscard]] std::vector<std::string> groupNames(hid_t group);

/// A scalar text attribute, fixed or variable length; nothing when it is missing or no text.
[[nodiscard]] std::optional<std::string> textAttribute(hid_t object, const std::string& name);

/// A scalar integer attribute (bit fields too); nothing when it is missing or no integer.
[[nodiscard]] std::optional<std::int64_t> integerAttribute(hid_t object, const std::string& name);

/// The fixed-length text type of that many bytes.
enum class Charset
{
    Ascii,
    Utf8
};
[[nodiscard]] Handle textType(std::size_t bytes, Charset charset);

/// A fixed-length UTF-8 text attribute: pandas refuses files whose attributes are ASCII. Empty text has no dataspace.
void writeTextAttribute(hid_t object, const std::string& name, std::string_view text);
void writeIntegerAttribute(hid_t object, const std::string& name, std::int64_t value);
/// The attribute `transposed` = 1 as PyTables writes it (uint8).
void writeByteAttribute(hid_t object, const std::string& name, std::uint8_t value);

/// A scalar dataset of text, fixed or variable length. @throws Failure when it is something else
[[nodiscard]] std::string readText(hid_t group, const std::string& name);
/// A scalar dataset of variable-length UTF-8 text.
void writeText(hid_t group, const std::string& name, const std::string& text);

}  // namespace aurora::storage::hdf5
