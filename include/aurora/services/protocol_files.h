#pragma once

#include "aurora/protocols/edited_protocol.h"
#include "aurora/services/project.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// A file of the protocols folder.
struct ProtocolFile
{
    std::string name;  ///< without `.json`
    std::filesystem::path path;
    double modified_uts = 0;
    std::uintmax_t size = 0;

    friend bool operator==(const ProtocolFile&, const ProtocolFile&) = default;
};

/// The protocols of the project in natural order of their names; none when the folder is not there.
[[nodiscard]] std::vector<ProtocolFile> protocolFiles(const Project& project);

/// A protocol as it stands in its file.
struct OpenedProtocol
{
    protocols::EditedProtocol protocol;
    std::string text;                ///< of the file: whether somebody else has changed it since
    bool translated = false;         ///< from a protocol of aurora-unicycler: it is not what the file says
    std::vector<std::string> notes;  ///< what could not be translated, whole sentences
};

/// Reads a payload, or a protocol of aurora-unicycler.
/// @throws Error naming the file
[[nodiscard]] OpenedProtocol openProtocol(const std::filesystem::path& file);

/// Why no protocol can have this name, a whole sentence; empty when one can. Names that Windows refuses are refused
/// everywhere: the folder may lie on a drive that many use.
[[nodiscard]] std::string whyNotProtocolName(const std::string& name);

/// Where the protocol of this name stands, or would.
[[nodiscard]] std::filesystem::path protocolPath(const Project& project, const std::string& name);

/// Writes the payload, in place of what was there. @return what now stands in the file
/// @throws Error when the project is read-only or the file cannot be written; the old file is kept then
std::string saveProtocol(const Project& project, const std::filesystem::path& file,
                         const protocols::EditedProtocol& protocol);

/// Writes it as a protocol of aurora-unicycler, anywhere. @return what could not be said there, whole sentences
/// @throws Error when it cannot be said there at all, or not be written
[[nodiscard]] std::vector<std::string> exportUnicycler(const protocols::EditedProtocol& protocol,
                                                       const std::filesystem::path& file);

/// @throws Error when there is one of that name already, or the project is read-only
void renameProtocol(const Project& project, const std::filesystem::path& file, const std::string& name);
void duplicateProtocol(const Project& project, const std::filesystem::path& file, const std::string& name);
void deleteProtocol(const Project& project, const std::filesystem::path& file);

/// A name that is free: "formation (2)" beside "formation".
[[nodiscard]] std::string freeProtocolName(const Project& project, const std::string& wanted);

}  // namespace aurora::services
