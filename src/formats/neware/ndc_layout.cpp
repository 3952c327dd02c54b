#include "aurora/formats/neware/ndc_layout.h"

#include <array>

// Source of all facts here: docs/file-formats.md, Neware. Public names of quantities follow BTSDA's columns.
namespace aurora::formats::neware {

namespace {

constexpr double ms = 0.001;
constexpr double perThousand = 1000;    // A, A·h, W·h → mA, mA·h, mW·h
constexpr double perHour = 1.0 / 3600;  // mA·s, mW·s → mA·h, mW·h
constexpr double tenthOfMillivolt = 0.0001;
constexpr double tenthOfDegree = 0.1;

using enum Quantity;
using enum Stored;

constexpr std::array mainV2{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 8, u4},
    NdcField{Cycle, 12, u4},
    NdcField{StepIndex, 16, u1},
    NdcField{StepType, 17, u1},
    NdcField{StepChange, 18, u1},
    NdcField{StepTime_s, 23, u8, ms},
    NdcField{Voltage_V, 31, i4, tenthOfMillivolt},
    NdcField{Current_mA, 35, i4, 1, Factor::CurrentRange},
    NdcField{ChargeCapacity_mAh, 43, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeCapacity_mAh, 51, i8, perHour, Factor::CurrentRange},
    NdcField{ChargeEnergy_mWh, 59, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeEnergy_mWh, 67, i8, perHour, Factor::CurrentRange},
    NdcField{Year, 75, u2},
    NdcField{Month, 77, u1},
    NdcField{Day, 78, u1},
    NdcField{Hour, 79, u1},
    NdcField{Minute, 80, u1},
    NdcField{Second, 81, u1},
    NdcField{CurrentRange, 82, i4},
};

// Records of 83 bytes: all from the step time on lies three bytes earlier, and nothing follows the range.
constexpr std::array mainV1{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 8, u4},
    NdcField{Cycle, 12, u4},
    NdcField{StepIndex, 16, u1},
    NdcField{StepType, 17, u1},
    NdcField{StepTime_s, 20, u8, ms},
    NdcField{Voltage_V, 28, i4, tenthOfMillivolt},
    NdcField{Current_mA, 32, i4, 1, Factor::CurrentRange},
    NdcField{ChargeCapacity_mAh, 40, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeCapacity_mAh, 48, i8, perHour, Factor::CurrentRange},
    NdcField{ChargeEnergy_mWh, 56, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeEnergy_mWh, 64, i8, perHour, Factor::CurrentRange},
    NdcField{Year, 72, u2},
    NdcField{Month, 74, u1},
    NdcField{Day, 75, u1},
    NdcField{Hour, 76, u1},
    NdcField{Minute, 77, u1},
    NdcField{Second, 78, u1},
    NdcField{CurrentRange, 79, i4},
};

constexpr std::array mainV5{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 1, u4},
    NdcField{Cycle, 5, u4},
    NdcField{StepIndex, 9, u1},
    NdcField{StepType, 10, u1},
    NdcField{StepChange, 11, u1},
    NdcField{StepTime_s, 16, u8, ms},
    NdcField{Voltage_V, 24, i4, tenthOfMillivolt},
    NdcField{Current_mA, 28, i4, 1, Factor::CurrentRange},
    NdcField{ChargeCapacity_mAh, 36, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeCapacity_mAh, 44, i8, perHour, Factor::CurrentRange},
    NdcField{ChargeEnergy_mWh, 52, i8, perHour, Factor::CurrentRange},
    NdcField{DischargeEnergy_mWh, 60, i8, perHour, Factor::CurrentRange},
    NdcField{Year, 68, u2},
    NdcField{Month, 70, u1},
    NdcField{Day, 71, u1},
    NdcField{Hour, 72, u1},
    NdcField{Minute, 73, u1},
    NdcField{Second, 74, u1},
    NdcField{CurrentRange, 75, i4},
    NdcField{TotalTime_s, 79, u8, ms},
};

constexpr std::array mainV6{
    NdcField{StepTime_s, 0, u4, ms},
    NdcField{Voltage_V, 5, f4},
    NdcField{Current_mA, 9, f4, perThousand},
    NdcField{ChargeCapacity_mAh, 13, f4, perThousand},
    NdcField{DischargeCapacity_mAh, 17, f4, perThousand},
    NdcField{ChargeEnergy_mWh, 21, f4, perThousand},
    NdcField{DischargeEnergy_mWh, 25, f4, perThousand},
    NdcField{UnixTime_s, 30, u4},
    NdcField{StepNumber, 34, u4},
};

constexpr std::array mainInVolts{
    NdcField{Voltage_V, 0, f4},
    NdcField{Current_mA, 4, f4, perThousand},
};

constexpr std::array mainInMillivolts{
    NdcField{Voltage_V, 0, f4, tenthOfMillivolt},
    NdcField{Current_mA, 4, f4},
};

constexpr std::array auxV2{
    NdcField{RecordId, 0, u1},
    NdcField{AuxChannel, 3, u1},
    NdcField{Index, 8, u4},
    NdcField{AuxVoltage_V, 31, i4, tenthOfMillivolt},
    NdcField{AuxTemperature_degC, 41, i2, tenthOfDegree},
};

constexpr std::array auxV2SetPoint{
    NdcField{RecordId, 0, u1},
    NdcField{AuxChannel, 3, u1},
    NdcField{Index, 8, u4},
    NdcField{AuxVoltage_V, 31, i4, tenthOfMillivolt},
    NdcField{AuxTemperature_degC, 41, i2, tenthOfDegree},
    NdcField{AuxSetPoint_degC, 43, i2, tenthOfDegree},
};

constexpr std::array auxV5{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 1, u4},
    NdcField{AuxVoltage_V, 24, i4, tenthOfMillivolt},
    NdcField{AuxTemperature_degC, 34, i2, tenthOfDegree},
};

constexpr std::array auxV5SetPoint{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 1, u4},
    NdcField{AuxVoltage_V, 24, i4, tenthOfMillivolt},
    NdcField{AuxTemperature_degC, 34, i2, tenthOfDegree},
    NdcField{AuxSetPoint_degC, 36, i2, tenthOfDegree},
};

constexpr std::array auxValue{
    NdcField{AuxValue, 0, f4},
};

constexpr std::array auxPair{
    NdcField{RecordId, 0, u1},
    NdcField{AuxVoltage_V, 1, f4, tenthOfMillivolt},
    NdcField{AuxTemperature_degC, 5, i2, tenthOfDegree},
};

constexpr std::array auxLong{
    NdcField{RecordId, 0, u1},
    NdcField{Index, 1, u4},
    NdcField{AuxChannel, 5, u1},
    NdcField{AuxTemperature_degC, 35, i2, tenthOfDegree},
};

constexpr std::array step{
    NdcField{Cycle, 0, u4},      NdcField{StepIndex, 4, u4},
    NdcField{StepType, 24, u1},  NdcField{StepStart_s, 25, u8, ms},
    NdcField{FirstSlot, 33, u4},
};

constexpr std::array runInfoInAmpereHours{
    NdcField{StepTime_s, 0, u4, ms},
    NdcField{ChargeCapacity_mAh, 5, f4, perThousand},
    NdcField{DischargeCapacity_mAh, 9, f4, perThousand},
    NdcField{ChargeEnergy_mWh, 13, f4, perThousand},
    NdcField{DischargeEnergy_mWh, 17, f4, perThousand},
    NdcField{CurrentRange, 21, f4},
    NdcField{RecordInterval_s, 29, i4, ms},
    NdcField{UnixTime_s, 33, u4},
    NdcField{StepNumber, 37, u4},
    NdcField{Index, 41, u4},
    NdcField{UnixMilliseconds_s, 45, u2, ms},
};

constexpr std::array runInfoInMilliampereSeconds{
    NdcField{StepTime_s, 0, u4, ms},
    NdcField{ChargeCapacity_mAh, 5, f4, perHour},
    NdcField{DischargeCapacity_mAh, 9, f4, perHour},
    NdcField{ChargeEnergy_mWh, 13, f4, perHour},
    NdcField{DischargeEnergy_mWh, 17, f4, perHour},
    NdcField{CurrentRange, 21, f4},
    NdcField{RecordInterval_s, 29, i4, ms},
    NdcField{UnixTime_s, 33, u4},
    NdcField{StepNumber, 37, u4},
    NdcField{Index, 41, u4},
    NdcField{UnixMilliseconds_s, 45, u2, ms},
};

constexpr std::array runInfoV8{
    NdcField{StepTime_s, 0, u4, ms},
    NdcField{ChargeCapacity_mAh, 5, f4, perThousand},
    NdcField{DischargeCapacity_mAh, 9, f4, perThousand},
    NdcField{ChargeEnergy_mWh, 13, f4, perThousand},
    NdcField{DischargeEnergy_mWh, 17, f4, perThousand},
    NdcField{RecordInterval_s, 26, i4, ms},
    NdcField{UnixTime_s, 30, u4},
    NdcField{StepNumber, 34, u4},
    NdcField{Index, 38, u4},
};

constexpr std::span<const NdcField> runInfoV9{runInfoInMilliampereSeconds.data(),
                                              runInfoInMilliampereSeconds.size() - 1};  // ends before the milliseconds

constexpr std::uint8_t setPointRecord = 0x74;

using enum NdcContent;
using enum Evidence;

constexpr std::array layoutTable{
    NdcLayout{1, Main, 512, 5, 83, PublicOnly, mainV1},
    NdcLayout{2, Main, 512, 5, 94, Verified, mainV2},
    NdcLayout{3, Main, 512, 5, 83, PublicOnly, mainV1},
    NdcLayout{4, Main, 512, 5, 94, PublicOnly, mainV2},
    NdcLayout{5, Main, 4096, 132, 87, PublicOnly, mainV5},
    NdcLayout{6, Main, 4096, 132, 38, PublicOnly, mainV6},
    NdcLayout{8, Main, 4096, 132, 8, PublicOnly, mainInVolts},
    NdcLayout{9, Main, 4096, 132, 8, PublicOnly, mainInMillivolts},
    NdcLayout{11, Main, 4096, 132, 8, PublicOnly, mainInMillivolts},
    NdcLayout{12, Main, 4096, 132, 8, PublicOnly, mainInVolts},
    NdcLayout{13, Main, 4096, 132, 8, PublicOnly, mainInMillivolts},
    NdcLayout{14, Main, 4096, 132, 8, Verified, mainInVolts},
    NdcLayout{16, Main, 4096, 132, 8, Verified, mainInMillivolts},
    NdcLayout{17, Main, 4096, 132, 8, Verified, mainInVolts},

    NdcLayout{2, Auxiliary, 512, 5, 94, Verified, auxV2},
    NdcLayout{2, Auxiliary, 512, 5, 94, Verified, auxV2SetPoint, setPointRecord},
    NdcLayout{4, Auxiliary, 512, 5, 94, PublicOnly, auxV2},
    NdcLayout{4, Auxiliary, 512, 5, 94, PublicOnly, auxV2SetPoint, setPointRecord},
    NdcLayout{5, Auxiliary, 4096, 132, 87, PublicOnly, auxV5},
    NdcLayout{5, Auxiliary, 4096, 132, 87, PublicOnly, auxV5SetPoint, setPointRecord},
    NdcLayout{6, Auxiliary, 4096, 132, 4, PublicOnly, auxValue},
    NdcLayout{8, Auxiliary, 4096, 132, 4, PublicOnly, auxValue},
    NdcLayout{9, Auxiliary, 4096, 132, 7, PublicOnly, auxPair},
    NdcLayout{9, Auxiliary, 4096, 132, 88, PublicOnly, auxLong, setPointRecord},
    NdcLayout{11, Auxiliary, 4096, 132, 7, PublicOnly, auxPair},
    NdcLayout{11, Auxiliary, 4096, 132, 88, PublicOnly, auxLong, setPointRecord},
    NdcLayout{12, Auxiliary, 4096, 132, 4, PublicOnly, auxValue},
    NdcLayout{13, Auxiliary, 4096, 132, 7, PublicOnly, auxPair},
    NdcLayout{13, Auxiliary, 4096, 132, 88, PublicOnly, auxLong, setPointRecord},
    NdcLayout{14, Auxiliary, 4096, 132, 4, Verified, auxValue},
    NdcLayout{16, Auxiliary, 4096, 132, 7, Verified, auxPair},
    NdcLayout{17, Auxiliary, 4096, 132, 4, Verified, auxValue},

    NdcLayout{6, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{8, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{9, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{11, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{12, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{13, Step, 4096, 132, 37, PublicOnly, step},
    NdcLayout{14, Step, 4096, 132, 37, Verified, step},
    NdcLayout{16, Step, 4096, 132, 100, Verified, step},
    NdcLayout{17, Step, 4096, 132, 100, Verified, step},

    NdcLayout{8, RunInfo, 4096, 132, 42, PublicOnly, runInfoV8},
    NdcLayout{9, RunInfo, 4096, 132, 45, PublicOnly, runInfoV9},
    NdcLayout{11, RunInfo, 4096, 132, 47, PublicOnly, runInfoInMilliampereSeconds},
    NdcLayout{12, RunInfo, 4096, 132, 47, PublicOnly, runInfoInAmpereHours},
    NdcLayout{13, RunInfo, 4096, 132, 55, PublicOnly, runInfoInMilliampereSeconds},
    NdcLayout{14, RunInfo, 4096, 132, 55, Verified, runInfoInAmpereHours},
    NdcLayout{16, RunInfo, 4096, 132, 100, Verified, runInfoInMilliampereSeconds},
    NdcLayout{17, RunInfo, 4096, 132, 100, Verified, runInfoInAmpereHours},
};

/// A field that passed the end of its record would be read from the record after it, or past the page.
constexpr bool fieldsLieInTheirRecords()
{
    for (const NdcLayout& layout : layoutTable) {
        for (const NdcField& field : layout.fields) {
            if (field.offset + sizeOf(field.stored) > layout.recordSize) {
                return false;
            }
        }
    }
    return true;
}

static_assert(fieldsLieInTheirRecords());

}  // namespace

std::span<const NdcLayout> ndcLayouts()
{
    return layoutTable;
}

const NdcLayout* findNdcLayout(int version, NdcContent content, std::uint8_t firstByte)
{
    const NdcLayout* common = nullptr;
    for (const NdcLayout& layout : layoutTable) {
        if (layout.version != version || layout.content != content) {
            continue;
        }
        if (layout.firstByte != 0 && layout.firstByte == firstByte) {
            return &layout;
        }
        if (layout.firstByte == 0) {
            common = &layout;
        }
    }
    return common;
}

}  // namespace aurora::formats::neware
