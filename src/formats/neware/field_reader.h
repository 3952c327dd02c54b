#pragma once

#include "aurora/formats/neware/record_fields.h"
#include "formats/little_endian.h"

#include <cstdint>
#include <span>

namespace aurora::formats::neware {

/// Reads one quantity from records of a layout.
class FieldReader
{
public:
    FieldReader(std::span<const RecordField> fields, Quantity quantity) : m_field(findField(fields, quantity)) {}

    /// Of anything that has a table of fields: NdcLayout, NdaLayout.
    template <class Layout>

    requires requires(const Layout& layout) { layout.fields; }

    FieldReader(const Layout& layout, Quantity quantity) : FieldReader(layout.fields, quantity) {}

    /// False where records of this layout do not have the quantity; the other functions must not be called then.
    [[nodiscard]] explicit operator bool() const noexcept { return m_field != nullptr; }

    [[nodiscard]] const RecordField& field() const noexcept { return *m_field; }

    /// In the unit that the quantity's name says; without the factor of the current range.
    [[nodiscard]] double value(const std::uint8_t* record) const
    {
        const std::uint8_t* at = record + m_field->offset;
        if (m_field->stored == Stored::f4) {
            return static_cast<double>(valueAt<float>(at)) * m_field->scale;
        }
        return static_cast<double>(whole(at)) * m_field->scale;
    }

    /// The value, or another where records do not have the quantity.
    [[nodiscard]] double valueOr(const std::uint8_t* record, double other) const
    {
        return m_field == nullptr ? other : value(record);
    }

    /// A stored integer as it is.
    [[nodiscard]] std::int64_t integer(const std::uint8_t* record) const { return whole(record + m_field->offset); }

private:
    [[nodiscard]] std::int64_t whole(const std::uint8_t* at) const
    {
        switch (m_field->stored) {
        case Stored::u1:
            return *at;
        case Stored::u2:
            return valueAt<std::uint16_t>(at);
        case Stored::i2:
            return valueAt<std::int16_t>(at);
        case Stored::u4:
            return valueAt<std::uint32_t>(at);
        case Stored::i4:
            return valueAt<std::int32_t>(at);
        case Stored::u8:
        case Stored::i8:
            return valueAt<std::int64_t>(at);
        case Stored::f4:
            break;
        }
        return 0;
    }

    const RecordField* m_field;
};

}  // namespace aurora::formats::neware
