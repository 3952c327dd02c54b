// What the sheets of a BTS export mean: records, units, steps, cycles, the test's own data.
#include "aurora/core/column.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/job_data.h"
#include "formats/xlsx_file.h"

#include <gmock/gmock.h>

#include <cmath>

namespace aurora {

namespace {

namespace job = formats::neware::job;
using formats::AllColumns;
using test::number;
using test::RecordRow;
using test::SheetRows;
using test::text;
using testing::ElementsAre;
using testing::HasSubstr;

using XlsxReader = test::XlsxFile;

/// A record sheet with other columns than recordHeader().
std::string sheet(const SheetRows& rows)
{
    return test::sheetXml(test::sheetData(rows));
}

const Column* findColumn(const Recording& recording, std::string_view name)
{
    for (const Column& column : recording.vendorColumns) {
        if (column.name == name) {
            return &column;
        }
    }
    return nullptr;
}

std::vector<double> numbersOf(const Recording& recording, std::string_view name)
{
    const Column* const column = findColumn(recording, name);
    return column == nullptr ? std::vector<double>{} : toDoubles(column->values);
}

TEST_F(XlsxReader, TotalTimePassesADay)
{
    const CyclingSeries series = readRecords({{.time = "00:00:01.250", .totalTime = "288:21:31.250"},
                                              {.time = "00:00:02.500", .totalTime = "288:21:32.500"}})
                                     .series;
    // 288 h 21 min 32.5 s = 1038092.5 s; the first row is at its date, 2023-01-10 13:33:33 UTC.
    EXPECT_EQ(series.uts[0], 1'673'357'613.0);
    EXPECT_EQ(series.uts[1], 1'673'357'614.25);
    const Recording all = readAgain(AllColumns::Yes);
    EXPECT_THAT(numbersOf(all, "Total Time"), ElementsAre(1'038'091.25, 1'038'092.5));
}

TEST_F(XlsxReader, StepsAddUpWhereThereIsNoTotalTime)
{
    const SheetRows rows{
        {text("Step Index"), text("Step Type"), text("Time"), text("Current(A)"), text("Voltage(V)"), text("Date")},
        {number("1"), text("Rest"), text("00:00:00"), number("0"), number("3"), text("2023-01-10 14:33:33")},
        {number("1"), text("Rest"), text("00:00:10"), number("0"), number("3"), text("2023-01-10 14:33:43")},
        {number("2"), text("CC Chg"), text("00:00:05"), number("1"), number("3"), text("2023-01-10 14:33:48")}};
    const CyclingSeries series = read(test::workbook({{"record", sheet(rows)}})).series;
    EXPECT_NEAR(series.uts[2] - series.uts[0], 15, 2e-6);
    EXPECT_TRUE(series.chargeStep_mAh.empty());  // no counter in the file
}

TEST_F(XlsxReader, DateThatExistsTwiceIsTheEarlier)
{
    // In Zurich 2:30 on 29 October 2023 was at 0:30 and at 1:30 UTC.
    const CyclingSeries series = readRecords({{.date = "2023-10-29 02:30:00"}}).series;
    EXPECT_NEAR(series.uts[0], parseTimestamp("2023-10-29 00:30:00", "UTC").value(), 2e-6);
}

TEST_F(XlsxReader, ClockThatIsSetBackDuringTheTestDoesNotMoveTheRows)
{
    const CyclingSeries series =
        readRecords({{}, {.time = "01:00:00.000", .totalTime = "01:00:00.000", .date = "2023-01-09 00:00:00"}}).series;
    EXPECT_NEAR(series.uts[1] - series.uts[0], 3600, 2e-6);
}

TEST_F(XlsxReader, StartComesFromTheSheetUnitWhereRowsHaveNoDate)
{
    const SheetRows unit{
        {text("a title")}, {text("device"), number("5")}, {text("Start time"), {}, text("2023-01-10 14:33:33")}};
    const SheetRows rows{{text("Time"), text("Current(A)"), text("Voltage(V)")},
                         {text("00:00:10"), number("0"), number("3")}};
    const Recording recording = read(test::workbook({{"unit", sheet(unit)}, {"record", sheet(rows)}}));
    EXPECT_EQ(recording.series.uts[0], 1'673'357'613.0);
}

TEST_F(XlsxReader, WithoutAnyDateTheStartIsUnknown)
{
    const SheetRows rows{{text("Time"), text("Current(A)"), text("Voltage(V)")},
                         {text("00:00:10"), number("0"), number("3")}};
    const Recording recording = read(test::workbook({{"record", sheet(rows)}}));
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_EQ(recording.series.uts[0], 10);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("does not say when the test began")));
}

struct UnitCase
{
    const char* current;
    const char* voltage;
    const char* capacity;
    const char* values[3];
};

class XlsxUnits : public test::XlsxFile, public testing::WithParamInterface<UnitCase>
{
};

TEST_P(XlsxUnits, AreThoseOfTheHeader)
{
    const auto& [current, voltage, capacity, values] = GetParam();
    const SheetRows rows{{text("Step Type"), text("Time"), text(current), text(voltage), text(capacity)},
                         {text("CC DChg"), text("00:00:00"), number(values[0]), number(values[1]), number("0")},
                         {text("CC DChg"), text("00:00:10"), number(values[0]), number(values[1]), number(values[2])}};
    const CyclingSeries series = read(test::workbook({{"record", sheet(rows)}})).series;
    EXPECT_EQ(series.current_A[1], -0.0015F);
    EXPECT_EQ(series.voltage_V[1], 3.7512F);
    EXPECT_FLOAT_EQ(series.chargeStep_mAh[1], -0.25F);  // one counter for both directions counts as its step flows
}

INSTANTIATE_TEST_SUITE_P(
    Headers, XlsxUnits,
    testing::Values(UnitCase{"Current(A)", "Voltage(V)", "Capacity(Ah)", {"-0.0015", "3.7512", "0.00025"}},
                    UnitCase{"Current(mA)", "Voltage(mV)", "Capacity(mAh)", {"-1.5", "3751.2", "0.25"}},
                    UnitCase{"Current(uA)", "Voltage (V)", "Capacity(uAh)", {"-1500", "3.7512", "250"}},
                    UnitCase{"Current(µA)", "VOLTAGE(V)", "Capacity(mAs)", {"-1500", "3.7512", "900"}}));

TEST_F(XlsxReader, UnitNobodyKnowsIsRefused)
{
    const SheetRows rows{{text("Time"), text("Current(stone)"), text("Voltage(V)")}};
    EXPECT_THAT(messageOf(test::workbook({{"record", sheet(rows)}})),
                HasSubstr("\"Current(stone)\" whose unit is not known"));
}

TEST_F(XlsxReader, TimesMayBeNumbersInTheUnitOfTheHeader)
{
    const SheetRows rows{{text("Time(min)"), text("Total Time"), text("Current(A)"), text("Voltage(V)")},
                         {number("0"), number("0"), number("0"), number("3")},
                         {number("1.5"), number("0.5"), number("0"), number("3")}};  // Excel counts in days
    const Recording recording = read(test::workbook({{"record", sheet(rows)}}), AllColumns::Yes);
    EXPECT_THAT(numbersOf(recording, "Time"), ElementsAre(0, 90));
    EXPECT_THAT(numbersOf(recording, "Total Time"), ElementsAre(0, 43'200));
}

TEST_F(XlsxReader, EachStepAsRunCountsItsOwnCharge)
{
    const CyclingSeries series = readRecords({{.charge = "0"},
                                              {.time = "00:00:10.000", .totalTime = "00:00:10.000", .charge = "0.002"},
                                              {.stepIndex = 2, .stepType = "CC DChg", .totalTime = "00:00:10.000"},
                                              {.stepIndex = 2,
                                               .stepType = "CC DChg",
                                               .time = "00:00:10.000",
                                               .totalTime = "00:00:20.000",
                                               .discharge = "0.001"}})
                                     .series;
    EXPECT_THAT(series.chargeStep_mAh, testing::Pointwise(testing::FloatEq(), {0.0F, 2.0F, 0.0F, -1.0F}));
    EXPECT_THAT(series.technique, ElementsAre(1, 1, 2, 2));
}

/// Steps of one row each, by their types; the file says cycle 7 throughout.
std::vector<RecordRow> stepsOf(const std::vector<std::string>& types)
{
    std::vector<RecordRow> rows;
    for (std::size_t i = 0; i < types.size(); ++i) {
        RecordRow& row = rows.emplace_back();
        row.dataPoint = static_cast<int>(i) + 1;
        row.cycle = 7;
        row.stepIndex = static_cast<int>(i) + 1;
        row.stepType = types[i];
    }
    return rows;
}

TEST_F(XlsxReader, CycleBeginsWhereAChargeFollowsADischargeOrARest)
{
    const auto steps =
        stepsOf({"Rest", "CC Chg", "CV Chg", "Rest", "CC DChg", "CCCV Chg", "CC DChg", "Rest", "CC_Chg"});
    EXPECT_THAT(readRecords(steps).series.cycleNumber, ElementsAre(1, 2, 2, 2, 2, 3, 3, 3, 4));
}

TEST_F(XlsxReader, CycleCanBeginWithTheDischargeOrBeTakenAsStored)
{
    const auto steps = stepsOf({"CC DChg", "CC Chg", "CC DChg", "CC Chg"});
    EXPECT_THAT(readRecords(steps, CycleMode::DChg).series.cycleNumber, ElementsAre(1, 1, 2, 2));
    EXPECT_THAT(readRecords(steps, CycleMode::Auto).series.cycleNumber, ElementsAre(1, 1, 2, 2));
    EXPECT_THAT(readRecords(steps, CycleMode::Chg).series.cycleNumber, ElementsAre(1, 2, 2, 3));
    EXPECT_THAT(readRecords(steps, CycleMode::Raw).series.cycleNumber, ElementsAre(7, 7, 7, 7));
}

TEST_F(XlsxReader, StepTypeNobodyKnowsIsReported)
{
    const Recording recording = readRecords(stepsOf({"CC Chg", "Dance"}));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 0));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("\"Dance\" is not known")));
}

TEST_F(XlsxReader, CellsThatAreNotThereAreNaN)
{
    const SheetRows rows{{text("Time"), text("Current(A)"), text("Voltage(V)"), text("T1(℃)"), text("Note")},
                         {text("00:00:00"), {}, number("3.5"), number("25.5"), text("a")},
                         {text("00:00:01"), number("0.5"), {}, text("-")},
                         {},
                         {text("00:00:02"), number("0.5"), number("3.5"), {}, text("b")}};
    const Recording recording = read(test::workbook({{"record", sheet(rows)}}), AllColumns::Yes);
    ASSERT_EQ(recording.series.size(), 3U);
    EXPECT_TRUE(std::isnan(recording.series.current_A[0]));
    EXPECT_TRUE(std::isnan(recording.series.voltage_V[1]));
    const std::vector<double> temperature = numbersOf(recording, "T1");
    EXPECT_EQ(temperature[0], 25.5);
    EXPECT_TRUE(std::isnan(temperature[1]));
    EXPECT_TRUE(std::isnan(temperature[2]));
    EXPECT_THAT(std::get<std::vector<std::string>>(findColumn(recording, "Note")->values), ElementsAre("a", "", "b"));
}

TEST_F(XlsxReader, ColumnsOfTheSameNameAreToldApart)
{
    const SheetRows rows{{text("Time"), text("Current(A)"), text("Voltage(V)"), text("T1(℃)"), text("T1(℃)")},
                         {text("00:00:00"), number("1"), number("3"), number("25"), number("26")}};
    const Recording recording = read(test::workbook({{"record", sheet(rows)}}), AllColumns::Yes);
    EXPECT_THAT(numbersOf(recording, "T1"), ElementsAre(25));
    EXPECT_THAT(numbersOf(recording, "T1_2"), ElementsAre(26));
}

TEST_F(XlsxReader, SheetsAreFoundByNameWhateverItsCapitals)
{
    const test::ZipMembers members = test::workbook(
        {{"cycle", sheet({{text("no")}})}, {"Record", test::recordSheet({{.voltage = "3.25"}})}, {"idle", sheet({})}});
    EXPECT_THAT(read(members).series.voltage_V, ElementsAre(3.25F));
}

TEST_F(XlsxReader, FinishedIsWhatTheLastEventOfTheLogSays)
{
    const auto withLog = [&](const std::vector<const char*>& events) {
        SheetRows log{{text("No."), text("DataPoint"), text("Event")}};
        for (const char* const event : events) {
            log.push_back({number("1"), number("1"), text(event)});
        }
        return read(test::workbook({{"record", test::recordSheet({{}})}, {"log", sheet(log)}})).finished;
    };
    EXPECT_EQ(withLog({"Start", "Finished test"}), true);
    EXPECT_EQ(withLog({"Finished test", "Start"}), false);
    EXPECT_EQ(readRecords({{}}).finished, std::nullopt);
}

TEST_F(XlsxReader, TestSheetGivesBarcodeAndCapacityAndLimits)
{
    const SheetRows testSheet{{text("Test information")},
                              {text("Barcode"), {}, text("250301_demo_04"), text("Remarks"), {}, text("second try")},
                              {text("P/N"), {}, {}, text("Nominal capacity"), {}, text("3.4mAh")},
                              {text("Volt. upper"), text("4300mV"), text("Curr. upper"), text("-")}};
    const Recording recording = read(test::workbook({{"test", sheet(testSheet)}, {"record", test::recordSheet({{}})}}));
    EXPECT_THAT(recording.sampleHints, ElementsAre("250301_demo_04", "second try"));
    EXPECT_EQ(numberAt(recording.jobData, job::multCap_mAs), 12'240);
    EXPECT_EQ(recording.jobData[std::string(job::protection)], Json({{"Upper voltage (V)", 4.3}}));
}

TEST_F(XlsxReader, ColumnsThatAreNeededAndMissingAreNamed)
{
    const SheetRows rows{{text("DataPoint"), text("Tension(V)")}, {number("1"), number("3.5")}};
    EXPECT_THAT(messageOf(test::workbook({{"record", sheet(rows)}})),
                HasSubstr("columns DataPoint, Tension; Voltage, Current and Time were expected"));
    EXPECT_THAT(messageOf(test::workbook({{"record", sheet({})}})),
                HasSubstr("cell.xlsx: The table of records is empty"));
}

TEST_F(XlsxReader, ValueThatIsNoNumberIsNamedByRowAndColumn)
{
    EXPECT_THAT(
        (test::writeZip(file(), test::workbook({{"record", test::recordSheet({{}, {.voltage = "3,5"}})}})), message()),
        HasSubstr("cell.xlsx: The table of records holds \"3,5\" in row 3, column Voltage"));
    EXPECT_THAT(
        (test::writeZip(file(), test::workbook({{"record", test::recordSheet({{.time = "1:2:3:4"}})}})), message()),
        HasSubstr("\"1:2:3:4\" in row 2, column Time, where a time like 00:01:30.500"));
    EXPECT_THAT((test::writeZip(file(), test::workbook({{"record", test::recordSheet({{.time = ""}})}})), message()),
                HasSubstr("no time in row 2"));
}

TEST_F(XlsxReader, OrdinaryWorkbookIsRefusedWithTheSheetsItHolds)
{
    EXPECT_THAT(
        messageOf(test::workbook({{"Budget", sheet({})}, {"Table 2", sheet({})}})),
        HasSubstr("cell.xlsx: The workbook is no export of BTS: it holds the sheets Budget, Table 2, where a sheet "
                  "record was expected"));
}

TEST_F(XlsxReader, IsFoundByItsContentUnderAnyName)
{
    const auto renamed = file("renamed.dat");
    test::writeZip(renamed, test::workbook({{"record", test::recordSheet({{}})}}));
    const formats::Reader* const reader = formats::findReader(renamed);
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->name(), "Neware xlsx");
}

TEST_F(XlsxReader, ReadingCanBeCancelled)
{
    class Cancelling : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    };

    test::writeZip(file(), test::workbook({{"record", test::recordSheet({{}})}}));
    Cancelling progress;
    EXPECT_THROW((void)formats::readRecording(file(), {}, progress), Cancelled);
}

}  // namespace

}  // namespace aurora
