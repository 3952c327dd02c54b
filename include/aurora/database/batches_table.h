#pragma once

#include "aurora/database/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aurora::database {

/// One row of the table `batches`.
struct BatchRow
{
    std::int64_t id = 0;
    std::string label;
    std::string description;  ///< empty where the database has NULL
};

/// The table `batches`. What changes it is to be called inside Database::write.
class BatchesTable
{
public:
    explicit BatchesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::vector<BatchRow> all() const;  ///< natural order of the labels
    [[nodiscard]] std::optional<BatchRow> find(const std::string& label) const;

    /// @return its id. @throws Error when there is a batch of that label
    std::int64_t insert(const std::string& label, const std::string& description);
    void setDescription(std::int64_t id, const std::string& description);
    void remove(std::int64_t id);

private:
    Database* m_database;
};

}  // namespace aurora::database
