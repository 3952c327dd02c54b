#include "gui/preferences/shared_json.h"

namespace aurora::gui {

Json foldersOf(const Json& shared, const char* harvester)
{
    const Json object = objectIn(shared, harvester);
    const auto found = object.find("Servers");
    return found == object.end() ? Json::array() : *found;
}

void putFolders(Json& shared, const char* harvester, const Json& folders)
{
    if (folders.empty() && foldersOf(shared, harvester).empty()) {
        return;
    }
    Json object = objectIn(shared, harvester);
    object["Servers"] = folders;
    shared[harvester] = object;
}

Json objectIn(const Json& shared, const char* key)
{
    const auto found = shared.find(key);
    return found == shared.end() || !found->is_object() ? Json::object() : *found;
}

void put(Json& shared, const char* key, const Json& value)
{
    if (shared.contains(key) || !value.empty()) {
        shared[key] = value;
    }
}

}  // namespace aurora::gui
