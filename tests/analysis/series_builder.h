#pragma once

#include "aurora/core/recording.h"

#include <cstdint>

namespace aurora::analysis::test {

/// Writes a recording row by row, at constant steps of time.
class SeriesBuilder
{
public:
    explicit SeriesBuilder(double start_uts = 1'700'000'000, double step_s = 60)
        : m_time_uts(start_uts), m_step_s(step_s)
    {
    }

    SeriesBuilder& cycleNumber(std::int32_t number)
    {
        m_cycleNumber = number;
        return *this;
    }

    SeriesBuilder& technique(std::int16_t code)
    {
        m_technique = code;
        return *this;
    }

    /// Appends rows at constant current, voltage rising or falling evenly between two values.
    SeriesBuilder& rows(int count, float current_A, float from_V = 3.5F, float to_V = 3.5F)
    {
        for (int row = 0; row < count; ++row) {
            const float share = count > 1 ? static_cast<float>(row) / static_cast<float>(count - 1) : 0.0F;
            append(m_time_uts, from_V + share * (to_V - from_V), current_A);
            m_time_uts += m_step_s;
        }
        return *this;
    }

    /// Charge and discharge of 20 rows each.
    SeriesBuilder& cycle(std::int32_t number, float current_A = 0.001F)
    {
        return cycleNumber(number).rows(20, current_A, 3.0F, 4.0F).rows(20, -current_A, 4.0F, 3.0F);
    }

    void append(double time_uts, float voltage_V, float current_A)
    {
        m_series.uts.push_back(time_uts);
        m_series.voltage_V.push_back(voltage_V);
        m_series.current_A.push_back(current_A);
        m_series.cycleNumber.push_back(m_cycleNumber);
        m_series.technique.push_back(m_technique);
    }

    [[nodiscard]] CyclingSeries take() const { return m_series; }

private:
    CyclingSeries m_series;
    double m_time_uts;
    double m_step_s;
    std::int32_t m_cycleNumber = 1;
    std::int16_t m_technique = 1;
};

}  // namespace aurora::analysis::test
