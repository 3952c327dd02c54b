#pragma once

#include "aurora/formats/neware/record_fields.h"

#include "simulation/bytes.h"

#include <cstddef>

namespace aurora::simulation {

/// Puts a number into a record as its field stores it.
/// @param record  where the record begins
/// @param value   in the unit that the field's quantity names
void putField(Bytes& bytes, std::size_t record, const formats::neware::RecordField& field, double value);

}  // namespace aurora::simulation
