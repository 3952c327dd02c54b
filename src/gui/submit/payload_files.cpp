#include "gui/submit/payload_files.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::gui {

std::vector<std::filesystem::path> payloadFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code missing;  // a project need not have a folder of protocols
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
        if (entry.is_regular_file(missing) && lowerCase(pathText(entry.path().extension())) == ".json") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end(), [](const std::filesystem::path& a, const std::filesystem::path& b) {
        return compareNatural(pathText(a.filename()), pathText(b.filename())) < 0;
    });
    return files;
}

}  // namespace aurora::gui
