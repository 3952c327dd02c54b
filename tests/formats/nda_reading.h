#pragma once

#include "aurora/formats/registry.h"
#include "formats/nda_builder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora::test {

/// Reads the bytes of a `.nda` with all its columns.
class NdaReading : public testing::Test
{
protected:
    Recording read(const ByteVector& bytes, const std::string& timeZone = "Europe/Zurich")
    {
        formats::ReadOptions options;
        options.allColumns = formats::AllColumns::Yes;
        options.timeZone = timeZone;
        const std::filesystem::path file = m_folder.path() / "cell.nda";
        writeAll(file, bytes);
        return formats::readRecording(file, options);
    }

    /// Empty where there is no such column.
    static std::vector<double> columnOf(const Recording& recording, std::string_view name)
    {
        for (const Column& column : recording.vendorColumns) {
            if (column.name == name) {
                return toDoubles(column.values);
            }
        }
        return {};
    }

private:
    TemporaryFolder m_folder;
};

}  // namespace aurora::test
