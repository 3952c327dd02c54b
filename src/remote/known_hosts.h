#pragma once

#include "handles.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::remote {

/// A key that the known hosts file holds for a host.
struct KnownKey
{
    Key key;  ///< none: of a kind that libssh does not know
    bool revoked = false;
};

/// The key that a host showed.
struct ShownKey
{
    Key key;
    std::string type;         ///< "ssh-ed25519"
    std::string fingerprint;  ///< "SHA256:…"
};

enum class HostKeyState
{
    Known,
    Unknown,
    Changed  ///< or known by a key of another type, or revoked
};

/// As hosts stand in the file: "tt1.lab", "[127.0.0.1]:2222".
[[nodiscard]] std::string knownHostName(const std::string& hostname, int port);

/// All keys of a host, names hashed or not. A missing file holds none. Lines for certificate authorities do not count.
/// @throws Error when the file cannot be read
[[nodiscard]] std::vector<KnownKey> knownKeys(const std::filesystem::path& file, const std::string& hostName);

[[nodiscard]] HostKeyState stateOf(const ShownKey& shown, const std::vector<KnownKey>& known);

/// For SSH_OPTIONS_HOSTKEYS: the kinds of the known keys first, so that a server with several keys shows a known one.
[[nodiscard]] std::string hostKeyAlgorithms(const std::vector<KnownKey>& known);

/// The key of the server at the other end, after the exchange of keys. @throws Error
[[nodiscard]] ShownKey shownKey(ssh_session session);

/// Appends a line; makes the file for the user alone, and its folder, where they are missing. @throws Error
void appendKnownKey(const std::filesystem::path& file, const std::string& hostName, const ShownKey& shown);

}  // namespace aurora::remote
