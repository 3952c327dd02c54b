#pragma once

#include "aurora/core/recording.h"
#include "aurora/formats/reader.h"
#include "formats/tomato/record_parser.h"

namespace aurora::formats::tomato {

/// Puts the records into a recording: the series in order of time, the columns of the file in its own order, start, end
/// and warnings without the file's name.
/// @throws FormatError when there are records, but none with a voltage
void addColumns(Records records, AllColumns allColumns, Recording& recording);

}  // namespace aurora::formats::tomato
