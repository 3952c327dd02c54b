#include "formats/neware/btsda_csv_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "formats/neware/btsda_csv_table.h"
#include "formats/text_lines.h"

#include <array>

namespace aurora::formats::neware {

namespace {

constexpr std::uint64_t linesBetweenLooks = 1U << 12U;

class BtsdaCsvReader final : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Neware csv"; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] std::span<const std::string_view> endings() const override { return {}; }

    [[nodiscard]] std::span<const std::string_view> sharedEndings() const override
    {
        static constexpr std::array<std::string_view, 1> list{".csv"};
        return list;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override;
    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

bool BtsdaCsvReader::recognises(std::span<const std::uint8_t> head) const
{
    std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    return parseBtsdaHeader(text.substr(0, text.find_first_of("\r\n"))).has_value();
}

void readTable(const std::filesystem::path& file, const ReadOptions& options, Progress& progress, Recording& recording)
{
    TextLines lines(file);
    TextLine line;
    std::optional<BtsdaHeader> header = lines.next(line) ? parseBtsdaHeader(line.text()) : std::nullopt;
    if (!header) {
        throw FormatError("no table of records of BTSDA: its first line does not name columns like Step Type, Time, "
                          "Current(mA) and Voltage(V). Nothing was read.");
    }
    BtsdaTable table(std::move(*header), options);
    while (lines.next(line)) {
        table.add(line);
        if (line.number % linesBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
    }
    table.finish(recording);
}

Recording BtsdaCsvReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    const std::string fileName = pathText(file.filename());
    Recording recording;
    recording.format = name();
    recording.timeZone = options.timeZone;
    try {
        readTable(file, options, progress, recording);
    } catch (const FormatError& error) {
        throw FormatError(fileName + ": " + error.what(), error.cause());
    }
    for (std::string& warning : recording.warnings) {
        warning = fileName + ": " + warning;
    }
    return recording;
}

}  // namespace

const Reader& btsdaCsvReader()
{
    static const BtsdaCsvReader reader;
    return reader;
}

}  // namespace aurora::formats::neware
