#include "start_option.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"

namespace aurora::cli {

void addStartOption(CLI::App& command, std::string& text)
{
    command.add_option("--start", text, "When the experiment started, for files that do not say it");
}

std::optional<double> start_uts(const std::string& text, const services::Project& project)
{
    if (text.empty()) {
        return std::nullopt;
    }
    const std::optional<double> start = parseTimestamp(text, project.timeZone());
    if (!start) {
        throw UsageError("--start " + text +
                         " is not a time. Write it as YYYY-MM-DD HH:MM:SS, in the project's time zone.");
    }
    return start;
}

}  // namespace aurora::cli
