#pragma once

#include "aurora/core/column.h"
#include "aurora/core/series.h"
#include "impedance_points.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace aurora::services {

enum class ChargeKnown
{
    No,
    Yes
};

/// Turns the merged series of a sample, piece by piece, into the columns of the Battery Data Format (version 1.3 of its
/// ontology), impedance points among the rows by their time.
///
/// What the format asks for, and ours has otherwise: `cycle_count` never goes back, so that rows of no cycle have the
/// number of the cycle before them; `step_count` goes up whenever another technique begins, and not with our `Step`
/// alone, which takes a whole cycle together; `step_id` is the cycler's code of the technique.
class BdfRows
{
public:
    BdfRows(ImpedancePoints impedance, ChargeKnown charge);

    /// The next rows, and the impedance points before the last of them.
    [[nodiscard]] std::vector<Column> rows(const MergedSeries& series);

    /// The impedance points that are left.
    [[nodiscard]] std::vector<Column> rest();

private:
    struct Table;

    void addPointsBefore(double uts, Table& table);
    void addPoint(std::size_t point, Table& table);
    void addRow(const MergedSeries& series, std::size_t row, Table& table);
    void addCommon(double uts, std::int32_t cycle, Table& table);
    [[nodiscard]] std::vector<Column> columnsOf(Table table) const;

    /// What makes a step: a change in any of it begins another.
    struct Step
    {
        bool isImpedance = false;
        std::int32_t number = 0;
        double technique = 0;
    };

    void beginStep(const Step& step);

    ImpedancePoints m_impedance;
    ChargeKnown m_charge;
    std::size_t m_nextPoint = 0;
    std::optional<double> m_start_uts;
    double m_testTime_s = 0;
    std::int32_t m_cycle = 0;
    std::int32_t m_stepCount = 0;
    std::optional<Step> m_step;
    double m_charged_mAh = 0;
    double m_discharged_mAh = 0;
    double m_charged_mWh = 0;
    double m_discharged_mWh = 0;
};

}  // namespace aurora::services
