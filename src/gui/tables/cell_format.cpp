#include "gui/tables/cell_format.h"

#include "aurora/core/c_rate.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

constexpr std::array statusColumns{std::string_view("Flag"), std::string_view("Status"),
                                   std::string_view("Snapshot status"), std::string_view("Ready")};

constexpr std::array cRateColumns{std::string_view("Formation C"), std::string_view("Cycling C"),
                                  std::string_view("Cycle C")};

struct ColumnTip
{
    std::string_view name;
    const char* text;
};

constexpr const char* cyclingTip =
    QT_TRANSLATE_NOOP("ColumnTip", "C-rate of the cycles after formation, as the protocol has it");

constexpr std::array tipTable{
    ColumnTip{"Formation C",
              QT_TRANSLATE_NOOP("ColumnTip", "C-rate of the formation, the first slow cycles, as the protocol has it")},
    ColumnTip{"Cycling C", cyclingTip},
    ColumnTip{"Cycle C", cyclingTip},
};

struct StatusRow
{
    std::string_view word;  ///< in the database
    const char* text;       ///< with its shape
    Tone tone;
    const char* icon;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Status", source)

constexpr std::array statusTable{
    // Flags of the analysis
    StatusRow{"Cap loss", TEXT("▲ Cap loss"), Tone::Bad, ""},
    StatusRow{"Form eff", TEXT("▲ Form eff"), Tone::Attention, ""},
    StatusRow{"Init eff", TEXT("▲ Init eff"), Tone::Attention, ""},
    StatusRow{"Init cap", TEXT("▲ Init cap"), Tone::Attention, ""},
    StatusRow{"Complete", TEXT("■ Complete"), Tone::Good, ""},
    StatusRow{"Ended, cancelled", TEXT("■ Ended, cancelled"), Tone::Faint, ""},
    StatusRow{"Ended with error", TEXT("✕ Ended with error"), Tone::Bad, ""},
    StatusRow{"Ended without cycle", TEXT("■ Ended without cycle"), Tone::Faint, ""},
    // Statuses of jobs, as tomato names them
    StatusRow{"q", TEXT("◌ queued"), Tone::Faint, ""},
    StatusRow{"qw", TEXT("◌ queued, pipeline found"), Tone::Faint, ""},
    StatusRow{"r", TEXT("▶ running"), Tone::Busy, ""},
    StatusRow{"rd", TEXT("▶ running, to be cancelled"), Tone::Attention, ""},
    StatusRow{"c", TEXT("■ finished"), Tone::Good, ""},
    StatusRow{"cd", TEXT("■ cancelled"), Tone::Faint, ""},
    StatusRow{"ce", TEXT("✕ error"), Tone::Bad, ""},
    // Snapshots that could not be read, before the job's status
    StatusRow{"fr", TEXT("✕ not readable"), Tone::Bad, ""},
    StatusRow{"frd", TEXT("✕ not readable"), Tone::Bad, ""},
    StatusRow{"fc", TEXT("✕ not readable"), Tone::Bad, ""},
    StatusRow{"fcd", TEXT("✕ not readable"), Tone::Bad, ""},
    StatusRow{"fce", TEXT("✕ not readable"), Tone::Bad, ""},
    // What was done with something, as reports tell it
    StatusRow{"failed", TEXT("✕ failed"), Tone::Bad, ""},
    StatusRow{"skipped", TEXT("○ skipped"), Tone::Faint, ""},
    StatusRow{"done", TEXT("■ done"), Tone::Good, ""},
    // Snapshots of a sample
    StatusRow{"stored", TEXT("■ stored"), Tone::Good, ""},
    StatusRow{"excluded", TEXT("○ excluded"), Tone::Faint, ""},
    StatusRow{"damaged", TEXT("✕ damaged"), Tone::Bad, ""},
    // States of pipelines
    StatusRow{"running", TEXT("▶ running"), Tone::Busy, ""},
    StatusRow{"ready", TEXT("● ready"), Tone::Good, ""},
    StatusRow{"ready, job waits", TEXT("● ready, job waits"), Tone::Good, ""},
    StatusRow{"not ready", TEXT("○ not ready"), Tone::Neutral, ""},
    StatusRow{"not ready, job waits", TEXT("○ not ready, job waits"), Tone::Neutral, ""},
    StatusRow{"empty", TEXT("○ empty"), Tone::Faint, ""},
};

#undef TEXT

/// Behind the status of a row whose server does not answer: it was so when it last did.
constexpr std::string_view staleEnding = " (stale)";

}  // namespace

QString columnTitle(std::string_view name)
{
    if (name == "Cycle C") {  // of the files of results
        name = "Cycling C";
    }
    return toQString(name).replace(QStringLiteral("(uL)"), QStringLiteral("(µL)"));
}

QString axisTitle(std::string_view name)
{
    return columnTitle(name == "Efficiency (%)" ? "Coulombic efficiency (%)" : name)
        .replace(QStringLiteral("(mAh/cm2)"), QStringLiteral("(mAh/cm²)"))
        .replace(QStringLiteral("(ohm)"), QStringLiteral("(Ω)"))
        .replace(QStringLiteral("Delta V"), QStringLiteral("ΔV"));
}

QString columnTip(std::string_view name)
{
    const auto found =
        std::find_if(tipTable.begin(), tipTable.end(), [name](const ColumnTip& entry) { return entry.name == name; });
    return found == tipTable.end() ? QString() : QCoreApplication::translate("ColumnTip", found->text);
}

CellFormat cellFormat(const Table::ColumnInfo& column)
{
    if (std::find(statusColumns.begin(), statusColumns.end(), column.name) != statusColumns.end()) {
        return {.kind = CellFormat::Kind::Status};
    }
    if (column.type != CellType::Integer && column.type != CellType::Real) {
        return {.kind = CellFormat::Kind::Text};
    }
    const bool isCRate = std::find(cRateColumns.begin(), cRateColumns.end(), column.name) != cRateColumns.end();
    return {.kind = CellFormat::Kind::Number, .digits = digitsOf(column.name), .isCRate = isCRate};
}

QString shownText(const CellValue& value, const CellFormat& format)
{
    if (const auto* real = std::get_if<double>(&value)) {
        return format.isCRate ? toQString(formatCRate(*real)) : numberText(*real, format.digits);
    }
    if (format.kind == CellFormat::Kind::Status) {
        return statusLook(toText(value)).text;
    }
    return toQString(toText(value));
}

std::string staleWord(std::string_view word)
{
    return std::string(word) + std::string(staleEnding);
}

StatusLook statusLook(std::string_view word)
{
    if (word.ends_with(staleEnding)) {
        const QString was = statusLook(word.substr(0, word.size() - staleEnding.size())).text;
        const auto blank = was.indexOf(QLatin1Char(' '));
        return {.text = QCoreApplication::translate("Status", "◌ stale, was %1").arg(was.mid(blank + 1)),
                .tone = Tone::Faint};
    }
    const auto row = std::find_if(statusTable.begin(), statusTable.end(),
                                  [word](const StatusRow& entry) { return entry.word == word; });
    if (row == statusTable.end()) {
        return {.text = toQString(word)};
    }
    return {.text = QCoreApplication::translate("Status", row->text),
            .tone = row->tone,
            .icon = QString::fromLatin1(row->icon)};
}

}  // namespace aurora::gui
