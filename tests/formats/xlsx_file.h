#pragma once

#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/xlsx_builder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>

namespace aurora::test {

/// Writes workbooks into a folder of its own and reads them.
class XlsxFile : public testing::Test
{
protected:
    [[nodiscard]] std::filesystem::path file(const char* name = "cell.xlsx") const { return m_folder.path() / name; }

    [[nodiscard]] Recording readAgain(formats::AllColumns columns = formats::AllColumns::No,
                                      CycleMode mode = CycleMode::Chg) const
    {
        formats::ReadOptions options;
        options.allColumns = columns;
        options.cycleMode = mode;
        return formats::readRecording(file(), options);
    }

    Recording read(const ZipMembers& members, formats::AllColumns columns = formats::AllColumns::No,
                   CycleMode mode = CycleMode::Chg)
    {
        writeZip(file(), members);
        return readAgain(columns, mode);
    }

    /// The recording of a workbook that holds records alone.
    Recording readRecords(const std::vector<RecordRow>& records, CycleMode mode = CycleMode::Chg)
    {
        return read(workbook({{"record", recordSheet(records)}}), formats::AllColumns::No, mode);
    }

    [[nodiscard]] std::string message() const
    {
        try {
            static_cast<void>(readAgain());
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

    std::string messageOf(const ZipMembers& members)
    {
        writeZip(file(), members);
        return message();
    }

private:
    TemporaryFolder m_folder;
};

}  // namespace aurora::test
