#include "simulation/open_circuit.h"

#include <cmath>

namespace aurora::simulation {

namespace {

/// A step of this height downwards, centred on a lithium content; graphite makes one between two of its stages.
double stageStep_V(double lithium, double centre, double width, double height_V)
{
    return height_V * 0.5 * (1 - std::tanh((lithium - centre) / width));
}

double graphite_V(double lithium)
{
    return 0.085 + stageStep_V(lithium, 0.53, 0.03, 0.040) + stageStep_V(lithium, 0.22, 0.05, 0.070) +
           0.55 * std::exp(-lithium / 0.03);
}

double layeredOxide_V(double delithiation)
{
    return 3.62 + 0.30 * delithiation + 0.30 * delithiation * delithiation +
           0.06 * std::tanh((delithiation - 0.25) / 0.07) - 0.7 * std::exp(-delithiation / 0.012) +
           0.015 * std::exp((delithiation - 1) / 0.02);
}

}  // namespace

double openCircuitVoltage_V(double stateOfCharge)
{
    return layeredOxide_V(stateOfCharge) - graphite_V(0.01 + 0.88 * stateOfCharge);
}

double openCircuitSlope_V(double stateOfCharge)
{
    constexpr double step = 1e-4;
    return (openCircuitVoltage_V(stateOfCharge + step) - openCircuitVoltage_V(stateOfCharge - step)) / (2 * step);
}

double stateOfChargeAt(double voltage_V)
{
    double low = -0.1;
    double high = 1.2;
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = (low + high) / 2;
        (openCircuitVoltage_V(middle) < voltage_V ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace aurora::simulation
