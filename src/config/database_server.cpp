#include "aurora/config/database_server.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "database_keys.h"

namespace aurora::config {

namespace {

constexpr const char* typeKey = "Database type";
constexpr const char* hostKey = "Database host";
constexpr const char* portKey = "Database port";
constexpr const char* nameKey = "Database name";
constexpr const char* userKey = "Database user";
constexpr const char* passwordKey = "Database password";
constexpr const char* postgresql = "postgresql";
constexpr std::int64_t greatestPort = 65535;

std::optional<int> portFrom(std::int64_t number)
{
    return number > 0 && number <= greatestPort ? std::optional(static_cast<int>(number)) : std::nullopt;
}

int readPort(const Keys& keys)
{
    const Json* const said = keys.value(portKey);
    if (said == nullptr) {
        return DatabaseServer{}.port;
    }
    const std::optional<int> port = said->is_number_integer() ? portFrom(said->get<std::int64_t>()) : std::nullopt;
    if (!port) {
        keys.refuse(portKey, *said, "a number from 1 to 65535, as in 5432");
    }
    return *port;
}

[[noreturn]] void refuseUrl(std::string_view text, const std::string& why)
{
    // A password may stand behind the mark, as libpq takes it: it is not repeated.
    throw UsageError("\"" + std::string(text.substr(0, text.find('?'))) + "\" " + why +
                     ". An address looks like postgresql://lab@db.example.org:5432/aurora.");
}

/// Takes what stands before the mark off the text; nothing, and the text as it was, when there is no mark.
std::optional<std::string> takeUntil(std::string_view& text, char mark)
{
    const std::size_t place = text.find(mark);
    if (place == std::string_view::npos) {
        return std::nullopt;
    }
    std::string before(text.substr(0, place));
    text.remove_prefix(place + 1);
    return before;
}

}  // namespace

std::string placeText(const DatabaseServer& server)
{
    return server.name + " on " + server.host + ":" + std::to_string(server.port);
}

std::optional<DatabaseServer> databaseServerFromUrl(std::string_view text)
{
    std::string_view rest = text;
    if (rest.starts_with("postgresql://")) {
        rest.remove_prefix(std::string_view("postgresql://").size());
    } else if (rest.starts_with("postgres://")) {
        rest.remove_prefix(std::string_view("postgres://").size());
    } else {
        return std::nullopt;
    }
    DatabaseServer server;
    server.user = takeUntil(rest, '@').value_or("");
    if (server.user.find(':') != std::string::npos) {  // the text itself is not repeated: it would tell the password
        throw UsageError("The address of the database holds a password, which others can see in the list of programs. "
                         "Leave it out, and put it into ~/.pgpass.");
    }
    std::string host = takeUntil(rest, '/').value_or("");
    server.name = rest;
    const std::size_t colon = host.rfind(':');
    if (colon != std::string::npos && host.back() != ']') {  // not the colons of [::1]
        const auto number = parseInteger(std::string_view(host).substr(colon + 1));
        const auto port = number ? portFrom(*number) : std::nullopt;
        if (!port) {
            refuseUrl(text, "has a port that is none");
        }
        server.port = *port;
        host.resize(colon);
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    if (host.empty() || server.name.empty() || server.name.find_first_of("/?") != std::string::npos) {
        refuseUrl(text, "does not name a host and a database");
    }
    server.host = host;
    return server;
}

void useDatabaseServer(Json& content, const DatabaseServer& server)
{
    const auto isAs = [&content](const char* key, const Json& value, const Json& usual) {
        const auto found = content.find(key);
        return (found == content.end() ? usual : *found) == value;
    };
    const DatabaseServer usual;
    if (!isAs(hostKey, server.host, usual.host) || !isAs(portKey, server.port, usual.port) ||
        !isAs(userKey, server.user, ""))
    {
        content.erase(passwordKey);  // it is that of another server, or of somebody else
    }
    content[typeKey] = postgresql;
    content[hostKey] = server.host;
    content[portKey] = server.port;
    content[nameKey] = server.name;
    content.erase(userKey);
    if (!server.user.empty()) {
        content[userKey] = server.user;
    }
}

void useDatabaseFile(Json& content, const std::string& path)
{
    for (const char* const key : {typeKey, hostKey, portKey, nameKey, userKey, passwordKey}) {
        content.erase(key);
    }
    content["Database path"] = path;
}

std::optional<DatabaseServer> readDatabaseServer(const Keys& keys)
{
    const std::string type = lowerCase(keys.text(typeKey).value_or("sqlite"));
    if (type == "sqlite") {
        return std::nullopt;
    }
    if (type != postgresql) {
        keys.refuse(typeKey, type, R"("sqlite" or "postgresql")");
    }
    DatabaseServer server;
    server.host = keys.text(hostKey).value_or(server.host);
    server.port = readPort(keys);
    server.user = keys.text(userKey).value_or("");
    if (const Json* const password = keys.value(passwordKey); password != nullptr && !password->is_string()) {
        throw Error(pathText(keys.file()) + ": \"" + passwordKey + "\" must be a text. Leave it out to use ~/.pgpass.");
    }
    server.password = keys.text(passwordKey).value_or("");
    const auto name = keys.text(nameKey);
    if (!name) {
        keys.refuse(nameKey, nullptr, "the name of the database on the server, as in \"aurora\"");
    }
    server.name = *name;
    return server;
}

}  // namespace aurora::config
