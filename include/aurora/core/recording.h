#pragma once

#include "aurora/core/column.h"
#include "aurora/core/json.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aurora {

/// The rows of one recording, kept by columns. Every non-empty column has the same length as `uts`.
///
/// V, I and charge steps are float32: that is what snapshots store, and what the analysis is defined on
/// (spec: analysis.md, first paragraph).
struct CyclingSeries
{
    std::vector<double> uts;            ///< Unix seconds, UTC; the bare time column where the start is unknown
    std::vector<float> voltage_V;       ///< always filled
    std::vector<float> current_A;       ///< charge positive; always filled
    std::vector<float> chargeStep_mAh;  ///< charge since the row before, as the cycler counted it; empty: not counted
    std::vector<std::int32_t> cycleNumber;  ///< as the vendor (or the cycle mode) counts
    std::vector<std::int16_t> technique;    ///< EC-Lab mode, Neware step type or tomato code; see docs/file-formats.md
    std::vector<std::int32_t> loopNumber;   ///< empty where the file has none (tomato)
    std::vector<std::int16_t> index;        ///< empty where the file has none (tomato)
    std::vector<float> frequency_Hz;        ///< empty without impedance; 0 or NaN in rows that are none
    std::vector<float> reZ_ohm;
    std::vector<float> imZ_ohm;  ///< with its sign: negative for capacitive

    [[nodiscard]] std::size_t size() const noexcept { return uts.size(); }

    [[nodiscard]] bool hasImpedance() const noexcept { return !frequency_Hz.empty(); }
};

/// What a vendor file says, in our terms: the product of every reader.
struct Recording
{
    std::string format;         ///< "EC-Lab mpr", "Neware ndax", …
    std::string formatVersion;  ///< "data 11, EC-Lab 11.50"
    std::string technique;      ///< "GCPL"; empty where a file mixes them
    CyclingSeries series;

    /// Every column of the file by the vendor's own name and unit, rows in file order. Filled on request only.
    std::vector<Column> vendorColumns;
    /// Names, units and types of all vendor columns; always filled, values empty unless requested.
    std::vector<Column> vendorColumnNames;

    Json jobData = Json::object();    ///< vendor metadata: parameters, cell, device, channel, versions, comments
    std::optional<double> start_uts;  ///< nothing when the start is unknown
    std::optional<double> end_uts;    ///< last row, or as the file says; nothing when the start is unknown
    std::optional<bool> finished;     ///< nothing when the file does not tell
    std::string timeZone;             ///< IANA zone in which the file's local times were read
    std::string device;               ///< with channel and testId: which measurement this is
    std::string channel;
    std::string testId;
    std::vector<std::filesystem::path> parts;  ///< other files that were read with it, by full path
    std::vector<std::string> sampleHints;      ///< texts that may name the sample, best first (barcode, remark)
    std::vector<std::string> warnings;         ///< whole sentences
};

/// How Neware cycles are counted: `Chg` a charge step after a discharge starts one, `DChg` the other way round, `Auto`
/// by the first step that is no rest, `Raw` as stored.
enum class CycleMode
{
    Chg,
    DChg,
    Auto,
    Raw
};

}  // namespace aurora
