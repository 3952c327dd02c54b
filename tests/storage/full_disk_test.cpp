// A disk that gets full, wherever that is: for once as a limit of the system on the size of a file.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/sample_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

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

TEST(FullDisk, LeavesAnHdf5FileWholeOrAbsentWhereverTheRoomEnds)
{
    const test::TemporaryFolder folder;
    const fs::path whole = folder.path() / "whole.h5";
    const fs::path file = folder.path() / "snapshot.a.h5";
    const MergedSeries series = someRows();
    writeFull(whole, series, {{"a", 1}});
    const std::string content = readFile(whole);
    constexpr std::size_t moments = 200;
    std::size_t refused = 0;
    for (std::size_t i = 0; i < moments; ++i) {
        bool failed = false;
        {
            const SmallFiles limit(content.size() * i / moments);
            try {
                writeFull(file, series, {{"a", 1}});
            } catch (const Error&) {
                failed = true;
            }
        }
        refused += failed ? 1U : 0U;
        EXPECT_TRUE(failed ? !fs::exists(file) : readFile(file) == content) << i << " of " << moments;
        fs::remove(file);
    }
    EXPECT_GT(refused, moments / 2);
}

}  // namespace
}  // namespace aurora::storage

#endif
