#pragma once

/// What Recording::jobData says of an EC-Lab file: one object, keys as EC-Lab prints them in its text exports.
///
/// | key                                   | value                                                                   |
/// |---------------------------------------|-------------------------------------------------------------------------|
/// | `Technique`                           | "GCPL", "MB", … (mpr_codes.h), "0x42" where the ID is unknown           |
/// | `Technique ID`                        | the number                                                              |
/// | `Technique title`                     | "Modulo Bat"; missing where unknown                                     |
/// | `Parameters`                          | list, one object a sequence; missing where the layout is unknown        |
/// | `Parameters version`                  | version of the parameter structure, e.g. 10                             |
/// | `Battery capacity (mA.h)`             | always mA·h, whatever unit EC-Lab shows                                 |
/// | `Mass of active material (mg)`, …     | cell data, see `setFields` in mpr_layout.h; an empty text is left out   |
/// | `Electrode surface area unit`, …      | "cm²", "mm²"; characteristic mass "g", "mg"                             |
/// | `Comments`                            | text, lines separated by `\n`                                           |
/// | `Device`, `Device SN`                 | "MPG-2", "0356"                                                         |
/// | `Channel`, `Channel SN`               | "7" or "D8", 70387                                                      |
/// | `Acquisition started on`              | local time `YYYY-MM-DD HH:MM:SS`; missing when unknown                  |
/// | `Technique started on`                | likewise, of the first row: in linked techniques far behind             |
/// | `Start known from`                    | "the log", "the .mpl file beside it", "the user"; missing when unknown  |
/// | `File`, `Host`, `Address`             | where EC-Lab saved it                                                   |
/// | `EC-Lab version`                      | "11.61", also that of BT-Lab                                            |
/// | `Internet server version`             | "11.61"                                                                 |
/// | `Command interpretor version`         | "11.61"                                                                 |
/// | `Ewe ctrl range min (V)`, `… max (V)` | numbers                                                                 |
/// | `Later sections (Modify on)`          | how often settings were changed during the run                          |
/// | `User`, `Loaded setting file`         | from the `.mpl`                                                         |
/// | `Modified on`                         | from the `.mpl`: list of times as it prints them                        |
/// | `Column IDs`                          | list, in the order of the file                                          |
/// | `Loops`                               | list of the first row of each pass, and the row count as the last entry |
/// | `Analog IN 1`, `Analog IN 2`          | `name`, and `min (V)`, `max (V)`, `value at min`, `value at max`        |
///
/// A sequence of `Parameters` has the names of mpr_parameters.h with the numbers as they are stored: codes stay codes
/// (mpr_codes.h tells their texts), numbers stored in 32 bits are the shortest decimals that name them (4.9, not
/// 4.900000095), times are seconds (the date of WAIT: a day number of OLE and the fraction of the day), NaN (EC-Lab
/// prints `pass`) is null. Examples:
///
///     GCPL  {"Set I/C": 1, "Is": 0.13, "unit Is": 1, "vs.": 2, "N": 10, "I sign": 0, "EM (V)": 4.9, …,
///            "goto Ns'": 1, "nc cycles": 2}
///     MB    {"ctrl_type": 0, "Apply I/C": 1, "ctrl1_val": 0, "ctrl1_val_unit": 1, "N": 10, "charge/discharge": 0,
///            "lim_nb": 1, "lim1_type": 1, "lim1_comp": 0, "lim1_value": 4.2, "lim1_value_unit": 0, "lim1_seq": 1,
///            "ctrl_seq": 0, "ctrl_repeat": 0, …}

#include <string_view>

namespace aurora::formats::eclab::key {

inline constexpr std::string_view technique = "Technique";
inline constexpr std::string_view techniqueId = "Technique ID";
inline constexpr std::string_view techniqueTitle = "Technique title";
inline constexpr std::string_view parameters = "Parameters";
inline constexpr std::string_view parametersVersion = "Parameters version";
inline constexpr std::string_view batteryCapacity = "Battery capacity (mA.h)";
inline constexpr std::string_view activeMass = "Mass of active material (mg)";
inline constexpr std::string_view surfaceArea = "Electrode surface area";
inline constexpr std::string_view surfaceAreaUnit = "Electrode surface area unit";
inline constexpr std::string_view characteristicMass = "Characteristic mass";
inline constexpr std::string_view characteristicMassUnit = "Characteristic mass unit";
inline constexpr std::string_view batteryCapacityUnit = "Battery capacity display unit";
inline constexpr std::string_view comments = "Comments";
inline constexpr std::string_view device = "Device";
inline constexpr std::string_view deviceSerial = "Device SN";
inline constexpr std::string_view channel = "Channel";
inline constexpr std::string_view channelSerial = "Channel SN";
inline constexpr std::string_view started = "Acquisition started on";
inline constexpr std::string_view techniqueStarted = "Technique started on";
inline constexpr std::string_view startKnownFrom = "Start known from";
inline constexpr std::string_view laterSections = "Later sections (Modify on)";
inline constexpr std::string_view modifiedOn = "Modified on";
inline constexpr std::string_view user = "User";
inline constexpr std::string_view settingFile = "Loaded setting file";
inline constexpr std::string_view columnIds = "Column IDs";
inline constexpr std::string_view file = "File";
inline constexpr std::string_view host = "Host";
inline constexpr std::string_view address = "Address";
inline constexpr std::string_view softwareVersion = "EC-Lab version";
inline constexpr std::string_view serverVersion = "Internet server version";
inline constexpr std::string_view interpreterVersion = "Command interpretor version";
inline constexpr std::string_view loops = "Loops";

}  // namespace aurora::formats::eclab::key
