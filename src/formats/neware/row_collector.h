#pragma once

#include "aurora/core/recording.h"
#include "aurora/formats/reader.h"
#include "formats/neware/rows.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace aurora::formats::neware {

/// How BTSDA's table shows what was discharged in a step: BTS 9 with a minus, the older ones without.
enum class DischargeSign : std::uint8_t
{
    Positive,
    Negative
};

/// Turns rows into the columns of a recording, and on request into those of BTSDA's table.
class RowCollector : public RowReceiver
{
public:
    RowCollector(const ReadOptions& options, DateKind dates, std::size_t expectedRows,
                 DischargeSign sign = DischargeSign::Positive);

    void add(const Row& row) override;

    /// Moves the columns into the recording: series, vendor columns with their names, start, end. Once, after the last
    /// row.
    /// @throws Cancelled
    void finish(const std::vector<StepRun>& steps, Recording& recording, AfterRest afterRest = AfterRest::SameCycle,
                Progress& progress = Progress::none());

    /// Indices of the records, as auxiliary files name them; empty unless all columns were asked for.
    [[nodiscard]] const std::vector<std::uint32_t>& indices() const noexcept { return m_indices; }

private:
    /// What BTSDA's table has besides the series, in its units.
    struct Details
    {
        std::vector<double> stepTime_s;
        std::vector<double> totalTime_s;
        std::vector<double> date_s;
        std::vector<double> current_uA;
        std::vector<double> voltage_mV;
        std::vector<double> capacity_mAs;
        std::vector<double> energy_mWs;
    };

    void start(const Row& row, double totalTime_s);
    [[nodiscard]] double stepsSince(const Row& row) const;
    void addDetails(const Row& row, double totalTime_s);
    [[nodiscard]] std::vector<Column> takeColumns(const std::vector<StepRun>& steps, Progress& progress);

    const ReadOptions m_options;
    const DateKind m_dates;
    const DischargeSign m_sign;
    CyclingSeries m_series;
    std::vector<std::int32_t> m_stepOfRow;
    std::vector<std::uint32_t> m_indices;
    Details m_details;
    std::optional<double> m_start_uts;
    double m_origin_s = 0;       ///< uts of total time 0
    double m_stepsBefore_s = 0;  ///< sum of the last step times of all steps before this one
    Row m_last;
};

}  // namespace aurora::formats::neware
