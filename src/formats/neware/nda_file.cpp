#include "formats/neware/nda_file.h"

#include "aurora/core/error.h"
#include "formats/little_endian.h"
#include "formats/neware/field_reader.h"
#include "formats/neware/nda_test_info.h"

#include <algorithm>
#include <set>

namespace aurora::formats::neware {

namespace {

constexpr std::size_t sectionHeaderSize = 1024;
constexpr std::size_t recordsLookedAt = 64;

template <class Number, class Wanted>
std::string knownOf(Wanted&& wanted, Number NdaLayout::*number)
{
    std::set<Number> known;
    for (const NdaLayout& layout : ndaLayouts()) {
        if (wanted(layout)) {
            known.insert(layout.*number);
        }
    }
    std::string text;
    for (const Number value : known) {
        text += (text.empty() ? "" : ", ") + std::to_string(value);
    }
    return text;
}

std::string bytesText(std::uint64_t number)
{
    return std::to_string(number) + (number == 1 ? " byte" : " bytes");
}

bool beginsWithMagic(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return bytesAsText(bytes, at, ndaMagic.size()) == ndaMagic;
}

}  // namespace

NdaFile::NdaFile(std::span<const std::uint8_t> bytes) : m_bytes(bytes)
{
    checkHeader();
    m_version = m_bytes[ndaVersionAt];
    m_recordVersion = m_version >= firstVersionOfBts9 ? valueAt<std::uint16_t>(m_bytes.data() + ndaRecordVersionAt) : 0;
    findSections();
    chooseLayout();
    reportRest();
}

void NdaFile::checkHeader() const
{
    if (!beginsWithMagic(m_bytes, 0) && m_bytes.size() >= ndaMagic.size()) {
        std::string found;
        for (const std::uint8_t byte : m_bytes.first(ndaMagic.size())) {
            found += (found.empty() ? "" : " ") + hex(byte);
        }
        throw FormatError("The file is no Neware .nda: it begins with the bytes " + found +
                          " where NEWARE was expected. Check that it is the right file.");
    }
    if (m_bytes.size() <= ndaVersionAt) {
        throw FormatError("The file has only " + bytesText(m_bytes.size()) +
                          " where the header of a Neware .nda was expected. Copy the file again.");
    }
    const int version = m_bytes[ndaVersionAt];
    const auto all = [](const NdaLayout&) { return true; };
    if (std::ranges::none_of(ndaLayouts(), [&](const NdaLayout& layout) { return layout.version == version; })) {
        throw FormatError("The file says at byte " + std::to_string(ndaVersionAt) + " that it is of nda version " +
                          std::to_string(version) +
                          ", which is not known (known: " + knownOf(all, &NdaLayout::version) +
                          "). Nothing was read; export the test as xlsx with BTSDA instead.");
    }
    if (m_bytes.size() < ndaHeader(version).size) {
        throw FormatError("The file has only " + bytesText(m_bytes.size()) + " where a header of " +
                          std::to_string(ndaHeader(version).size) + " was expected. Copy the file again.");
    }
}

/// Nothing where the header does not reach as far, or has no such block.
std::optional<NdaFile::Place> NdaFile::placeOf(const NdaBlock& block, std::size_t headerAt) const
{
    if (block.numberSize == sizeof(std::uint32_t)) {
        const auto at = valueAt<std::uint32_t>(m_bytes, headerAt + block.at);
        const auto length = valueAt<std::uint32_t>(m_bytes, headerAt + block.at + sizeof(std::uint32_t));
        return at && length ? std::optional(Place{*at, *length}) : std::nullopt;
    }
    if (block.numberSize == sizeof(std::uint64_t)) {
        const auto at = valueAt<std::uint64_t>(m_bytes, headerAt + block.at);
        const auto length = valueAt<std::uint64_t>(m_bytes, headerAt + block.at + sizeof(std::uint64_t));
        return at && length ? std::optional(Place{*at, *length}) : std::nullopt;
    }
    return std::nullopt;
}

std::span<const std::uint8_t> NdaFile::part(const std::optional<Place>& place) const
{
    if (!place || place->at == 0 || place->at >= m_bytes.size()) {
        return {};
    }
    const auto rest = m_bytes.subspan(static_cast<std::size_t>(place->at));
    return rest.first(static_cast<std::size_t>(std::min<std::uint64_t>(place->length, rest.size())));
}

std::span<const std::uint8_t> NdaFile::testInfo() const
{
    return part(placeOf(ndaHeader(m_version).testInfo));
}

std::int32_t NdaFile::deviceRange_mA() const
{
    return valueAt<std::int32_t>(part(placeOf(ndaHeader(m_version).device)), ndaDeviceRangeAt).value_or(0);
}

std::size_t NdaFile::size() const
{
    std::size_t records = 0;
    for (const std::span<const std::uint8_t> section : m_sections) {
        records += section.size() / m_layout->recordSize;
    }
    return records;
}

void NdaFile::findSections()
{
    const NdaHeaderLayout& header = ndaHeader(m_version);
    const Place records = placeOf(header.records).value_or(Place{});
    if (m_version >= firstVersionOfBts9 && records.at == 0 && beginsWithMagic(m_bytes, sectionHeaderSize)) {
        followSections();
        return;
    }
    m_openEnded = records.length == 0 && m_version < firstVersionOfBts9;
    addSection(records, header.records.at);
    if (const auto auxiliaries = placeOf(header.auxiliaries); auxiliaries && !m_openEnded) {
        addAuxiliaries(*auxiliaries);
    }
}

void NdaFile::addAuxiliaries(const Place& place)
{
    m_sections.push_back(part(place));
    const std::size_t found = m_sections.back().size();
    if (found < place.length) {
        m_cutOff = true;
        m_warnings.push_back("The file promises " + bytesText(place.length) + " of auxiliary records from byte " +
                             std::to_string(place.at) + " on, but has only " + std::to_string(found) +
                             ": it is still being written, or was cut off.");
    }
}

/// Public sources only: a header without records is followed by sections, each with a header of its own, whose last
/// block ends where the next section begins.
void NdaFile::followSections()
{
    const NdaHeaderLayout& header = ndaHeader(m_version);
    const std::uint64_t promised = placeOf(header.records).value_or(Place{}).length;
    std::uint64_t read = 0;  // up to here; sections that overlapped would give their records twice
    for (std::uint64_t at = sectionHeaderSize; at < m_bytes.size() && beginsWithMagic(m_bytes, at);) {
        const std::optional<Place> records = placeOf(header.records, at);
        const std::optional<Place> last = placeOf({ndaNextSectionAt, sizeof(std::uint64_t)}, at);
        if (!records || !last || (records->length != 0 && records->at < read)) {
            break;
        }
        if (records->length != 0) {
            addSection(*records, at + header.records.at);
            read = records->at + m_sections.back().size();
        }
        const std::uint64_t next = last->at + last->length;
        if (next < at + sectionHeaderSize) {
            break;
        }
        at = next;
    }
    if (m_promised != promised) {
        m_cutOff = true;
        m_warnings.push_back("The sections of the file hold " + bytesText(m_promised) +
                             " of records, but its header promises " + std::to_string(promised) +
                             ": some may be missing. Compare the number of rows with BTSDA.");
    }
}

/// @param saidAt  where the file names the place, for messages
void NdaFile::addSection(const Place& place, std::size_t saidAt)
{
    if (place.at > m_bytes.size() && !m_sections.empty()) {
        m_cutOff = true;
        m_warnings.push_back("The file ends after " + bytesText(m_bytes.size()) +
                             ", before a section of records at byte " + std::to_string(place.at) +
                             ": it is still being written, or was cut off. The sections before it were read.");
        return;
    }
    if (place.at > m_bytes.size() || place.at < ndaHeader(m_version).size) {
        throw FormatError("The file says at byte " + std::to_string(saidAt) + " that its records begin at byte " +
                          std::to_string(place.at) + ", but it has " + bytesText(m_bytes.size()) + " and a header of " +
                          std::to_string(ndaHeader(m_version).size) + ". Copy the file again from the cycler's PC.");
    }
    const auto rest = m_bytes.subspan(static_cast<std::size_t>(place.at));
    const std::uint64_t length = m_openEnded ? rest.size() : place.length;
    m_promised += length;
    if (length > rest.size()) {
        m_cutOff = true;
        m_warnings.push_back("The file promises " + bytesText(length) + " of records from byte " +
                             std::to_string(place.at) + " on, but ends after " + std::to_string(rest.size()) +
                             ": it is still being written, or was cut off. Its whole records were read.");
    }
    m_sections.push_back(rest.first(static_cast<std::size_t>(std::min<std::uint64_t>(length, rest.size()))));
}

void NdaFile::chooseLayout()
{
    const auto ofThisKind = [&](const NdaLayout& layout) {
        return layout.version == m_version && layout.recordVersion == m_recordVersion;
    };
    const std::string kind = "nda version " + std::to_string(m_version) +
                             (m_recordVersion == 0 ? "" : ", records of version " + std::to_string(m_recordVersion));
    const std::uint32_t count = m_version >= firstVersionOfBts9 ? recordCountOfBts9(testInfo()).value_or(0) : 0;
    const bool known = std::ranges::any_of(ndaLayouts(), ofThisKind);
    if (known && m_promised != 0 && count != 0 && m_promised % count == 0) {
        m_layout = findNdaLayout(m_version, m_recordVersion, static_cast<std::size_t>(m_promised / count));
    } else {
        m_layout = layoutByLook();
    }
    if (m_layout == nullptr) {
        throw FormatError(
            "The file is of " + kind + ", but its records at byte " +
            std::to_string(m_sections.front().data() - m_bytes.data()) +
            " are like none that are known (known sizes: " +
            knownOf([](const NdaLayout& layout) { return layout.recordVersion != 0; }, &NdaLayout::recordSize) +
            "). Nothing was read; export the test as xlsx with BTSDA instead.");
    }
    if (!known) {
        m_warnings.push_back(
            "The file is of " + kind + ", which is not known; its records were read as those of version " +
            std::to_string(m_layout->recordVersion) + ", which they look like. Compare the numbers with BTSDA.");
    } else if (m_layout->evidence == Evidence::PublicOnly) {
        m_warnings.push_back("The layout of " + kind +
                             " is known from public sources only; compare the numbers with BTSDA.");
    }
}

/// The layout whose identifying byte stands where the records should begin; of the file's own record version, else of
/// any of the version.
const NdaLayout* NdaFile::layoutByLook() const
{
    for (const bool anyRecordVersion : {false, true}) {
        for (const NdaLayout& layout : ndaLayouts()) {
            const bool fits = anyRecordVersion || layout.recordVersion == m_recordVersion;
            if (layout.version == m_version && fits && looksLike(layout)) {
                return &layout;
            }
        }
    }
    return nullptr;
}

/// Before BTS 9 the version alone tells the layout, and pages of other things stand between the records.
bool NdaFile::looksLike(const NdaLayout& layout) const
{
    if (layout.recordVersion == 0 || m_sections.empty()) {
        return true;
    }
    const std::span<const std::uint8_t> records = m_sections.front();
    for (std::size_t i = 0; i < recordsLookedAt && (i + 1) * layout.recordSize <= records.size(); ++i) {
        const std::uint8_t id = records[i * layout.recordSize + layout.idAt];
        if (id != layout.dataIds[0] && !(id == ndaAuxiliaryId && !layout.auxFields.empty())) {
            return false;
        }
    }
    return true;
}

void NdaFile::reportRest()
{
    const std::size_t recordSize = m_layout->recordSize;
    for (const std::span<const std::uint8_t> section : m_sections) {
        const std::size_t rest = section.size() % recordSize;
        if (rest == 0 || m_cutOff) {
            continue;
        }
        const std::size_t whole = section.size() - rest;
        if (m_openEnded && whole > 0 && beginsARecord(section.subspan(whole), section.data() + whole - recordSize)) {
            m_cutOff = true;
            m_warnings.push_back("The file ends with " + bytesText(rest) +
                                 " of a record that is not complete: it is still being written, or was cut off. Its "
                                 "whole records were read.");
            continue;
        }
        m_warnings.push_back(bytesText(rest) + " behind the last whole record, from byte " +
                             std::to_string(section.data() + whole - m_bytes.data()) +
                             " on, are no record and were left out.");
    }
}

/// What a record that is being written begins with, and what some files end with, differ in their index.
bool NdaFile::beginsARecord(std::span<const std::uint8_t> rest, const std::uint8_t* before) const
{
    const FieldReader index(*m_layout, Quantity::Index);
    if (rest.size() < index.field().offset + sizeOf(index.field().stored)) {
        return rest.size() > m_layout->idAt && isRow(rest.data());
    }
    const std::int64_t last = index.integer(before);
    const std::int64_t next = index.integer(rest.data());
    return next == last || next == last + 1;
}

}  // namespace aurora::formats::neware
