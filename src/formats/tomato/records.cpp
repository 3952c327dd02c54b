#include "formats/tomato/record_parser.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurora::formats::tomato {

namespace {

constexpr std::size_t unknownNamesTold = 8;

template <class Values>
void appendAll(Values& to, Values& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Values of a quantity may begin late or end early: what is missing before is filled up.
template <class Values>
void appendFrom(std::size_t row, Values& to, Values& from, const typename Values::value_type& missing)
{
    if (from.empty()) {
        return;
    }
    to.resize(row, missing);
    appendAll(to, from);
}

void appendQuantity(RawQuantity& to, RawQuantity& from, std::size_t row)
{
    constexpr double notThere = std::numeric_limits<double>::quiet_NaN();
    to.unit = to.unit.empty() ? from.unit : to.unit;
    to.isMeasured = to.isMeasured || from.isMeasured;
    to.isText = to.isText || from.isText;
    to.isWhole = to.isWhole && from.isWhole;
    to.present += from.present;
    to.unreadable += from.unreadable;
    to.otherUnits += from.otherUnits;
    appendFrom(row, to.numbers, from.numbers, notThere);
    appendFrom(row, to.uncertainties, from.uncertainties, notThere);
    appendFrom(row, to.texts, from.texts, {});
}

}  // namespace

void Records::clear()
{
    std::vector<RawQuantity> known = std::move(quantities);
    *this = Records();
    for (RawQuantity& quantity : known) {
        RawQuantity fresh;
        fresh.key = std::move(quantity.key);
        fresh.name = std::move(quantity.name);
        fresh.role = quantity.role;
        fresh.unit = std::move(quantity.unit);
        quantities.push_back(std::move(fresh));
    }
}

void Records::append(Records&& others)
{
    const std::size_t row = size();
    for (RawQuantity& quantity : others.quantities) {
        auto found = std::ranges::find(quantities, quantity.name, &RawQuantity::name);
        if (found == quantities.end()) {
            RawQuantity fresh;
            fresh.key = quantity.key;
            fresh.name = quantity.name;
            fresh.role = quantity.role;
            found = quantities.insert(quantities.end(), std::move(fresh));
        }
        appendQuantity(*found, quantity, row);
    }
    for (const std::size_t record : others.withoutVoltage) {
        withoutVoltage.push_back(row + record);
    }
    appendAll(uts, others.uts);
    appendAll(voltage_V, others.voltage_V);
    appendAll(current_A, others.current_A);
    appendAll(cycleNumber, others.cycleNumber);
    appendAll(loopNumber, others.loopNumber);
    appendAll(index, others.index);
    appendAll(technique, others.technique);
    appendAll(fileNames, others.fileNames);
    for (const std::string& name : others.unknownTechniques) {
        if (unknownTechniques.size() < unknownNamesTold) {
            unknownTechniques.insert(name);
        }
    }
}

}  // namespace aurora::formats::tomato
