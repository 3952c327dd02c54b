#pragma once

#include <string_view>

/// Keys of Recording::jobData of Neware files. A key is missing where the file says nothing.
namespace aurora::formats::neware::job {

// Top level
inline constexpr std::string_view technique = "Technique";         ///< text: name of the protocol file, else "Neware"
inline constexpr std::string_view barcode = "Barcode";             ///< text
inline constexpr std::string_view remark = "Remark";               ///< text
inline constexpr std::string_view creator = "Creator";             ///< text
inline constexpr std::string_view startTime = "Start time";        ///< text `YYYY-MM-DD HH:MM:SS`, local time
inline constexpr std::string_view endTime = "End time";            ///< the same
inline constexpr std::string_view deviceType = "Device type";      ///< integer
inline constexpr std::string_view deviceId = "Device ID";          ///< integer
inline constexpr std::string_view unitId = "Unit ID";              ///< integer, as users count (1 to …)
inline constexpr std::string_view channelId = "Channel ID";        ///< integer, as users count (1 to 8)
inline constexpr std::string_view testId = "Test ID";              ///< integer
inline constexpr std::string_view serialNumber = "Serial number";  ///< text
inline constexpr std::string_view currentRange_mA = "Current range (mA)";
inline constexpr std::string_view voltageRange_V = "Voltage range (V)";
inline constexpr std::string_view currentRanges_mA = "Current ranges (mA)";  ///< list of numbers: those of the channel
inline constexpr std::string_view activeMass_mg = "Active mass (mg)";
inline constexpr std::string_view testGuid = "Test GUID";              ///< text
inline constexpr std::string_view serverAddress = "Server address";    ///< text: of the PC that the cycler is at
inline constexpr std::string_view modifyCount = "Modify count";        ///< integer: how often the protocol was changed
inline constexpr std::string_view protocolRemark = "Protocol remark";  ///< text: that of the protocol, not of the test
inline constexpr std::string_view protocolNumber = "Protocol number";  ///< text: `PN`
inline constexpr std::string_view rateType = "Rate type";              ///< integer: `RateType`, a code
inline constexpr std::string_view startStep = "Start step";            ///< integer: where the test began
inline constexpr std::string_view recording = "Recording";             ///< object: when records are made, for all steps
inline constexpr std::string_view multCap_mAs = "MultCap (mAs)";       ///< number: the capacity that C-rates refer to
inline constexpr std::string_view steps = "Steps";                     ///< list of objects with the keys below
inline constexpr std::string_view protection = "Protection";           ///< object: limits for all steps
inline constexpr std::string_view testInformation =
    "Test information";                                   ///< object: pairs of an `.xlsx`, by their names
inline constexpr std::string_view parts = "Parts";        ///< list of texts: files read besides this one
inline constexpr std::string_view versions = "Versions";  ///< object: software and firmware

// One step; numbers that are 0 in the file are left out
inline constexpr std::string_view stepIndex = "Step Index";   ///< integer from 1
inline constexpr std::string_view stepName = "Step Name";     ///< text: "CC Chg", "Rest", "Cycle", see steps.h
inline constexpr std::string_view current_A = "Current (A)";  ///< positive in both directions
inline constexpr std::string_view voltage_V = "Voltage (V)";
inline constexpr std::string_view time_s = "Time (s)";
inline constexpr std::string_view cutOffVoltage_V = "Cut-off voltage (V)";
inline constexpr std::string_view cutOffCurrent_A = "Cut-off current (A)";
inline constexpr std::string_view cutOffCapacity_mAs = "Cut-off capacity (mAs)";
inline constexpr std::string_view rate = "Rate";                  ///< C-rate of the current
inline constexpr std::string_view stopRate = "Stop rate";         ///< C-rate of the cut-off current
inline constexpr std::string_view cycleCount = "Cycle count";     ///< integer: of a "Cycle" step, passes in all
inline constexpr std::string_view startStepId = "Start step ID";  ///< integer: where a "Cycle" step jumps to
inline constexpr std::string_view temperature_degC = "Temperature (degC)";  ///< of a "Control" step

inline constexpr std::string_view stepRange_mA = "Current range (mA)";
inline constexpr std::string_view conditions =
    "Conditions";  ///< list of objects: other limits, attributes by their names
// and `Recording`, `Protection` of the step alone

// Recording
inline constexpr std::string_view every_s = "Every (s)";
inline constexpr std::string_view everyVoltageChange_V = "Every voltage change (V)";
inline constexpr std::string_view everyCurrentChange_A = "Every current change (A)";

// Protection
inline constexpr std::string_view upperVoltage_V = "Upper voltage (V)";
inline constexpr std::string_view lowerVoltage_V = "Lower voltage (V)";
inline constexpr std::string_view upperCurrent_A = "Upper current (A)";
inline constexpr std::string_view lowerCurrent_A = "Lower current (A)";
inline constexpr std::string_view upperCapacity_mAs = "Upper capacity (mAs)";
inline constexpr std::string_view upperTemperature_degC = "Upper temperature (degC)";

}  // namespace aurora::formats::neware::job
