#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/csv.h"
#include "aurora/storage/frame.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora::storage {
namespace {

constexpr std::size_t rows = 1'000'000;

std::vector<Column> twoColumns()
{
    return {{"uts", "", std::vector<double>(rows, 1.5)}, {"V", "V", std::vector<float>(rows, 2.5F)}};
}

/// What stands at the path before stays there, and nothing else is left in the folder.
template <class Write>
void expectOldFileKept(Write&& write)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "table";
    replaceFileText(file, "old");
    for (const std::size_t look : {1, 5, 20}) {
        const test::CancelAtLook progress(look);
        EXPECT_THROW(write(file, progress), Cancelled) << "at look " << look;
        EXPECT_EQ(readFile(file), "old");
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(CancelledWriting, OfAFrameKeepsTheOldFile)
{
    const Frame frame{twoColumns(), Json(), {}};
    expectOldFileKept(
        [&](const std::filesystem::path& file, const Progress& progress) { writeFrame(file, frame, progress); });
}

TEST(CancelledWriting, OfACsvKeepsTheOldFile)
{
    const std::vector<Column> columns = twoColumns();
    expectOldFileKept(
        [&](const std::filesystem::path& file, const Progress& progress) { writeCsv(file, columns, progress); });
}

TEST(CancelledReading, OfAFrameStops)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "table.h5";
    writeFrame(file, Frame{twoColumns(), Json(), {}});
    for (const std::size_t look : {1, 5, 20}) {
        const test::CancelAtLook progress(look);
        EXPECT_THROW((void)readFrame(file, {}, progress), Cancelled) << "at look " << look;
    }
}

}  // namespace
}  // namespace aurora::storage
