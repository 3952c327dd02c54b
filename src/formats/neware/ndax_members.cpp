#include "formats/neware/ndax_members.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <utility>

namespace aurora::formats::neware {

namespace {

UnpackedMember unpacked(const std::string& name, Bytes bytes, bool whole = true)
{
    const std::span<const std::uint8_t> view = bytes.span();
    return {std::move(bytes), {name, view, whole}};
}

UnpackedMember beginningOf(UnpackedMember all, std::size_t size)
{
    all.member.bytes = all.member.bytes.first(std::min(size, all.member.bytes.size()));
    return all;
}

}  // namespace

std::vector<std::string> ZippedMembers::names() const
{
    std::vector<std::string> names;
    for (const ZipArchive::Member& member : m_archive.members()) {
        if (std::find(names.begin(), names.end(), member.name) == names.end()) {
            names.push_back(member.name);
        }
    }
    if (m_archive.cutOffMember() && m_archive.find(m_archive.cutOffMember()->name) == nullptr) {
        names.push_back(m_archive.cutOffMember()->name);
    }
    return names;
}

/// What cannot even be started is told when it is read.
void ZippedMembers::announce(const std::string& name)
{
    const ZipArchive::Member* member = m_archive.find(name);
    if (member == nullptr) {
        return;
    }
    try {
        m_started.emplace(name, m_archive.start(*member));
    } catch (const FormatError&) {
        return;
    }
}

UnpackedMember ZippedMembers::read(const std::string& name, Progress& progress)
{
    if (auto started = m_started.extract(name)) {
        return unpacked(name, started.mapped().wait(progress));
    }
    if (const ZipArchive::Member* member = m_archive.find(name)) {
        return unpacked(name, m_archive.read(*member, progress));
    }
    return unpacked(name, m_archive.readCutOff(progress), false);
}

UnpackedMember ZippedMembers::readBeginning(const std::string& name, std::size_t size)
{
    if (const ZipArchive::Member* member = m_archive.find(name)) {
        return unpacked(name, m_archive.readBeginning(*member, size));
    }
    return beginningOf(unpacked(name, m_archive.readCutOff(), false), size);
}

std::vector<std::string> MembersInMemory::names() const
{
    std::vector<std::string> names;
    for (const NdaxMember& member : m_members) {
        names.push_back(member.name);
    }
    return names;
}

UnpackedMember MembersInMemory::read(const std::string& name, Progress& progress)
{
    progress.throwIfCancelled();
    const auto found =
        std::find_if(m_members.begin(), m_members.end(), [&](const NdaxMember& member) { return member.name == name; });
    return {Bytes(), *found};
}

UnpackedMember MembersInMemory::readBeginning(const std::string& name, std::size_t size)
{
    return beginningOf(read(name, Progress::none()), size);
}

}  // namespace aurora::formats::neware
