#include "aurora/database/batches_table.h"

#include "aurora/core/error.h"
#include "aurora/database/batch_samples_table.h"
#include "database/any_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using BatchTables = AnyDatabase;

TEST_F(BatchTables, BatchesComeInNaturalOrderWithTheirDescription)
{
    BatchesTable batches(*database);
    const std::int64_t ten = batches.insert("b 10", "ten");
    const std::int64_t nine = batches.insert("b 9", "");
    EXPECT_NE(ten, nine);
    batches.setDescription(nine, "nine");
    database->execute("INSERT INTO batches (label, description) VALUES ('b 11', NULL)");
    std::vector<std::string> all;
    for (const BatchRow& row : batches.all()) {
        all.push_back(row.label + ": " + row.description);
    }
    EXPECT_THAT(all, ElementsAre("b 9: nine", "b 10: ten", "b 11: "));
    EXPECT_EQ(batches.find("b 10")->id, ten);
    EXPECT_FALSE(batches.find("B 10").has_value());
    EXPECT_THROW(batches.insert("b 10", "again"), Error);
    batches.remove(ten);
    EXPECT_FALSE(batches.find("b 10").has_value());
}

TEST_F(BatchTables, ABatchHasEachOfItsSamplesOnce)
{
    BatchSamplesTable samples(*database);
    samples.insert(1, "a_10");
    samples.insert(1, "a_9");
    samples.insert(2, "a_9");
    EXPECT_THROW(samples.insert(1, "a_9"), Error);
    EXPECT_THAT(samples.ofBatch(1), ElementsAre("a_9", "a_10"));
    samples.remove(1, "a_9");
    EXPECT_THAT(samples.ofBatch(1), ElementsAre("a_10"));
    EXPECT_THAT(samples.ofBatch(2), ElementsAre("a_9"));
    samples.removeAllOf(2);
    EXPECT_THAT(samples.ofBatch(2), IsEmpty());
}

}  // namespace
}  // namespace aurora::database
