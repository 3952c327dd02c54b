#include "aurora/services/batches.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::services {

std::vector<std::string> samplesOfBatch(const database::Database& database, const std::string& name)
{
    if (database.query("SELECT 1 FROM batches WHERE label = ?", {name}).rows.empty()) {
        throw Error("There is no batch \"" + name + "\" in the project.");
    }
    std::vector<std::string> samples;
    for (const auto& row : database
                               .query("SELECT sample_id FROM batch_samples JOIN batches ON batches.id = batch_id "
                                      "WHERE label = ?",
                                      {name})
                               .rows)
    {
        samples.push_back(toText(row[0]));
    }
    std::sort(samples.begin(), samples.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    return samples;
}

}  // namespace aurora::services
