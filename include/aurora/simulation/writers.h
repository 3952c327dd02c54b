#pragma once

#include "aurora/simulation/cell.h"

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
/// cycle number; NaN is a bare word. Written record by record, so that it may be of any size. The same input gives the
/// same bytes.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeTomatoJson(const std::filesystem::path& file, const Recording& recording, const FileIdentity& identity,
                     JsonLayout layout = JsonLayout::Indented);

/// Writes a Neware `.ndax` (ndc 14: data, runInfo, step, Step.xml, TestInfo.xml, VersionInfo.xml), by the layout tables
/// of `formats`. Readable by fastnda. The same input gives the same bytes. Times are kept to the millisecond.
/// @throws Error naming the file; when the recording holds impedance, which such a file cannot
void writeNdax(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
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
