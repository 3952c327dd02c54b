// Somebody who cancels waits at most 100 ms: readers look between blocks of rows, and stop where they look.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora::formats {

namespace {

constexpr std::size_t rowCount = 200'000;

/// As many rows take some milliseconds: most of ten million rows lie behind 100 ms.
constexpr std::size_t mostRowsBetweenLooks = 1U << 16U;

/// GCPL with charge and half cycles, or impedance in polar form: every way to work out a series and its columns.
struct Kind
{
    const char* name;
    std::vector<std::uint16_t> columns;
    std::size_t passes;  ///< over all rows: the columns themselves, and at least so many that are worked out of them
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> list{
        {"Charge", {1, 4, 5, 6, 9, 7, 467, 468}, 20},
        {"ChargeTotal", {1, 4, 6, 8, 434, 24}, 8},
        {"Impedance", {1, 4, 32, 35, 36, 76, 77}, 8},
        {"NeitherTimeNorVoltage", {1, 8}, 5},
    };
    return list;
}

std::string mprBytes(const Kind& kind)
{
    std::string rows;
    for (std::size_t row = 0; row < rowCount; ++row) {
        for (const std::uint16_t id : kind.columns) {
            if (id == 1) {
                test::append(rows, std::uint8_t{1});
            } else if (id == 4 || id == 7 || id == 24 || id == 467) {
                test::append(rows, static_cast<double>(row));
            } else if (id == 468) {
                test::append(rows, std::uint32_t{3});
            } else {
                test::append(rows, 3.5F);
            }
        }
    }
    return test::mprFile(test::dataBody(kind.columns, rowCount, rows));
}

std::string mptText()
{
    std::string text = "mode\ttime/s\tEwe/V\tdq/mA.h\thalf cycle\n";
    for (std::size_t row = 0; row < rowCount; ++row) {
        text += "1\t" + std::to_string(row) + ".000000\t3.5000000\t1.0000000\t3\n";
    }
    return text;
}

/// The log of a long run with many changes.
std::string mplText()
{
    std::string text = "EC-Lab LOG FILE\n\nOpen Circuit Voltage\n";
    while (text.size() < (2U << 20U)) {
        text += "Modify on : 11/10/2025 15:22:09\nEwe ctrl range : min = 0.00 V, max = 5.00 V\n";
    }
    return text;
}

class EcLabCancel : public testing::Test
{
protected:
    void read(const std::string& name, Progress& progress) const
    {
        ReadOptions options;
        options.allColumns = AllColumns::Yes;
        const Recording recording = readRecording(m_folder.path() / name, options, progress);
    }

    /// How often a reading looks that nobody cancels.
    [[nodiscard]] std::size_t looksOf(const std::string& name) const
    {
        test::CancelAtLook progress = test::CancelAtLook::never();
        read(name, progress);
        return progress.looks();
    }

    /// It stops where it is cancelled, and looks no more.
    void expectStops(const std::string& name, std::size_t look) const
    {
        test::CancelAtLook progress(look);
        EXPECT_THROW(read(name, progress), Cancelled) << name << ", look " << look;
        EXPECT_EQ(progress.looks(), look) << name;
    }

    void expectStopsAnywhere(const std::string& name, std::size_t looks) const
    {
        for (const std::size_t look : {std::size_t{1}, std::size_t{5}, looks / 2, looks}) {
            expectStops(name, look);
        }
    }

    test::TemporaryFolder m_folder;
};

TEST_F(EcLabCancel, StopsABinaryInEveryPassOverItsRows)
{
    for (const Kind& kind : kinds()) {
        SCOPED_TRACE(kind.name);
        const std::string name = std::string(kind.name) + ".mpr";
        test::writeFile(m_folder.path() / name, mprBytes(kind));
        const std::size_t looks = looksOf(name);
        EXPECT_GE(looks, kind.passes * rowCount / mostRowsBetweenLooks);
        expectStopsAnywhere(name, looks);
    }
}

TEST_F(EcLabCancel, StopsATextExportInItsLinesAndInItsColumns)
{
    test::writeFile(m_folder.path() / "cell.mpt", mptText());
    const std::size_t looks = looksOf("cell.mpt");
    constexpr std::size_t passes = 7;
    EXPECT_GE(looks, passes * rowCount / mostRowsBetweenLooks);
    expectStopsAnywhere("cell.mpt", looks);
}

TEST_F(EcLabCancel, StopsATextExportOfFewWideRows)
{
    // A thousand columns: half a million cells are few rows.
    std::string text = "time/s\tEwe/V";
    std::string line = "1.000000000000000E+000\t3.5000000E+000";
    for (int i = 2; i < 1000; ++i) {
        text += "\tx" + std::to_string(i);
        line += "\t0.0000000E+000";
    }
    text += '\n';
    for (int row = 0; row < 500; ++row) {
        text += line + '\n';
    }
    test::writeFile(m_folder.path() / "cell.mpt", text);
    const std::size_t looks = looksOf("cell.mpt");
    EXPECT_GE(looks, text.size() / (1U << 18U));
    expectStopsAnywhere("cell.mpt", looks);
}

TEST_F(EcLabCancel, StopsTheLogBesideABinary)
{
    test::writeFile(m_folder.path() / "cell.mpr", test::mprFile(test::dataBody({1, 4, 6}, 0, "")));
    const std::size_t without = looksOf("cell.mpr");
    test::writeFile(m_folder.path() / "cell.mpl", mplText());
    const std::size_t looks = looksOf("cell.mpr");
    EXPECT_GE(looks, without + 20);
    expectStopsAnywhere("cell.mpr", looks);
}

}  // namespace

}  // namespace aurora::formats
