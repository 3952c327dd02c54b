#pragma once

#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/ndax_builder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

/// What the tests of .ndc versions share that are put together byte by byte.
namespace aurora::test {

class NdcVersion : public testing::Test
{
protected:
    Recording read(const ZipMembers& members)
    {
        const std::filesystem::path file = m_folder.path() / "cell.ndax";
        writeZip(file, members);
        formats::ReadOptions options;
        options.allColumns = formats::AllColumns::Yes;
        options.timeZone = "UTC";
        return formats::readRecording(file, options);
    }

    std::string messageOf(const ZipMembers& members)
    {
        try {
            (void)read(members);
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

private:
    TemporaryFolder m_folder;
};

inline std::vector<double> columnOf(const Recording& recording, std::string_view name)
{
    for (const Column& column : recording.vendorColumns) {
        if (column.name == name) {
            return toDoubles(column.values);
        }
    }
    return {};
}

/// A row of the versions whose records hold everything as integers.
struct IntegerRow
{
    std::uint32_t index = 1;
    std::uint32_t cycle = 0;
    std::uint8_t stepIndex = 1;
    std::uint8_t stepType = 1;
    std::uint64_t stepTime_ms = 0;
    std::int32_t voltage_tenthOfMillivolt = 0;
    std::int32_t current = 0;
    std::int64_t chargeCapacity = 0;
    std::int64_t dischargeCapacity = 0;
};

/// Step time, voltage, current, counters, date and range, from an offset on. The date is 2023-09-28 10:39:45; the range
/// of 6000 mA stands for steps of 0.1 mA and 0.1 mA·s.
inline void putMeasured(ByteVector& record, std::size_t at, const IntegerRow& row)
{
    putNumber(record, at, row.stepTime_ms);
    putNumber(record, at + 8, row.voltage_tenthOfMillivolt);
    putNumber(record, at + 12, row.current);
    putNumber(record, at + 20, row.chargeCapacity);
    putNumber(record, at + 28, row.dischargeCapacity);
    putNumber<std::uint16_t>(record, at + 52, 2023);
    record[at + 54] = 9;
    record[at + 55] = 28;
    record[at + 56] = 10;
    record[at + 57] = 39;
    record[at + 58] = 45;
    putNumber<std::int32_t>(record, at + 59, 6000);
}

inline void putStep(ByteVector& record, std::size_t at, const IntegerRow& row)
{
    putNumber(record, at, row.index);
    putNumber(record, at + 4, row.cycle);
    record[at + 8] = row.stepIndex;
    record[at + 9] = row.stepType;
}

inline const std::vector<IntegerRow>& integerRows()
{
    static const std::vector<IntegerRow> rows{{.index = 1,
                                               .stepIndex = 1,
                                               .stepType = 1,
                                               .stepTime_ms = 0,
                                               .voltage_tenthOfMillivolt = 35'000,
                                               .current = 3600},
                                              {.index = 2,
                                               .stepIndex = 1,
                                               .stepType = 1,
                                               .stepTime_ms = 10'000,
                                               .voltage_tenthOfMillivolt = 36'000,
                                               .current = 3600,
                                               .chargeCapacity = 36'000},
                                              {.index = 3,
                                               .cycle = 1,
                                               .stepIndex = 2,
                                               .stepType = 2,
                                               .stepTime_ms = 1'500,
                                               .voltage_tenthOfMillivolt = -20,
                                               .current = -7200,
                                               .dischargeCapacity = 10'800}};
    return rows;
}

}  // namespace aurora::test
