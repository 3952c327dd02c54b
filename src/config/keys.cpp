#include "keys.h"

#include "aurora/config/key_refused.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::config {

namespace {

/// `C:/data` names a drive of a Windows PC: absolute everywhere, although it is a relative path to other systems.
bool hasDrive(std::string_view text)
{
    return text.size() > 1 && text[1] == ':' &&
           ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
}

}  // namespace

const Json* Keys::value(std::string_view key) const
{
    const auto found = m_json->find(key);
    return found == m_json->end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> Keys::text(std::string_view key) const
{
    const Json* const found = value(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (!found->is_string()) {
        refuse(key, *found, "a text");
    }
    auto content = found->get<std::string>();
    return content.empty() ? std::nullopt : std::optional(std::move(content));
}

std::optional<std::filesystem::path> Keys::path(std::string_view key) const
{
    const auto content = text(key);
    return content ? std::optional(absolute(*content)) : std::nullopt;
}

std::vector<std::string> Keys::texts(std::string_view key) const
{
    const Json* const found = value(key);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_array() ||
        !std::all_of(found->begin(), found->end(), [](const Json& item) { return item.is_string(); })) {
        refuse(key, *found, "a list of texts");
    }
    return found->get<std::vector<std::string>>();
}

std::filesystem::path Keys::absolute(std::string_view text) const
{
    std::string slashes(text);
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    const std::filesystem::path path = pathFromText(slashes);
    if (path.is_absolute() || hasDrive(slashes)) {
        return path.lexically_normal();
    }
    std::filesystem::path whole = (m_file.parent_path() / path).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();  // "snapshots/" is the folder "snapshots"
}

Keys Keys::inside(const Json& entry, std::string_view listKey, std::string_view name) const
{
    const auto label = textAt(entry, "label");
    const auto number = parseInteger(name);
    const std::string which = label    ? "\"" + *label + "\""
                              : number ? "entry " + std::to_string(*number + 1)
                                       : "\"" + std::string(name) + "\"";
    Keys inner(entry, m_file);
    inner.m_where = "\"" + std::string(listKey) + "\", " + which;
    inner.m_list = listKey;
    inner.m_entry = name;
    return inner;
}

void Keys::refuse(std::string_view key, const Json& found, std::string_view expected) const
{
    const std::string place = pathText(m_file) + ": " + (m_where.empty() ? "" : m_where + ": ");
    const std::string is = found.is_null() ? "is missing. It must be " : "is " + dumpJson(found) + ", but must be ";
    throw KeyRefused(place, {.list = m_list,
                             .entry = m_entry,
                             .key = std::string(key),
                             .said = "\"" + std::string(key) + "\" " + is + std::string(expected) + "."});
}

}  // namespace aurora::config
