#include "last_measured.h"

#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/time.h"
#include "aurora/storage/frame.h"

#include <filesystem>
#include <vector>

namespace aurora::services {

std::string lastMeasured(const Project& project, const std::string& sampleId)
{
    try {
        const std::filesystem::path file =
            project.sampleFolder(SampleId(sampleId)) / pathFromText("full." + sampleId + ".h5");
        const std::size_t count = std::filesystem::exists(file) ? storage::rowCount(file) : 0;
        if (count == 0) {
            return {};
        }
        const std::vector<std::string> columns{"uts"};
        const storage::Frame last = storage::readFrame(file, columns, {.begin = count - 1, .end = count});
        const Column* const uts = last.find("uts");
        const auto* const values = uts == nullptr ? nullptr : std::get_if<std::vector<double>>(&uts->values);
        return values == nullptr || values->empty() ? std::string()
                                                    : formatTimestamp(values->front(), project.timeZone());
    } catch (const std::exception&) {
        return {};  // damaged: its analysis tells
    }
}

}  // namespace aurora::services
