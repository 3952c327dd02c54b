// A disk that gets full, wherever that is: for once as a limit of the system on the size of a file.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <hdf5.h>

#include <cerrno>
#include <optional>
#include <system_error>

#ifdef __linux__

#    include <sys/resource.h>

#    include <csignal>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;

MergedSeries someRows()
{
    constexpr int rows = 3000;
    MergedSeries series;
    for (int i = 0; i < rows; ++i) {
        series.uts.push_back(1.7e9 + 10 * i);
        series.voltage_V.push_back(3 + 0.25F * static_cast<float>(i % 5));
        series.current_A.push_back(0.5F * static_cast<float>(i % 7));
        series.charge_mAh.push_back(0.25 * (i % 11));
        series.technique.push_back(static_cast<std::int16_t>(i % 3));
        series.step.push_back(1 + i / 100);
        series.cycle.push_back(1 + i / 500);
    }
    return series;
}

/// While it lives, no file of this program becomes longer.
class SmallFiles
{
public:
    explicit SmallFiles(std::uintmax_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);  // writing fails instead
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    ~SmallFiles() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;

private:
    rlimit m_before{};
};

/// What the library has open: of a file that it could not finish, everything, for ever.
ssize_t openObjects()
{
    return H5Fget_obj_count(static_cast<hid_t>(H5F_OBJ_ALL),
                            H5F_OBJ_FILE | H5F_OBJ_DATASET | H5F_OBJ_GROUP | H5F_OBJ_ATTR);
}

/// Runs `write`, which makes `file` of that content, with the room for another part of it each time.
/// @return how many times it was refused
template <class Write>
std::size_t writeWithLittleRoom(const fs::path& file, const std::string& content, std::size_t moments,
                                const Write& write, const std::optional<std::string>& before)
{
    std::size_t refused = 0;
    for (std::size_t i = 0; i < moments; ++i) {
        bool failed = false;
        {
            const SmallFiles limit(content.size() * i / moments);
            try {
                write();
            } catch (const Error& error) {
                failed = true;
                EXPECT_THAT(error.what(), testing::HasSubstr("Is the disk full")) << i;
                EXPECT_THAT(error.cause(), testing::HasSubstr(std::generic_category().message(EFBIG))) << i;
            }
        }
        refused += failed ? 1U : 0U;
        const bool isAsBefore = before ? readFile(file) == *before : !fs::exists(file);
        EXPECT_TRUE(failed ? isAsBefore : readFile(file) == content) << i << " of " << moments;
        EXPECT_EQ(openObjects(), 0) << i;
        if (before) {
            replaceFileText(file, *before);
        } else {
            fs::remove(file);
        }
    }
    return refused;
}

TEST(FullDisk, LeavesAnHdf5FileWholeOrAbsentWhereverTheRoomEnds)
{
    const test::TemporaryFolder folder;
    const fs::path whole = folder.path() / "whole.h5";
    const fs::path file = folder.path() / "snapshot.a.h5";
    const MergedSeries series = someRows();
    writeFull(whole, series, {{"a", 1}});
    constexpr std::size_t moments = 200;
    const auto write = [&] { writeFull(file, series, {{"a", 1}}); };
    EXPECT_GT(writeWithLittleRoom(file, readFile(whole), moments, write, std::nullopt), moments / 2);
}

TEST(FullDisk, LeavesAnHdf5FileAsItWasWhereNewMetadataHasNoRoom)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "snapshot.a.h5";
    writeFull(file, someRows(), {{"a", 1}});
    const std::string before = readFile(file);
    const Json metadata{{"a", "another"}};
    replaceMetadata(file, metadata, Progress::none());
    const std::string content = readFile(file);
    ASSERT_NE(content, before);
    replaceFileText(file, before);
    constexpr std::size_t moments = 50;
    const auto write = [&] { replaceMetadata(file, metadata, Progress::none()); };
    EXPECT_GT(writeWithLittleRoom(file, content, moments, write, before), moments / 2);
}

}  // namespace
}  // namespace aurora::storage

#else

TEST(FullDisk, IsTriedOnLinux)
{
    GTEST_SKIP() << "the limit on the size of a file is set as Linux does";
}

#endif
