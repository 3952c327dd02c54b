#pragma once

#include "aurora/core/json.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::config {

/// Reads the keys of one configuration file and names file, key and value of what is wrong.
class Keys
{
public:
    /// @param file   named in errors; relative paths are relative to its folder
    /// @param where  the place in the file, for errors: "Servers", entry 2
    Keys(const Json& json, std::filesystem::path file, std::string where = {})
        : m_json(&json), m_file(std::move(file)), m_where(std::move(where))
    {
    }

    /// The keys of one entry of a list or object of this file, named in errors by its label, else by its place.
    /// @param name  its key in the object; of a list "0", "1", …
    [[nodiscard]] Keys inside(const Json& entry, std::string_view listKey, std::string_view name) const;

    [[nodiscard]] const std::filesystem::path& file() const noexcept { return m_file; }

    /// Missing, null and empty texts are nothing. @throws Error when the value is no text
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;

    /// A path, absolute; `\` is read as `/`.
    [[nodiscard]] std::optional<std::filesystem::path> path(std::string_view key) const;

    /// A list of texts, empty when missing. @throws Error
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

    /// The value, or nullptr when missing or null.
    [[nodiscard]] const Json* value(std::string_view key) const;

    /// A path as it may stand in the file, made absolute.
    [[nodiscard]] std::filesystem::path absolute(std::string_view text) const;

    [[noreturn]] void refuse(std::string_view key, const Json& found, std::string_view expected) const;

private:
    const Json* m_json;
    std::filesystem::path m_file;
    std::string m_where;
    std::string m_list{};  ///< of which this is an entry
    std::string m_entry{};
};

}  // namespace aurora::config
