#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/csv.h"
#include "aurora/storage/frame.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <future>

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

TEST(CancelledWriting, OfMetadataKeepsTheOldFile)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "table.h5";
    writeFrame(file, Frame{twoColumns(), {{"is", "old"}}, {}});
    const test::CancelAtLook never = test::CancelAtLook::never();
    copyWithMetadata(file, folder.path() / "copy.h5", {{"is", "new"}}, never);
    // 1 000 000 rows are 16 chunks in each of the labels and two columns.
    EXPECT_GE(never.looks(), 3U * 16U);
    std::filesystem::remove(folder.path() / "copy.h5");
    for (std::size_t look = 1; look <= never.looks(); ++look) {
        EXPECT_THROW(replaceMetadata(file, {{"is", "new"}}, test::CancelAtLook(look)), Cancelled) << "at look " << look;
    }
    EXPECT_EQ(readMetadata(file), Json({{"is", "old"}}));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

/// Somebody who reads another file at every look, and notes how often.
class ReadingMeanwhile final : public Progress
{
public:
    explicit ReadingMeanwhile(std::filesystem::path file) : m_file(std::move(file)) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override
    {
        m_rows += std::async(std::launch::async, [&] { return rowCount(m_file); }).get();
        return false;
    }

    [[nodiscard]] std::size_t rows() const { return m_rows; }

private:
    std::filesystem::path m_file;
    mutable std::size_t m_rows = 0;
};

TEST(CopiedMetadata, DoesNotKeepOthersFromReading)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "table.h5";
    const std::filesystem::path other = folder.path() / "other.h5";
    writeFrame(file, Frame{twoColumns(), Json(), {}});
    writeFrame(other, Frame{{{"one", "", std::vector<double>{1}}}, Json(), {}});
    const ReadingMeanwhile reader(other);
    replaceMetadata(file, {{"is", "new"}}, reader);
    EXPECT_GE(reader.rows(), 3U * 16U) << "a thread that waits for the library at a look would wait for ever";
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
