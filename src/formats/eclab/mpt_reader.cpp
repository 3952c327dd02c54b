#include "formats/eclab/mpt_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "aurora/formats/eclab/mpr_readable.h"
#include "formats/eclab/mpl_text.h"
#include "formats/eclab/mpr_series.h"
#include "formats/eclab/mpr_vendor_columns.h"
#include "formats/eclab/mpt_header.h"
#include "formats/eclab/mpt_table.h"
#include "formats/text_lines.h"

#include <array>

namespace aurora::formats::eclab {

namespace {

constexpr std::uint64_t longestHeader = 4U << 20U;      ///< bytes; real ones have some thousand
constexpr std::size_t mostHeaderLines = 100'000;        ///< real ones have some hundred, and one for each loop
constexpr std::uint64_t bytesBetweenLooks = 1U << 17U;  ///< at whether somebody cancelled; rows differ in length

/// Looks at the progress every so many bytes of a file.
class Looks
{
public:
    explicit Looks(Progress& progress) : m_progress(progress) {}

    /// @throws Cancelled
    void at(std::uint64_t offset)
    {
        if (offset >= m_next) {
            m_next = offset + bytesBetweenLooks;
            m_progress.throwIfCancelled();
        }
    }

private:
    Progress& m_progress;
    std::uint64_t m_next = 0;
};

/// The lines before the table, and the one that names its columns.
struct Top
{
    std::vector<std::string> header;
    std::string names;
    std::vector<std::string> warnings;
};

/// The line of names is known by its names; what the file says of its number is only checked.
Top readTop(TextLines& lines, Looks& looks)
{
    Top top;
    std::optional<std::size_t> expected;
    for (TextLine line; lines.next(line) && line.offset < longestHeader && top.header.size() < mostHeaderLines;) {
        looks.at(line.offset);
        if (isLineOfNames(line.text())) {
            top.names = line.text();
            if (expected && *expected != line.number) {
                top.warnings.push_back("the header says that it has " + std::to_string(*expected) +
                                       " lines, but the columns are named in line " + std::to_string(line.number) +
                                       ".");
            }
            return top;
        }
        // Line by line: EC-Lab writes Windows-1252, but user text among it may be UTF-8.
        top.header.push_back(decodeText(line.text()));
        expected = expected ? expected : headerLineCount(top.header.back());
    }
    throw FormatError("no text export of EC-Lab: none of its " + std::to_string(top.header.size()) + " lines (" +
                      std::to_string(lines.fileSize()) + " bytes) names columns like time/s and Ewe/V" +
                      (expected ? ", where line " + std::to_string(*expected) + " should" : std::string()) +
                      ". Nothing was read; export the file again.");
}

/// What the header says, and where it does not say the start, the log beside the file.
MptHeader readSurroundings(const Top& top, const std::filesystem::path& file, const std::string& timeZone,
                           Progress& progress)
{
    MptHeader header = readMptHeader(top.header, timeZone, progress);
    if (header.start_uts) {
        return header;
    }
    if (std::optional<MplFacts> log = readMplBeside(file, timeZone, progress)) {
        for (const auto& [name, value] : log->json.items()) {
            if (!header.json.contains(name)) {
                header.json[name] = value;
            }
        }
        header.start_uts = log->start_uts;
        header.device = header.device.empty() ? log->device : header.device;
        header.channel = header.channel.empty() ? log->channel : header.channel;
        header.softwareVersion = header.softwareVersion.empty() ? log->softwareVersion : header.softwareVersion;
    }
    return header;
}

class MptReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "EC-Lab mpt"; }

    [[nodiscard]] int version() const override { return 2; }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".mpt"};
        return list;
    }

    [[nodiscard]] std::span<const std::string_view> sharedEndings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".txt"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override;

    [[nodiscard]] Json readable(const Json& jobData) const override { return readableJobData(jobData); }

    [[nodiscard]] std::vector<std::filesystem::path> partsOf(const std::filesystem::path& file) const override
    {
        return mplBeside(file);
    }

    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

/// The title, or, in an export without header, a first line that names columns.
bool MptReader::recognises(std::span<const std::uint8_t> head) const
{
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    const std::string_view first = text.substr(0, text.find('\n'));
    return isMptTitle(first) || isLineOfNames(first);
}

Recording readTable(const std::filesystem::path& file, const ReadOptions& options, Progress& progress)
{
    TextLines lines(file);
    Looks looks(progress);
    Top top = readTop(lines, looks);
    MptHeader header = readSurroundings(top, file, options.timeZone, progress);
    header.start_uts = header.start_uts ? header.start_uts : options.start_uts;
    MptTable rows(top.names, options, header.start_uts);
    if (!rows.table().hasTime()) {
        throw FormatError("no column is named time: rows without times are no recording. Nothing was read; export the "
                          "file again with the column time.");
    }
    for (TextLine line; lines.next(line);) {
        looks.at(line.offset);
        rows.add(line, lines.fileSize());
    }
    if (!header.start_uts) {
        header.start_uts = rows.datesFrom();
    }

    Recording recording;
    recording.warnings = std::move(top.warnings);
    std::vector<std::string> clauses;
    const DataTable table = rows.table();
    recording.series = seriesOf(table, header.start_uts.value_or(0), clauses, progress);
    for (const std::string& clause : clauses) {
        recording.warnings.push_back("the data " + clause);
    }
    for (std::string& warning : rows.warnings()) {
        recording.warnings.push_back(std::move(warning));
    }
    if (options.allColumns == AllColumns::Yes) {
        recording.vendorColumns = storedColumns(table, progress);
        makeNamesUnique(recording.vendorColumns);
    }
    recording.vendorColumnNames = storedColumns(rows.nameTable(), progress);
    makeNamesUnique(recording.vendorColumnNames);
    recording.start_uts = header.start_uts;
    if (header.start_uts) {
        header.json[std::string(key::started)] = formatTimestamp(*header.start_uts, options.timeZone);
        recording.end_uts = recording.series.uts.empty() ? std::nullopt : std::optional(recording.series.uts.back());
    } else {
        recording.warnings.emplace_back("the start of the recording is unknown, because there is neither a date in its "
                                        "header nor an .mpl file beside it: times count from 0.");
    }
    if (rows.isCutOff()) {
        recording.finished = false;
    }
    const std::string program = top.header.empty() || !top.header.front().starts_with("BT") ? "EC-Lab " : "BT-Lab ";
    recording.formatVersion = header.softwareVersion.empty() ? "" : program + header.softwareVersion;
    recording.technique = textAt(header.json, key::technique).value_or("");
    recording.device = header.device;
    recording.channel = header.channel;
    recording.jobData = std::move(header.json);
    return recording;
}

Recording MptReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    const std::string fileName = pathText(file.filename());
    try {
        Recording recording = readTable(file, options, progress);
        recording.format = name();
        recording.parts = mplBeside(file);
        recording.timeZone = options.timeZone;
        for (std::string& warning : recording.warnings) {
            warning = fileName + ": " + warning;
        }
        return recording;
    } catch (const FormatError& error) {
        throw FormatError(fileName + ": " + error.what(), error.cause());
    }
}

}  // namespace

const Reader& mptReader()
{
    static const MptReader reader;
    return reader;
}

}  // namespace aurora::formats::eclab
