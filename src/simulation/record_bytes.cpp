#include "simulation/record_bytes.h"

#include <cmath>

namespace aurora::simulation {

namespace neware = formats::neware;

void putField(Bytes& bytes, std::size_t record, const neware::RecordField& field, double value)
{
    const std::size_t offset = record + field.offset;
    const double stored = value / field.scale;
    switch (field.stored) {
    case neware::Stored::u1:
        bytes.put(offset, static_cast<std::uint8_t>(std::llround(stored)));
        return;
    case neware::Stored::u2:
        bytes.put(offset, static_cast<std::uint16_t>(std::llround(stored)));
        return;
    case neware::Stored::i2:
        bytes.put(offset, static_cast<std::int16_t>(std::llround(stored)));
        return;
    case neware::Stored::u4:
        bytes.put(offset, static_cast<std::uint32_t>(std::llround(stored)));
        return;
    case neware::Stored::i4:
        bytes.put(offset, static_cast<std::int32_t>(std::llround(stored)));
        return;
    case neware::Stored::u8:
        bytes.put(offset, static_cast<std::uint64_t>(std::llround(stored)));
        return;
    case neware::Stored::i8:
        bytes.put(offset, static_cast<std::int64_t>(std::llround(stored)));
        return;
    case neware::Stored::f4:
        bytes.put(offset, static_cast<float>(stored));
        return;
    }
}

}  // namespace aurora::simulation
