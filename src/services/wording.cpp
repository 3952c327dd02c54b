#include "wording.h"

#include <algorithm>

namespace aurora::services {

std::string quoted(const std::string& text)
{
    return "\"" + text + "\"";
}

std::string someOf(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        const bool last = i + 1 == names.size();
        text += (i == 0 ? "" : last ? " and " : ", ") + quoted(names[i]);
    }
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

std::string countText(std::size_t count, const char* what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string listText(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        text += (i == 0 ? "" : last ? " and " : ", ") + parts[i];
    }
    return text;
}

}  // namespace aurora::services
