#include "aurora/simulation/cell.h"

#include "simulation/open_circuit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace aurora::simulation {

namespace {

// The window in which the capacity of a model is meant.
constexpr double emptyVoltage_V = 3.0;
constexpr double fullVoltage_V = 4.2;

// How the resistance is divided: an ohmic part that answers at once, and a part that builds up.
constexpr double ohmicShare = 0.6;
constexpr double slowShare = 1 - ohmicShare;
constexpr double slowTime_s = 15;
constexpr double semicircleTime_s = 1.5e-3;
constexpr double semicircleExponent = 0.9;
constexpr double warburgShare = 0.15;

constexpr double suddenDeathFactor = 40;
constexpr double leastCapacity = 0.2;         // share of the capacity when new: a dead cell still shows cycles
constexpr double resistancePerLostShare = 3;  // relative growth

constexpr double coulombsPerMilliampereHour = 3.6;

/// Share of a charge that goes into side reactions: large in the first cycle, soon small.
double sideReactions(const CellModel& model, std::int32_t cycle)
{
    if (cycle == 1) {
        return model.firstCycleLoss;
    }
    return 0.0008 + 0.12 * model.firstCycleLoss * std::exp(-(cycle - 1) / 1.5);
}

}  // namespace

SimulatedCell::SimulatedCell(const CellModel& model)
    : m_model(model),
      m_emptyState(stateOfChargeAt(emptyVoltage_V)),
      m_fullState(stateOfChargeAt(fullVoltage_V)),
      m_stateOfCharge(m_emptyState)
{
}

double SimulatedCell::voltage_V(double current_A) const
{
    return openCircuitVoltage_V(m_stateOfCharge) + current_A * ohmicShare * resistance_ohm() + m_polarisation_V;
}

double SimulatedCell::currentAtVoltage_A(double voltage_V, double seconds) const
{
    // Implicit, so that any resistance and any time step are stable: the voltage at the end of the step is that of the
    // hold. The open-circuit curve is taken as straight within the step.
    const double decay = std::exp(-seconds / slowTime_s);
    const double atRest_V = openCircuitVoltage_V(m_stateOfCharge) + m_polarisation_V * decay;
    const double missing_V = voltage_V - atRest_V;
    const double rise_ohm = openCircuitSlope_V(m_stateOfCharge) * seconds / coulombsPerStateOfCharge(missing_V);
    return missing_V / (resistance_ohm() * (ohmicShare + slowShare * (1 - decay)) + rise_ohm);
}

std::complex<double> SimulatedCell::impedance_ohm(double frequency_Hz) const
{
    const double omega = 2 * std::numbers::pi * frequency_Hz;
    const std::complex<double> semicircle =
        slowShare * resistance_ohm() /
        (1.0 + std::pow(std::complex<double>(0, omega * semicircleTime_s), semicircleExponent));
    const std::complex<double> warburg =
        warburgShare * resistance_ohm() * std::complex<double>(1, -1) / std::sqrt(omega);
    return ohmicShare * resistance_ohm() + semicircle + warburg;
}

double SimulatedCell::capacity_mAh() const
{
    return m_model.capacity_mAh * std::max(leastCapacity, 1 - m_lostCapacity);
}

void SimulatedCell::apply(double current_A, double seconds)
{
    const double decay = std::exp(-seconds / slowTime_s);
    const double settled_V = current_A * slowShare * resistance_ohm();
    m_polarisation_V = settled_V + (m_polarisation_V - settled_V) * decay;
    m_stateOfCharge += current_A * seconds / coulombsPerStateOfCharge(current_A);
}

void SimulatedCell::beginNextCycle()
{
    ++m_cycle;
}

void SimulatedCell::age()
{
    const bool dying = m_model.suddenDeathCycle > 0 && m_cycle >= m_model.suddenDeathCycle;
    m_lostCapacity += m_model.fadePerCycle * (dying ? suddenDeathFactor : 1);
}

double SimulatedCell::resistance_ohm() const
{
    const double lost = std::min(m_lostCapacity, 1 - leastCapacity);
    return m_model.resistance_ohm * (1 + resistancePerLostShare * lost);
}

double SimulatedCell::coulombsPerStateOfCharge(double current_A) const
{
    const double stored = coulombsPerMilliampereHour * capacity_mAh() / (m_fullState - m_emptyState);
    return current_A > 0 ? stored / (1 - sideReactions(m_model, m_cycle)) : stored;
}

}  // namespace aurora::simulation
