#include "aurora/database/batch_samples_table.h"

#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::database {

std::vector<std::string> BatchSamplesTable::ofBatch(std::int64_t batchId) const
{
    std::vector<std::string> samples;
    for (const auto& row : m_database->query("SELECT sample_id FROM batch_samples WHERE batch_id = ?", {batchId}).rows)
    {
        samples.push_back(toText(row.at(0)));
    }
    std::sort(samples.begin(), samples.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    return samples;
}

void BatchSamplesTable::insert(std::int64_t batchId, const std::string& sampleId)
{
    m_database->execute("INSERT INTO batch_samples (batch_id, sample_id) VALUES (?, ?)", {batchId, sampleId});
}

void BatchSamplesTable::remove(std::int64_t batchId, const std::string& sampleId)
{
    m_database->execute("DELETE FROM batch_samples WHERE batch_id = ? AND sample_id = ?", {batchId, sampleId});
}

void BatchSamplesTable::removeAllOf(std::int64_t batchId)
{
    m_database->execute("DELETE FROM batch_samples WHERE batch_id = ?", {batchId});
}

}  // namespace aurora::database
