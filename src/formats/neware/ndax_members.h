#pragma once

#include "aurora/core/progress.h"
#include "formats/neware/ndax_member.h"
#include "formats/zip_archive.h"
#include "formats/zip_unpack.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// A member and the memory it lies in.
struct UnpackedMember
{
    Bytes storage;
    NdaxMember member;

    [[nodiscard]] std::string_view text() const noexcept
    {
        return {reinterpret_cast<const char*>(member.bytes.data()), member.bytes.size()};
    }
};

/// The members of a `.ndax` archive, each unpacked when it is asked for and kept no longer than it is used.
class NdaxMembers
{
public:
    virtual ~NdaxMembers() = default;

    /// In the order of the archive.
    [[nodiscard]] virtual std::vector<std::string> names() const = 0;

    /// Tells that a member will be read, so that large ones are unpacked at the same time.
    virtual void announce(const std::string& /*name*/) {}

    /// One of names().
    /// @throws FormatError without the file's name: damaged or hostile
    /// @throws Cancelled
    [[nodiscard]] virtual UnpackedMember read(const std::string& name, Progress& progress) = 0;

    /// The first bytes of one of names().
    /// @throws FormatError without the file's name: hostile
    [[nodiscard]] virtual UnpackedMember readBeginning(const std::string& name, std::size_t size) = 0;
};

/// Members of a zip archive.
class ZippedMembers : public NdaxMembers
{
public:
    explicit ZippedMembers(ZipArchive& archive) : m_archive(archive) {}

    [[nodiscard]] std::vector<std::string> names() const override;
    void announce(const std::string& name) override;
    [[nodiscard]] UnpackedMember read(const std::string& name, Progress& progress) override;
    [[nodiscard]] UnpackedMember readBeginning(const std::string& name, std::size_t size) override;

private:
    ZipArchive& m_archive;
    std::map<std::string, Unpacking> m_started;
};

/// Members that are unpacked already.
class MembersInMemory : public NdaxMembers
{
public:
    explicit MembersInMemory(std::span<const NdaxMember> members) : m_members(members) {}

    [[nodiscard]] std::vector<std::string> names() const override;
    [[nodiscard]] UnpackedMember read(const std::string& name, Progress& progress) override;
    [[nodiscard]] UnpackedMember readBeginning(const std::string& name, std::size_t size) override;

private:
    std::span<const NdaxMember> m_members;
};

}  // namespace aurora::formats::neware
