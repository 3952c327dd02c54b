#include "aurora/services/preferences.h"

#include "aurora/config/from_json.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <system_error>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr int indentation = 4;

}  // namespace

std::optional<ConfigurationProblem> whyNotConfiguration(ConfigurationFile kind, const fs::path& file,
                                                        const Json& content)
{
    const auto problem = [&file](const Error& error, std::optional<config::RefusedKey> refused) {
        const std::string message = error.what();
        const std::string place = pathText(fs::absolute(file).lexically_normal()) + ": ";
        return ConfigurationProblem{message.starts_with(place) ? message.substr(place.size()) : message,
                                    std::move(refused)};
    };
    try {
        if (kind == ConfigurationFile::User) {
            static_cast<void>(config::userConfigFrom(content, file));
        } else {
            static_cast<void>(config::sharedConfigFrom(content, file));
        }
        return std::nullopt;
    } catch (const config::KeyRefused& error) {
        return problem(error, error.refused());
    } catch (const Error& error) {
        return problem(error, std::nullopt);
    }
}

std::string whyNoPrivateKey(const config::UserConfig& user)
{
    if (!user.sshPrivateKeyPath) {
        return {};
    }
    std::error_code code;
    const fs::file_status status = fs::status(*user.sshPrivateKeyPath, code);
    if (fs::exists(status) && !fs::is_directory(status)) {
        return {};
    }
    const std::string trouble = status.type() == fs::file_type::not_found ? " is not there"
                                : fs::exists(status)                      ? " is a folder and not a key"
                                                     : " cannot be looked at (" + code.message() + ")";
    return pathText(*user.sshPrivateKeyPath) + trouble +
           ": without it, only the agent and the keys in ~/.ssh are tried.";
}

Json readConfiguration(const fs::path& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored) ? parseJson(readFile(file), pathText(file)) : Json::object();
}

Json withChanges(Json onDisk, const Json& before, const Json& edited)
{
    if (!edited.is_object() || !onDisk.is_object()) {
        return before == edited ? onDisk : edited;
    }
    const Json nothing = Json::object();
    const Json& old = before.is_object() ? before : nothing;
    for (const auto& [key, value] : edited.items()) {
        const auto was = old.find(key);
        if (was != old.end() && *was == value) {
            continue;
        }
        const auto now = onDisk.find(key);
        onDisk[key] = now == onDisk.end() ? value : withChanges(*now, was == old.end() ? Json() : *was, value);
    }
    for (const auto& [key, value] : old.items()) {
        if (!edited.contains(key)) {
            onDisk.erase(key);
        }
    }
    return onDisk;
}

void saveConfiguration(ConfigurationFile kind, const fs::path& file, const Json& before, const Json& edited)
{
    if (before == edited) {
        return;
    }
    const Json merged = withChanges(readConfiguration(file), before, edited);
    if (const auto why = whyNotConfiguration(kind, file, merged)) {
        throw Error(pathText(file) + " was not changed: " + why->message);
    }
    makeFolder(file.parent_path());
    replaceFileText(file, dumpJson(merged, indentation) + "\n");
}

}  // namespace aurora::services
