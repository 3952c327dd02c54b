#include "formats/eclab/mpt_columns.h"

#include "aurora/core/text.h"
#include "formats/text_lines.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace aurora::formats::eclab {

namespace {

/// How an export names a column of a binary.
std::string exportName(const DataColumn& column)
{
    if (column.id == column::controlVoltage || column.id == column::controlCurrent) {
        return std::string(column.name);  // "control/V"
    }
    return std::string(column.name) + (column.unit.empty() ? "" : "/" + std::string(column.unit));
}

/// Of IDs with the same name the verified ones and the wider ones go first: nothing is lost in them.
std::map<std::string, const DataColumn*, std::less<>> columnsByExportName()
{
    std::map<std::string, const DataColumn*, std::less<>> byName;
    const auto rank = [](const DataColumn& column) {
        return (column.mark == Mark::Verified ? 2 : 0) + (column.stored == Stored::F8 ? 1 : 0);
    };
    for (const DataColumn& column : dataColumns()) {
        const DataColumn*& best = byName[exportName(column)];
        if (best == nullptr || rank(column) > rank(*best)) {
            best = &column;
        }
    }
    return byName;
}

const DataColumn* findColumn(std::string_view name)
{
    static const auto byName = columnsByExportName();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

/// A column of the series in another unit than the binary has, or one that BT-Lab names in its own way.
struct OtherSpelling
{
    std::string_view name;
    std::string_view unit;
    std::uint16_t id;
    double factor;
};

constexpr std::array otherSpellings{
    OtherSpelling{"Ecell", "V", column::ewe, 1},
    OtherSpelling{"<Ecell>", "V", column::averageEwe, 1},
    OtherSpelling{"Ewe", "mV", column::ewe, 1e-3},
    OtherSpelling{"<Ewe>", "mV", column::averageEwe, 1e-3},
    OtherSpelling{"Ecell", "mV", column::ewe, 1e-3},
    OtherSpelling{"I", "A", column::current, 1e3},
    OtherSpelling{"I", "µA", column::current, 1e-3},
    OtherSpelling{"I", "nA", column::current, 1e-6},
    OtherSpelling{"<I>", "A", column::averageCurrent, 1e3},
    OtherSpelling{"<I>", "µA", column::averageCurrent, 1e-3},
    OtherSpelling{"<I>", "nA", column::averageCurrent, 1e-6},
    OtherSpelling{"dq", "A.h", column::dq, 1e3},
    OtherSpelling{"dq", "µA.h", column::dq, 1e-3},
    OtherSpelling{"dq", "C", column::dq, 1 / 3.6},
    OtherSpelling{"(Q-Qo)", "A.h", column::totalCharge, 1e3},
    OtherSpelling{"(Q-Qo)", "µA.h", column::totalCharge, 1e-3},
    OtherSpelling{"time", "min", column::time, 60},
    OtherSpelling{"time", "h", column::time, 3600},
};

/// `<Ewe/V>` → `<Ewe>/V`; the Greek letter mu → the micro sign.
std::string usualSpelling(std::string_view text)
{
    constexpr std::string_view greekMu = "\xCE\xBC";
    constexpr std::string_view microSign = "\xC2\xB5";
    std::string name(trimmed(text));
    if (const std::size_t at = name.find(greekMu); at != std::string::npos) {
        name.replace(at, greekMu.size(), microSign);
    }
    const std::size_t slash = name.rfind('/');
    if (name.starts_with('<') && name.ends_with('>') && slash != std::string::npos) {
        name = name.substr(0, slash) + ">" + name.substr(slash, name.size() - slash - 1);
    }
    return name;
}

/// Units with a slash in them.
constexpr std::array<std::string_view, 2> compositeUnits{"/mS/cm", "/V/mA"};

MptColumn unknownColumn(const std::string& name)
{
    std::size_t slash = name.rfind('/');
    for (const std::string_view unit : compositeUnits) {
        slash = name.ends_with(unit) ? name.size() - unit.size() : slash;
    }
    MptColumn column;
    column.name = name.substr(0, slash);
    column.unit = slash == std::string::npos ? "" : name.substr(slash + 1);
    for (const OtherSpelling& other : otherSpellings) {
        if (other.name == column.name && other.unit == column.unit) {
            column.id = other.id;
            column.unit = columnById(other.id)->unit;  // into which the factor brings it
            column.factor = other.factor;
            break;
        }
    }
    return column;
}

}  // namespace

MptColumn parseMptColumn(std::string_view name)
{
    const std::string usual = usualSpelling(name);
    const DataColumn* const known = findColumn(usual);
    if (known == nullptr) {
        return unknownColumn(usual);
    }
    return {known->id, std::string(known->name), std::string(known->unit), known->stored, 1};
}

bool isLineOfNames(std::string_view line)
{
    if (line.find('\t') == std::string_view::npos) {
        return false;  // as most lines of a header; else the search for known names would be their greatest cost
    }
    std::size_t known = 0;
    std::size_t looked = 0;
    std::string_view name;
    for (Cells cells(line, '\t'); cells.next(name) && known < 2 && looked < mostMptColumns; ++looked) {
        known += parseMptColumn(decodeText(name)).id != 0 ? 1 : 0;
    }
    return known == 2;
}

}  // namespace aurora::formats::eclab
