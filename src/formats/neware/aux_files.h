#pragma once

#include "aurora/core/column.h"
#include "formats/neware/ndc_file.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// A record and the index it has or stands for.
struct IndexedRecord
{
    std::uint32_t index;
    const std::uint8_t* bytes;
};

/// In order of index; of two with the same index the one that came first stays first.
void sortByIndex(std::vector<IndexedRecord>& records);

/// The columns of the quantities that records of one channel hold side by side: V1, T1, t1.
///
/// @param records     in order of index
/// @param rowIndices  index of each row; rows without a record are NaN
[[nodiscard]] std::vector<Column> auxColumns(std::span<const RecordField> fields,
                                             std::span<const IndexedRecord> records, const std::string& number,
                                             std::span<const std::uint32_t> rowIndices);

/// An `Aux` element of `TestInfo.xml`.
struct AuxElement
{
    int auxId = 0;
    int realChannelId = 0;
    int channelType = 0;  ///< ChlType
    int typeId = 0;
};

/// What the name of an auxiliary file says: `data_AUX_<real channel>_<type - 100>_<type ID>.ndc` or `…_<aux ID>.ndc`.
struct AuxFileName
{
    std::string numbers;  ///< "_225_3_1" or "1": names the column where no element fits
    std::optional<int> auxId;
    int realChannelId = 0;
    int channelType = 0;
    int typeId = 0;
};

/// Nothing when a member of that name is no auxiliary file.
[[nodiscard]] std::optional<AuxFileName> parseAuxFileName(std::string_view member);

/// A whole sentence where several elements have the number in the file's name and measure different things; empty: none
/// or one has.
[[nodiscard]] std::string doubtOf(const NdcFile& file, const AuxFileName& name, std::span<const AuxElement> elements);

/// The columns of one auxiliary file.
///
/// @param rowIndices  index of each row; values belong to the row of the same slot or index, others are NaN. Empty:
/// only
///                    the names are wanted
[[nodiscard]] std::vector<Column> auxColumns(const NdcFile& file, const AuxFileName& name,
                                             std::span<const AuxElement> elements,
                                             std::span<const std::uint32_t> rowIndices);

}  // namespace aurora::formats::neware
