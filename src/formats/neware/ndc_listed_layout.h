#pragma once

#include "formats/neware/ndc_header.h"

namespace aurora::formats::neware {

/// Versions 7 and 15 (BTS 9), whose header page lists the columns of their records.
[[nodiscard]] bool hasListedColumns(int version);

/// Reads the list. @throws FormatError without the file's name: a list that cannot be, or lacks a needed column
[[nodiscard]] NdcHeader readListedHeader(const NdaxMember& member, NdcContent content, int version);

}  // namespace aurora::formats::neware
