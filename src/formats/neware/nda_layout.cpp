#include "aurora/formats/neware/nda_layout.h"

// Source of all facts here: docs/file-formats.md, Neware. Public names of quantities follow BTSDA's columns.
namespace aurora::formats::neware {

namespace {

constexpr double ms = 0.001;
constexpr double us = 1e-6;
constexpr double ns = 1e-9;
constexpr double perHour = 1.0 / 3600;  // mA·s, mW·s → mA·h, mW·h
constexpr double tenthOfMillivolt = 0.0001;
constexpr double tenthOfDegree = 0.1;

using enum Quantity;
using enum Stored;

// BTS 6.82 and 6.83: one counter for both directions, and no current range but that of the device.
constexpr std::array recordV8{
    RecordField{RecordId, 0, u1},
    RecordField{Index, 1, u4},
    RecordField{Cycle, 5, u4},
    RecordField{StepIndex, 9, u1},
    RecordField{StepType, 10, u1},
    RecordField{StepTime_s, 11, u4},
    RecordField{Voltage_V, 15, i4, tenthOfMillivolt},
    RecordField{Current_mA, 19, i4, 1, Factor::CurrentRange},
    RecordField{Capacity_mAh, 31, i8, perHour, Factor::CurrentRange},
    RecordField{Energy_mWh, 39, i8, perHour, Factor::CurrentRange},
    RecordField{UnixTime_s, 47, u8},
};

// The same behind one more byte.
constexpr std::array recordV9{
    RecordField{RecordId, 0, u1},
    RecordField{Index, 2, u4},
    RecordField{Cycle, 6, u4},
    RecordField{StepIndex, 10, u1},
    RecordField{StepType, 11, u1},
    RecordField{StepTime_s, 12, u4},
    RecordField{Voltage_V, 16, i4, tenthOfMillivolt},
    RecordField{Current_mA, 20, i4, 1, Factor::CurrentRange},
    RecordField{Capacity_mAh, 32, i8, perHour, Factor::CurrentRange},
    RecordField{Energy_mWh, 40, i8, perHour, Factor::CurrentRange},
    RecordField{UnixTime_s, 48, u8},
};

constexpr std::array recordV22{
    RecordField{RecordId, 0, u1},
    RecordField{AuxChannel, 1, u1},
    RecordField{Index, 2, u4},
    RecordField{Cycle, 6, u4},
    RecordField{StepIndex, 10, u2},
    RecordField{StepType, 12, u1},
    RecordField{StepChange, 13, u1},
    RecordField{StepTime_s, 14, u8, ms},
    RecordField{Voltage_V, 22, i4, tenthOfMillivolt},
    RecordField{Current_mA, 26, i4, 1, Factor::CurrentRange},
    RecordField{ChargeCapacity_mAh, 38, i8, perHour, Factor::CurrentRange},
    RecordField{DischargeCapacity_mAh, 46, i8, perHour, Factor::CurrentRange},
    RecordField{ChargeEnergy_mWh, 54, i8, perHour, Factor::CurrentRange},
    RecordField{DischargeEnergy_mWh, 62, i8, perHour, Factor::CurrentRange},
    RecordField{UnixTime_s, 70, u8},
    RecordField{CurrentRange, 78, i4},
};

// As version 22, but for the date, which is local time.
constexpr std::array recordV26{
    RecordField{RecordId, 0, u1},
    RecordField{AuxChannel, 1, u1},
    RecordField{Index, 2, u4},
    RecordField{Cycle, 6, u4},
    RecordField{StepIndex, 10, u2},
    RecordField{StepType, 12, u1},
    RecordField{StepChange, 13, u1},
    RecordField{StepTime_s, 14, u8, ms},
    RecordField{Voltage_V, 22, i4, tenthOfMillivolt},
    RecordField{Current_mA, 26, i4, 1, Factor::CurrentRange},
    RecordField{ChargeCapacity_mAh, 38, i8, perHour, Factor::CurrentRange},
    RecordField{DischargeCapacity_mAh, 46, i8, perHour, Factor::CurrentRange},
    RecordField{ChargeEnergy_mWh, 54, i8, perHour, Factor::CurrentRange},
    RecordField{DischargeEnergy_mWh, 62, i8, perHour, Factor::CurrentRange},
    RecordField{Year, 70, u2},
    RecordField{Month, 72, u1},
    RecordField{Day, 73, u1},
    RecordField{Hour, 74, u1},
    RecordField{Minute, 75, u1},
    RecordField{Second, 76, u1},
    RecordField{CurrentRange, 78, i4},
};

// Public sources only, as all auxiliary records: no file at hand has any.
constexpr std::array auxiliaryV22{
    RecordField{RecordId, 0, u1},
    RecordField{AuxChannel, 1, u1},
    RecordField{Index, 2, u4},
    RecordField{AuxVoltage_V, 22, i4, tenthOfMillivolt},
    RecordField{AuxTemperature_degC, 34, i2, tenthOfDegree},
};

// BTS 9.0: no cycle; capacity and energy of discharge are negative.
constexpr std::array recordBts90{
    RecordField{RecordId, 4, u1},
    RecordField{StepIndex, 9, u1},
    RecordField{StepType, 10, u1},
    RecordField{Index, 16, u4},
    RecordField{StepTime_s, 28, u8, us},
    RecordField{Voltage_V, 36, f4},
    RecordField{Current_mA, 40, f4},
    RecordField{ChargeCapacity_mAh, 52, f4, perHour},
    RecordField{ChargeEnergy_mWh, 56, f4, perHour},
    RecordField{DischargeCapacity_mAh, 60, f4, perHour},
    RecordField{DischargeEnergy_mWh, 64, f4, perHour},
    RecordField{UnixTime_s, 68, u8, us},
};

// The auxiliary record of version 22 behind the same four bytes.
constexpr std::array auxiliaryBts90{
    RecordField{RecordId, 4, u1},
    RecordField{AuxChannel, 5, u1},
    RecordField{Index, 6, u4},
    RecordField{AuxVoltage_V, 26, i4, tenthOfMillivolt},
    RecordField{AuxTemperature_degC, 38, i2, tenthOfDegree},
};

// BTS 9.1: total time, and one counter for both directions that carries a sign.
constexpr std::array recordBts91{
    RecordField{RecordId, 0, u1},
    RecordField{StepIndex, 2, u1},
    RecordField{StepType, 3, u1},
    RecordField{TestId, 4, u4},
    RecordField{Index, 8, u4},
    RecordField{TotalTime_s, 12, u4},
    RecordField{TotalTimeFraction_s, 16, u4, ns},
    RecordField{Current_mA, 20, f4},
    RecordField{Voltage_V, 24, f4},
    RecordField{NetCapacity_mAh, 28, f4, perHour},
    RecordField{NetEnergy_mWh, 32, f4, perHour},
    RecordField{Cycle, 36, u4},
    RecordField{UnixTime_s, 44, u4},
    RecordField{UnixNanoseconds_s, 48, u4, ns},
    RecordField{AuxTemperature_degC, 52, f4},  // must be the last: the shorter record ends before it
};

constexpr std::span<const RecordField> recordBts91WithoutTemperature{recordBts91.data(), recordBts91.size() - 1};

constexpr std::array recordBts91Long{
    RecordField{RecordId, 0, u1},
    RecordField{StepIndex, 2, u1},
    RecordField{StepType, 3, u1},
    RecordField{TestId, 4, u4},
    RecordField{Index, 8, u4},
    RecordField{TotalTime_s, 12, u4},
    RecordField{TotalTimeFraction_s, 16, u4, ns},
    RecordField{Current_mA, 20, f4},
    RecordField{Voltage_V, 24, f4},
    RecordField{NetCapacity_mAh, 28, f4, perHour},
    RecordField{NetEnergy_mWh, 32, f4, perHour},
    RecordField{UnixTime_s, 36, u4},
    RecordField{UnixNanoseconds_s, 40, u4, ns},
    RecordField{AuxTemperature_degC, 48, f4},
    RecordField{Cycle, 52, u4},
};

constexpr std::span<const RecordField> none;

// A byte that is 0 or 0x55 in records that are rows; in versions that know only one of them it stands twice.
constexpr std::array<std::uint8_t, 2> zero{0x00, 0x00};
constexpr std::array<std::uint8_t, 2> fiftyFive{0x55, 0x55};
constexpr std::array<std::uint8_t, 2> zeroOrFiftyFive{0x00, 0x55};

using enum Evidence;

constexpr std::array layoutTable{
    NdaLayout{5, 0, 59, 0, zeroOrFiftyFive, 1, PublicOnly, recordV8, none},
    NdaLayout{6, 0, 59, 0, zeroOrFiftyFive, 0, PublicOnly, recordV8, none},
    NdaLayout{7, 0, 59, 0, zeroOrFiftyFive, 1, PublicOnly, recordV8, none},
    NdaLayout{8, 0, 59, 0, zero, 0, Verified, recordV8, none},
    NdaLayout{9, 0, 60, 0, fiftyFive, 1, PublicOnly, recordV9, none},
    NdaLayout{14, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV22, auxiliaryV22},
    NdaLayout{16, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV22, auxiliaryV22},
    NdaLayout{17, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV22, auxiliaryV22},
    NdaLayout{20, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV22, auxiliaryV22},
    NdaLayout{22, 0, 86, 0, fiftyFive, 1, Verified, recordV22, auxiliaryV22},
    NdaLayout{23, 0, 86, 0, fiftyFive, 1, Verified, recordV22, auxiliaryV22},
    NdaLayout{24, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV22, auxiliaryV22},
    NdaLayout{26, 0, 86, 0, fiftyFive, 1, Verified, recordV26, auxiliaryV22},
    NdaLayout{28, 0, 86, 0, fiftyFive, 1, PublicOnly, recordV26, auxiliaryV22},
    NdaLayout{29, 0, 86, 0, fiftyFive, 1, Verified, recordV26, auxiliaryV22},
    NdaLayout{130, 2, 88, 4, fiftyFive, 1, PublicOnly, recordBts90, auxiliaryBts90},
    NdaLayout{130, 3, 88, 4, fiftyFive, 1, Verified, recordBts90, auxiliaryBts90},
    NdaLayout{130, 19, 52, 0, fiftyFive, 1, Verified, recordBts91WithoutTemperature, none},
    NdaLayout{130, 19, 56, 0, fiftyFive, 1, Verified, recordBts91, none},
    NdaLayout{130, 19, 60, 0, fiftyFive, 1, PublicOnly, recordBts91Long, none},
    NdaLayout{130, 42, 52, 0, fiftyFive, 1, PublicOnly, recordBts91WithoutTemperature, none},
    NdaLayout{130, 42, 56, 0, fiftyFive, 1, PublicOnly, recordBts91, none},
    NdaLayout{130, 42, 60, 0, fiftyFive, 1, PublicOnly, recordBts91Long, none},
};

/// A field that passed the end of its record would be read from the record after it, or past the file.
constexpr bool fieldsLieInTheirRecords()
{
    for (const NdaLayout& layout : layoutTable) {
        for (const std::span<const RecordField> fields : {layout.fields, layout.auxFields}) {
            for (const RecordField& field : fields) {
                if (field.offset + sizeOf(field.stored) > layout.recordSize) {
                    return false;
                }
            }
        }
    }
    return true;
}

static_assert(fieldsLieInTheirRecords());

constexpr NdaHeaderLayout headerBts8{
    .size = 80, .device = {16, 4}, .testInfo = {24, 4}, .records = {64, 4}, .auxiliaries = {72, 4}};
constexpr NdaHeaderLayout headerBts9{
    .size = 258, .device = {0, 0}, .testInfo = {34, 8}, .records = {82, 8}, .auxiliaries = {0, 0}};

constexpr std::array testInfoTable{
    NdaTestInfoBts9{.version = 19,
                    .size = 481,
                    .creator = {8, 32},
                    .serialNumber = {40, 32},
                    .remarks = {264, 64},
                    .testIdAt = 424,
                    .countAt = 428,
                    .startAt = 432,
                    .stopAt = 440},
    // Public sources only.
    NdaTestInfoBts9{.version = 42,
                    .size = 0,
                    .creator = {8, 32},
                    .serialNumber = {40, 32},
                    .remarks = {264, 64},
                    .testIdAt = 552,
                    .countAt = 556,
                    .startAt = 560,
                    .stopAt = 568},
};

}  // namespace

std::span<const NdaLayout> ndaLayouts()
{
    return layoutTable;
}

const NdaLayout* findNdaLayout(int version, int recordVersion, std::size_t recordSize)
{
    for (const NdaLayout& layout : layoutTable) {
        if (layout.version == version && layout.recordVersion == recordVersion && layout.recordSize == recordSize) {
            return &layout;
        }
    }
    return nullptr;
}

const NdaTestInfoBts9* findNdaTestInfoBts9(int version)
{
    for (const NdaTestInfoBts9& info : testInfoTable) {
        if (info.version == version) {
            return &info;
        }
    }
    return nullptr;
}

const NdaHeaderLayout& ndaHeader(int version)
{
    return version >= firstVersionOfBts9 ? headerBts9 : headerBts8;
}

}  // namespace aurora::formats::neware
