#include "named_samples.h"

#include "aurora/core/error.h"
#include "aurora/database/samples_table.h"
#include "wording.h"

#include <set>

namespace aurora::services {

void refuseRepeated(const std::vector<std::string>& names, const char* consequence)
{
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (!seen.insert(name).second) {
            throw Error(quoted(name) + " is named twice. " + consequence);
        }
    }
}

void requireSamples(database::Database& database, const std::vector<std::string>& samples, const char* consequence)
{
    refuseRepeated(samples, consequence);
    const database::SamplesTable table(database);
    const auto unknown = those(samples, [&](const std::string& sample) { return !table.contains(sample); });
    if (!unknown.empty()) {
        throw Error((unknown.size() == 1 ? "There is no sample " : "There are no samples ") + someOf(unknown) +
                    " in the project. " + consequence);
    }
}

}  // namespace aurora::services
