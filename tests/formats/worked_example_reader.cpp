#include "formats/worked_example_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "formats/text_lines.h"

#include <array>

namespace aurora::formats {

namespace {

constexpr std::string_view firstLine = "# bench log 1";
constexpr std::string_view startWord = "# start ";
constexpr std::uint64_t linesBetweenLooks = 1U << 12U;

/// The columns in the order of the file, with what makes them our units. A new column is one row here.
struct ColumnOfLog
{
    std::string_view name;
    std::string_view unit;
    double toOurUnit;
};

constexpr std::array<ColumnOfLog, 4> layout{{
    {"time", "s", 1.0},         // since the start
    {"voltage", "V", 1.0},      // of the cell
    {"current", "mA", 1.0e-3},  // charge positive, as the author of the logger says
    {"cycle", "", 1.0},         // counted by the logger from 1
}};

using Values = std::array<double, layout.size()>;

/// The numbers of a line; nothing when one of them is none or there are too few or too many.
std::optional<Values> valuesOf(std::string_view line)
{
    Values values{};
    Cells cells(line, ';');
    std::string_view cell;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        const std::optional<double> number = cells.next(cell) ? parseNumber(cell) : std::nullopt;
        if (!number) {
            return std::nullopt;
        }
        values[i] = *number * layout[i].toOurUnit;
    }
    return cells.next(cell) ? std::nullopt : std::optional(values);
}

class BenchLogReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Bench log"; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".bench"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override
    {
        return std::string_view(reinterpret_cast<const char*>(head.data()), head.size()).starts_with(firstLine);
    }

    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

double startOf(const std::string& name, TextLines& lines, const ReadOptions& options)
{
    TextLine line;
    if (!lines.next(line) || line.text() != firstLine) {
        throw FormatError(name + ": does not begin with \"" + std::string(firstLine) + "\". Nothing was read.");
    }
    const std::optional<double> start_uts = lines.next(line) && line.text().starts_with(startWord)
                                                ? parseTimestamp(line.text().substr(startWord.size()), options.timeZone)
                                                : std::nullopt;
    if (!start_uts) {
        throw FormatError(name + ": line 2 should be \"" + std::string(startWord) +
                          "2026-11-01 09:00:00\". Nothing was read.");
    }
    return *start_uts;
}

Recording BenchLogReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    const std::string name = pathText(file.filename());
    TextLines lines(file);
    const double start_uts = startOf(name, lines, options);
    Recording recording;
    recording.format = this->name();
    recording.timeZone = options.timeZone;
    recording.start_uts = recording.end_uts = start_uts;
    for (const ColumnOfLog& column : layout) {
        recording.vendorColumnNames.push_back({std::string(column.name), std::string(column.unit), {}});
    }
    TextLine line;
    while (lines.next(line)) {
        const std::optional<Values> values = valuesOf(line.text());
        if (!line.ended) {
            recording.finished = false;  // it is still being written: a last line without its end may lack digits
            break;
        }
        if (!values) {
            throw FormatError(name + ": line " + std::to_string(line.number) + " should be " +
                              std::to_string(layout.size()) + " numbers with ; between, but is \"" +
                              std::string(line.text().substr(0, 60)) + "\". Nothing was read.");
        }
        const auto& [time_s, voltage_V, current_A, cycle] = *values;
        recording.series.uts.push_back(start_uts + time_s);
        recording.series.voltage_V.push_back(static_cast<float>(voltage_V));
        recording.series.current_A.push_back(static_cast<float>(current_A));
        recording.series.cycleNumber.push_back(static_cast<std::int32_t>(cycle));
        recording.series.technique.push_back(0);  // the log does not tell
        recording.end_uts = recording.series.uts.back();
        if (line.number % linesBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
    }
    return recording;
}

}  // namespace

const Reader& benchLogReader()
{
    static const BenchLogReader reader;
    return reader;
}

}  // namespace aurora::formats
