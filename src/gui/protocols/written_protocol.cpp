#include "gui/protocols/written_protocol.h"

#include "aurora/core/file.h"

namespace aurora::gui {

namespace {

std::string textOrNothing(const std::filesystem::path& file)
{
    std::error_code missing;
    return std::filesystem::exists(file, missing) ? readFile(file) : std::string();
}

}  // namespace

WrittenProtocol writeProtocol(const services::Project& project, const std::filesystem::path& file,
                              const protocols::EditedProtocol& protocol, const std::optional<std::string>& before)
{
    if (before) {
        const std::string now = textOrNothing(file);
        if (!now.empty() && now != *before) {
            return {.text = {}, .changedByOthers = true};
        }
    }
    return {.text = services::saveProtocol(project, file, protocol), .changedByOthers = false};
}

}  // namespace aurora::gui
