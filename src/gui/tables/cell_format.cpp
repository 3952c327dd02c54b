#include "gui/tables/cell_format.h"

#include "aurora/core/c_rate.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::gui {

namespace {

struct UnitDecimals
{
    std::string_view ending;
    int decimals;
};

// What balances, cyclers and the analysis know: 0.01 mg, 1 mV, 0.1 mAh/g, 0.01 %.
constexpr std::array unitTable{
    UnitDecimals{"(%)", 2},   UnitDecimals{"(mg)", 2},      UnitDecimals{"(mAh/g)", 1}, UnitDecimals{"(V)", 3},
    UnitDecimals{"(uL)", 1},  UnitDecimals{"(mAh/cm2)", 3}, UnitDecimals{"(mm)", 2},    UnitDecimals{"(s)", 1},
    UnitDecimals{"(mAh)", 4}, UnitDecimals{"ratio", 3},     UnitDecimals{"factor", 3},
};

constexpr std::array statusColumns{std::string_view("Flag"), std::string_view("Status"),
                                   std::string_view("Snapshot status"), std::string_view("Ready")};

constexpr std::array cRateColumns{std::string_view("Formation C"), std::string_view("Cycling C")};

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
    StatusRow{"not ready", TEXT("○ not ready"), Tone::Neutral, ""},
    StatusRow{"empty", TEXT("○ empty"), Tone::Faint, ""},
};

#undef TEXT

/// Behind the status of a row whose server does not answer: it was so when it last did.
constexpr std::string_view staleEnding = " (stale)";

QString significantText(double value)
{
    constexpr int digits = 5;
    QString text = QString::number(value, 'g', digits);
    // 12346 rather than 1.2346e+04: exponents only where a plain number would be unreadable.
    const double size = std::abs(value);
    if (text.contains(QLatin1Char('e')) && size >= 1 && size < 1e9) {
        text = QString::number(value, 'f', 0);
    }
    return text;
}

QString realText(double value, int decimals)
{
    if (decimals < 0) {
        return significantText(value);
    }
    const bool wouldVanish = value != 0 && std::abs(value) < std::pow(10.0, -decimals);
    return wouldVanish ? QString::number(value, 'g', 2) : QString::number(value, 'f', decimals);
}

}  // namespace

QString columnTitle(std::string_view name)
{
    return toQString(name).replace(QStringLiteral("(uL)"), QStringLiteral("(µL)"));
}

CellFormat cellFormat(const Table::ColumnInfo& column)
{
    if (std::find(statusColumns.begin(), statusColumns.end(), column.name) != statusColumns.end()) {
        return {.kind = CellFormat::Kind::Status};
    }
    if (column.type != CellType::Integer && column.type != CellType::Real) {
        return {.kind = CellFormat::Kind::Text};
    }
    const auto unit = std::find_if(unitTable.begin(), unitTable.end(), [&column](const UnitDecimals& entry) {
        return std::string_view(column.name).ends_with(entry.ending);
    });
    const bool isCRate = std::find(cRateColumns.begin(), cRateColumns.end(), column.name) != cRateColumns.end();
    return {.kind = CellFormat::Kind::Number,
            .decimals = unit == unitTable.end() ? -1 : unit->decimals,
            .isCRate = isCRate};
}

QString shownText(const CellValue& value, const CellFormat& format)
{
    if (const auto* real = std::get_if<double>(&value)) {
        return format.isCRate ? toQString(formatCRate(*real)) : realText(*real, format.decimals);
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
    const auto* row = std::find_if(statusTable.begin(), statusTable.end(),
                                   [word](const StatusRow& entry) { return entry.word == word; });
    if (row == statusTable.end()) {
        return {.text = toQString(word)};
    }
    return {.text = QCoreApplication::translate("Status", row->text),
            .tone = row->tone,
            .icon = QString::fromLatin1(row->icon)};
}

}  // namespace aurora::gui
