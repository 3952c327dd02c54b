#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "formats/xlsx/workbook.h"

#include <optional>
#include <string>

namespace aurora::formats::neware {

/// What the sheets beside `record` say. Empty or missing: they do not say.
struct WorkbookInfo
{
    Json jobData = Json::object();  ///< by the keys of job_data.h
    std::string startTime;          ///< local time `YYYY-MM-DD HH:MM:SS`
    std::string endTime;
    std::string device;
    std::string channel;  ///< "<unit>-<channel>"
    std::string testId;
    std::string barcode;
    std::string remark;
    std::optional<bool> finished;  ///< nothing without the sheet `log`
};

/// Reads the sheets `unit`, `test` and `log`.
/// @throws FormatError without the file's name; Cancelled
[[nodiscard]] WorkbookInfo readWorkbookInfo(xlsx::Workbook& workbook, Progress& progress);

/// Whether the workbook has a sheet `record` and none of those that tell of the test: a part of a recording that was
/// too long for one sheet.
[[nodiscard]] bool holdsRecordsAlone(const xlsx::Workbook& workbook);

}  // namespace aurora::formats::neware
