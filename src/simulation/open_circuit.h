#pragma once

namespace aurora::simulation {

/// Open-circuit voltage of a cell with a layered-oxide cathode and a graphite anode: rises everywhere, with the steps
/// of the graphite stages that show as peaks of dQ/dV.
///
/// @param stateOfCharge  about 0.02 at 3.0 V, about 1 at 4.2 V; the voltage runs away outside
[[nodiscard]] double openCircuitVoltage_V(double stateOfCharge);

/// Its slope, V per unit of state of charge; always positive.
[[nodiscard]] double openCircuitSlope_V(double stateOfCharge);

/// The state of charge at which the cell rests at this voltage.
[[nodiscard]] double stateOfChargeAt(double voltage_V);

}  // namespace aurora::simulation
