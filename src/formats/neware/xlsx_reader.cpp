#include "formats/neware/xlsx_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/job_data.h"
#include "formats/neware/xlsx_info.h"
#include "formats/neware/xlsx_records.h"
#include "formats/xlsx/workbook.h"

#include <algorithm>
#include <array>

namespace aurora::formats::neware {

namespace {

namespace fs = std::filesystem;

constexpr const char* recordSheet = "record";

/// The name of a part of a recording that was too long for one sheet: `cell_1.xlsx`, `cell_2.xlsx` beside `cell.xlsx`.
fs::path partName(const fs::path& file, int number)
{
    fs::path name = file.stem();
    name += "_" + std::to_string(number);
    name += file.extension();
    return file.parent_path() / name;
}

bool isFile(const fs::path& file)
{
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

/// Finds the number of the first record and stops there.
class FirstDataPoint : public xlsx::SheetReceiver
{
public:
    xlsx::GoOn row(std::span<const xlsx::Cell> cells) override
    {
        for (const xlsx::Cell& cell : cells) {
            if (!m_column && parseSheetColumn(cell.text).role == ColumnRole::DataPoint) {
                m_column = cell.column;
            } else if (m_column == cell.column) {
                m_number = parseInteger(cell.text);
            }
        }
        const bool isHeader = m_rows++ == 0;
        return isHeader && m_column ? xlsx::GoOn::Yes : xlsx::GoOn::No;
    }

    [[nodiscard]] std::optional<std::int64_t> number() const noexcept { return m_number; }

private:
    std::optional<std::uint32_t> m_column;
    std::optional<std::int64_t> m_number;
    std::size_t m_rows = 0;
};

/// Whether a workbook holds records alone, and not the first ones of a test.
bool isPart(const xlsx::Workbook& workbook, Progress& progress)
{
    if (!holdsRecordsAlone(workbook)) {
        return false;
    }
    FirstDataPoint first;
    constexpr std::size_t headerAndRecord = 2;
    workbook.readFirst(recordSheet, headerAndRecord, first, progress);
    return first.number() && *first.number() > 1;
}

void refuseWithoutRecords(const xlsx::Workbook& workbook)
{
    if (workbook.hasSheet(recordSheet)) {
        return;
    }
    std::string names;
    constexpr std::size_t mostNamed = 20;
    for (std::size_t i = 0; i < workbook.sheetNames().size() && i < mostNamed; ++i) {
        names += (i == 0 ? "" : ", ") + workbook.sheetNames()[i];
    }
    throw FormatError("The workbook is no export of BTS: it holds the sheets " + (names.empty() ? "(none)" : names) +
                      ", where a sheet record was expected. Nothing was read.");
}

/// Reads the parts beside a file as far as each goes on where the one before ends.
void readParts(const fs::path& file, RecordSheet& records, Recording& recording, Progress& progress)
{
    Json names = Json::array();
    for (int number = 1; isFile(partName(file, number)); ++number) {
        const std::string name = pathText(partName(file, number).filename());
        bool isReading = false;
        try {
            xlsx::Workbook part(partName(file, number));
            if (!isPart(part, progress)) {
                break;  // a recording of its own
            }
            records.beginContinuation();
            isReading = true;
            part.read(recordSheet, records, progress);
        } catch (const FormatError& error) {
            const bool hasRows = isReading && !records.waitsForContinuation();
            if (hasRows || number > 1) {
                throw FormatError(name + ", which continues it: " + error.what(), error.cause());
            }
            recording.warnings.push_back(
                name + " stands beside the file as if it continued it, but was not read: " + error.what());
            break;
        }
        if (const auto beginning = records.wrongBeginning()) {
            recording.warnings.push_back(name + " begins with DataPoint " + std::to_string(*beginning) + " where " +
                                         std::to_string(records.lastDataPoint().value_or(0) + 1) +
                                         " was expected, and was not read as the continuation of this file.");
            break;
        }
        names.push_back(name);
        recording.parts.push_back(partName(file, number));
    }
    if (!names.empty()) {
        recording.jobData[std::string(job::parts)] = std::move(names);
    }
}

void describe(const WorkbookInfo& info, Recording& recording)
{
    recording.device = info.device;
    recording.channel = info.channel;
    recording.testId = info.testId;
    recording.finished = info.finished;
    recording.formatVersion = "xlsx";
    if (const auto versions = info.jobData.find(job::versions); versions != info.jobData.end()) {
        recording.formatVersion += ", " + textAt(*versions, "Application").value_or("");
    }
    for (const std::string& hint : {info.barcode, info.remark}) {
        if (!hint.empty()) {
            recording.sampleHints.push_back(hint);
        }
    }
    if (recording.series.size() == 0) {
        recording.start_uts = parseTimestamp(info.startTime, recording.timeZone);
        recording.end_uts = parseTimestamp(info.endTime, recording.timeZone);
    }
}

class XlsxReader : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Neware xlsx"; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> all{".xlsx"};
        return all;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override;
    [[nodiscard]] bool isForeign(const fs::path& file) const override;
    [[nodiscard]] Recording read(const fs::path& file, const ReadOptions& options, Progress& progress) const override;
    [[nodiscard]] std::vector<fs::path> partsOf(const fs::path& file) const override;
    [[nodiscard]] std::vector<fs::path> candidatesOf(const fs::path& file) const override;

private:
    [[nodiscard]] Recording readWorkbook(const fs::path& file, const ReadOptions& options, Progress& progress) const;
};

/// A zip among whose first members is one of a workbook.
bool XlsxReader::recognises(std::span<const std::uint8_t> head) const
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    constexpr std::array<std::string_view, 4> members{"xl/workbook.xml", "xl/worksheets/", "xl/sharedStrings.xml",
                                                      "xl/styles.xml"};
    return text.starts_with("PK\x03\x04") && std::any_of(members.begin(), members.end(), [&](std::string_view member) {
               return text.find(member) != std::string_view::npos;
           });
}

/// A workbook, but without records.
bool XlsxReader::isForeign(const fs::path& file) const
{
    try {
        return !xlsx::Workbook(file).hasSheet(recordSheet);
    } catch (const FormatError&) {
        return false;  // damaged: to be told
    }
}

Recording XlsxReader::readWorkbook(const fs::path& file, const ReadOptions& options, Progress& progress) const
{
    Recording recording;
    recording.format = name();
    recording.timeZone = options.timeZone;
    WorkbookInfo info;
    std::optional<RecordSheet> records;
    bool isPartItself = false;
    {
        xlsx::Workbook workbook(file);
        refuseWithoutRecords(workbook);
        info = readWorkbookInfo(workbook, progress);
        records.emplace(options, parseTimestamp(info.startTime, "UTC"), TableSource::Sheet);
        workbook.read(recordSheet, *records, progress);
        isPartItself = holdsRecordsAlone(workbook) && records->firstDataPoint().value_or(1) > 1;
    }
    recording.jobData = info.jobData;
    if (isPartItself) {
        recording.warnings.push_back("The file begins with DataPoint " + std::to_string(*records->firstDataPoint()) +
                                     " and tells nothing of the test: it is one part of a longer recording. Read the "
                                     "first part with this one beside it to have them as one.");
    } else {
        readParts(file, *records, recording, progress);
    }
    std::vector<std::string> warnings = std::exchange(recording.warnings, {});
    records->finish(recording);
    recording.warnings.insert(recording.warnings.begin(), warnings.begin(), warnings.end());
    describe(info, recording);
    return recording;
}

Recording XlsxReader::read(const fs::path& file, const ReadOptions& options, Progress& progress) const
{
    try {
        return readWorkbook(file, options, progress);
    } catch (const FormatError& error) {
        throw FormatError(pathText(file.filename()) + ": " + error.what(), error.cause());
    }
}

/// The last record of a file tells whether another goes on behind it, and any cell whether the file can be read: what
/// is no part is to be read alone. So that no row is left out, a file with a part beside it is read as read() does.
std::vector<fs::path> XlsxReader::partsOf(const fs::path& file) const
{
    const fs::path first = partName(file, 1);
    try {
        if (!isFile(first) || !isPart(xlsx::Workbook(first), Progress::none())) {
            return {};
        }
        return readWorkbook(file, {}, Progress::none()).parts;
    } catch (const FormatError&) {
        return {};  // read() says so; the rows of what it does not read are not lost if that is read alone
    }
}

std::vector<fs::path> XlsxReader::candidatesOf(const fs::path& file) const
{
    std::vector<fs::path> candidates;
    for (int number = 1; isFile(partName(file, number)); ++number) {
        candidates.push_back(partName(file, number));
    }
    return candidates;
}

}  // namespace

const Reader& xlsxReader()
{
    static const XlsxReader reader;
    return reader;
}

}  // namespace aurora::formats::neware
