#pragma once

#include "aurora/database/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::database {

/// The table `batch_samples`: which samples a batch has. What changes it is to be called inside Database::write.
class BatchSamplesTable
{
public:
    explicit BatchSamplesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::vector<std::string> ofBatch(std::int64_t batchId) const;  ///< natural order
    void insert(std::int64_t batchId, const std::string& sampleId);
    void remove(std::int64_t batchId, const std::string& sampleId);
    void removeAllOf(std::int64_t batchId);

private:
    Database* m_database;
};

}  // namespace aurora::database
