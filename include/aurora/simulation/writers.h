#pragma once

#include "aurora/simulation/cell.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::simulation {

/// Where a written file says it comes from.
struct FileIdentity
{
    std::string sampleId;          ///< barcode (Neware), comment (EC-Lab)
    std::string device = "MPG-2";  ///< EC-Lab: a model of its code table; Neware: the device's number
    std::int32_t channel = 1;      ///< from 1
    std::int32_t testId = 1;
    std::string timeZone = "Europe/Zurich";
    double capacity_mAh = 3.4;
    double activeMass_mg = 24.4;
};

/// Writes an EC-Lab `.mpr` (module header of 65 bytes, data version 11, technique GCPL, or PEIS columns where the
/// recording holds impedance), by the layout tables of `formats`. Readable by yadg.
///
/// PEIS columns hold no charge: a recording with both kinds of rows is best divided by splitAtImpedance first. A
/// recording that is not finished gets no `VMP LOG`, as on a running cycler: its start is then in the `.mpl` alone.
/// @throws Error naming the file
void writeMpr(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
              const FileIdentity& identity);

/// Writes the text log `.mpl` that EC-Lab keeps beside an `.mpr`: start, device, channel, comment.
/// @throws Error naming the file
void writeMpl(const std::filesystem::path& file, const Recording& recording, const FileIdentity& identity);

/// Whether JSON has a line for each value, as yadg writes it, or one for all.
enum class JsonLayout
{
    Indented,
    OneLine
};

/// Writes the JSON of a tomato 0.2.3 snapshot as the BioLogic driver and yadg give it: in rests neither current nor
/// cycle number; NaN is a bare word. Written record by record, so that it may be of any size. `index` is the step of
/// the payload; without one the steps of a CellProgram are assumed. The same input gives the same bytes.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeTomatoJson(const std::filesystem::path& file, const Recording& recording, const FileIdentity& identity,
                     JsonLayout layout = JsonLayout::Indented);

/// How the `.ndc` members of a `.ndax` are laid out.
enum class NdcVersion : std::uint8_t
{
    V2 = 2,    ///< pages of 512 bytes, everything in data.ndc as integers, dates in whole seconds of local time
    V14 = 14,  ///< pages of 4096 bytes; data, runInfo, step
    V17 = 17,  ///< the same with longer records: the newest
};

/// Writes a Neware `.ndax` (`.ndc` members, Step.xml, TestInfo.xml, VersionInfo.xml), by the layout tables of
/// `formats`. Readable by fastnda. The same input gives the same bytes. Times are kept to the millisecond; version 2
/// keeps voltages to 0.1 mV and currents to a few millionths of their range.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeNdax(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
               const FileIdentity& identity, NdcVersion version = NdcVersion::V14);

/// Where the cells of an `.xlsx` have their texts.
enum class CellTexts
{
    Shared,  ///< in a table for the whole workbook, as BTS writes them; the workbook is held in memory meanwhile
    Inline   ///< in the cells; needs no memory, whatever the size
};

struct XlsxForm
{
    CellTexts texts = CellTexts::Shared;
    std::size_t rowsPerFile = 1'048'575;  ///< records; the rest goes into `<name>_1.xlsx`, `<name>_2.xlsx`, …
};

/// Writes the `.xlsx` that Neware's BTS exports (sheets unit, test, cycle, step, record, log, idle, curve; 18 columns
/// of records), with a decimal point whatever the locale. Readable by calamine and openpyxl. The same input gives the
/// same bytes. Times are kept to the millisecond, numbers to four decimals in V, mA and mA·h.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeXlsx(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
               const FileIdentity& identity, const XlsxForm& form = {});

/// Writes a Neware `.nda` (version 130, records of BTS 9.1 with a temperature), by the layout tables of `formats`.
/// Readable by fastnda and NewareNDA. The same input gives the same bytes. Voltage and current are exact, times are
/// kept to the millisecond; whether the experiment has finished is not in such a file.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeNda(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
              const FileIdentity& identity);

/// A stretch of a recording that goes into one file, and the part of the program it ran.
struct Segment
{
    Recording recording;
    CellProgram program;
};

/// Divides a simulated recording where impedance begins and ends, as EC-Lab writes one file a technique. Cycles are
/// numbered from 0 in each; all but the last are finished.
[[nodiscard]] std::vector<Segment> splitAtImpedance(const Recording& recording, const CellProgram& program);

}  // namespace aurora::simulation
