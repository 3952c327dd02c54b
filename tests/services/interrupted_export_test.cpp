#include "aurora/core/error.h"
#include "aurora/storage/frame.h"
#include "export_project.h"
#include "storage/zip_entry.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>

#include <chrono>
#include <map>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What an export leaves that did not come to its end.
class InterruptedExport : public ExportProject
{
};

TEST_F(InterruptedExport, WhatAKilledExportLeftIsRemovedByTheNextOne)
{
    storeSeries("r_1");
    const fs::path leftFile = out / "r_2.csv.4711-123456-0.part";
    const fs::path leftFolder = out / "all.zip.4711-123456-1.part";
    const fs::path young = out / "r_3.csv.4711-123456-2.part";
    const fs::path notOurs = out / "thesis.part";
    makeFolder(leftFolder);
    for (const fs::path& file : {leftFile, leftFolder / "r_2.csv", young, notOurs}) {
        replaceFileText(file, "half a");
    }
    const auto longAgo = fs::file_time_type::clock::now() - std::chrono::hours(2);
    for (const fs::path& path : {leftFile, leftFolder / "r_2.csv", leftFolder, notOurs}) {
        fs::last_write_time(path, longAgo);
    }
    run(request({"r_1"}, {SeriesFormat::Csv}));
    EXPECT_THAT(written(), ElementsAre("r_1.csv", "r_3.csv.4711-123456-2.part", "thesis.part"));
}

TEST_F(InterruptedExport, CancelledWorkLeavesWholeFilesOrNone)
{
    storeSeries("r_1");
    storeCycles("r_1");
    for (const bool packed : {false, true}) {
        ExportRequest all =
            request({"r_1"}, {SeriesFormat::Csv, SeriesFormat::Xlsx, SeriesFormat::Hdf5, SeriesFormat::Bdf});
        all.contents.cycles = true;
        if (packed) {
            all.packing = ExportRequest::Packing::Zip;
            all.target = out / "all.zip";
        }
        test::CancelAtLook whole = test::CancelAtLook::never();
        static_cast<void>(run(all, whole));
        ASSERT_GT(whole.looks(), 5U);
        std::map<std::string, std::string> wholeTexts;  // the others hold the time at which they were written
        for (const char* const name : {"r_1.csv", "r_1.bdf.csv", "r_1.cycles.csv"}) {
            wholeTexts[name] = packed ? std::string() : readFile(out / name);
        }
        std::size_t mostFiles = 0;
        for (std::size_t look = 1; look <= whole.looks(); ++look) {
            fs::remove_all(out);
            fs::create_directories(out);
            test::CancelAtLook progress(look);
            const ExportResult result = run(all, progress);
            if (!result.report.cancelled) {  // the archive looks as often as its time allows
                EXPECT_TRUE(packed && look + 5 > whole.looks()) << look;
                continue;
            }
            std::vector<std::string> told;
            for (const ExportedFile& file : result.files) {
                told.push_back(pathText(file.file.filename()));
            }
            EXPECT_THAT(written(), testing::UnorderedElementsAreArray(told)) << look;
            EXPECT_TRUE(!packed || told.empty()) << look;
            mostFiles = std::max(mostFiles, told.size());
            for (const std::string& name : told) {
                if (const auto text = wholeTexts.find(name); text != wholeTexts.end()) {
                    EXPECT_EQ(readFile(out / name), text->second) << name << " at " << look;
                } else if (name.ends_with(".h5")) {
                    EXPECT_EQ(storage::rowCount(out / name), 6U) << look;
                } else {
                    EXPECT_FALSE(test::zipEntry(out / name, "xl/workbook.xml").empty()) << name << " at " << look;
                }
            }
        }
        EXPECT_GE(mostFiles, packed ? 0U : 4U) << "some looks are behind most of the files";
    }
}

TEST_F(InterruptedExport, ALongSeriesThatIsCancelledBetweenItsPiecesLeavesNoFile)
{
    constexpr std::size_t steps = 3;
    constexpr std::size_t rowsOfStep = 270'000;  // a piece is whole steps of at least 262 144 rows
    MergedSeries series;
    for (std::size_t row = 0; row < steps * rowsOfStep; ++row) {
        series.uts.push_back(1000.0 + static_cast<double>(row));
        series.step.push_back(static_cast<std::int32_t>(row / rowsOfStep));
    }
    series.voltage_V.assign(series.uts.size(), 3.5F);
    series.current_A.assign(series.uts.size(), 0.5F);
    series.charge_mAh.assign(series.uts.size(), 0.25F);
    series.technique.assign(series.uts.size(), 1);
    series.cycle.assign(series.uts.size(), 0);
    const fs::path file = m_lab.file("r_1", "full.r_1.h5");
    makeFolder(file.parent_path());
    storage::writeFull(file, series, Json::object());
    const auto isPartlyWritten = [this] {
        const std::vector<std::string> names = written();
        return names.size() == 1 && fs::file_size(out / names[0]) > 5'000'000;
    };
    bool wasPartlyWritten = false;
    test::CancelWhen progress([&] {
        wasPartlyWritten = wasPartlyWritten || isPartlyWritten();
        return wasPartlyWritten;
    });
    const ExportResult result = run(request({"r_1"}, {SeriesFormat::Csv}), progress);
    EXPECT_TRUE(wasPartlyWritten);
    EXPECT_TRUE(result.report.cancelled);
    EXPECT_THAT(written(), IsEmpty());
    EXPECT_THAT(result.files, IsEmpty());
}

TEST_F(InterruptedExport, AFolderThatCannotBeWrittenIsAFailureOfEverySample)
{
    storeSeries("r_1");
    replaceFileText(out / "file", "");
    ExportRequest bad = request({"r_1"}, {SeriesFormat::Csv});
    bad.target = out / "file" / "folder";
    EXPECT_THROW(run(bad), Error);
}

}  // namespace
}  // namespace aurora::services
