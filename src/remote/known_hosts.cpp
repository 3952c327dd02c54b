#include "known_hosts.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

namespace aurora::remote {

namespace {

namespace fs = std::filesystem;

struct Algorithms
{
    ssh_keytypes_e type;
    std::string_view names;
};

// In the order in which a host without known keys is asked. No SHA-1, no DSA.
constexpr std::array<Algorithms, 5> algorithmTable{{
    {SSH_KEYTYPE_ED25519, "ssh-ed25519"},
    {SSH_KEYTYPE_ECDSA_P256, "ecdsa-sha2-nistp256"},
    {SSH_KEYTYPE_ECDSA_P384, "ecdsa-sha2-nistp384"},
    {SSH_KEYTYPE_ECDSA_P521, "ecdsa-sha2-nistp521"},
    {SSH_KEYTYPE_RSA, "rsa-sha2-512,rsa-sha2-256"},
}};

struct EntryDeleter
{
    void operator()(ssh_knownhosts_entry* entry) const noexcept { ssh_knownhosts_entry_free(entry); }
};

enum class Parsed
{
    OtherHost,
    NoKey,
    Key
};

Parsed parse(const std::string& hostName, const std::string& line, Key& key)
{
    ssh_knownhosts_entry* entry = nullptr;
    const int code = ssh_known_hosts_parse_line(hostName.c_str(), line.c_str(), &entry);
    const std::unique_ptr<ssh_knownhosts_entry, EntryDeleter> owner(code == SSH_OK ? entry : nullptr);
    if (code == SSH_OK) {
        key.reset(ssh_key_dup(entry->publickey));
        return Parsed::Key;
    }
    return code == SSH_ERROR ? Parsed::NoKey : Parsed::OtherHost;
}

/// A host that is known by a kind of key that libssh cannot read is known all the same: whether the line is its own is
/// found out with a key that can be read.
bool namesHost(const std::string& hostName, std::string_view hosts)
{
    Key ignored;
    const std::string readable =
        std::string(hosts) + " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    return parse(hostName, readable, ignored) == Parsed::Key;
}

std::optional<KnownKey> keyOfLine(const std::string& hostName, std::string_view text)
{
    KnownKey known;
    text = trimmed(text);
    if (text.empty() || text.front() == '#') {
        return std::nullopt;
    }
    if (text.front() == '@') {
        const std::size_t space = text.find_first_of(" \t");
        known.revoked = text.substr(0, space) == "@revoked";
        if (!known.revoked || space == std::string_view::npos) {
            return std::nullopt;
        }
        text = trimmed(text.substr(space));
    }
    const Parsed parsed = parse(hostName, std::string(text), known.key);
    if (parsed == Parsed::OtherHost ||
        (parsed == Parsed::NoKey && !namesHost(hostName, text.substr(0, text.find_first_of(" \t")))))
    {
        return std::nullopt;
    }
    return known;
}

bool equal(const Key& a, const Key& b)
{
    return a && b && ssh_key_cmp(a.get(), b.get(), SSH_KEY_CMP_PUBLIC) == 0;
}

}  // namespace

std::string knownHostName(const std::string& hostname, int port)
{
    const std::string lower = lowerCase(hostname);
    return port == 22 ? lower : "[" + lower + "]:" + std::to_string(port);
}

std::vector<KnownKey> knownKeys(const fs::path& file, const std::string& hostName)
{
    std::vector<KnownKey> known;
    std::error_code code;
    if (fs::status(file, code).type() == fs::file_type::not_found) {
        return known;
    }
    for (const std::string& line : split(readFile(file), '\n')) {
        if (std::optional<KnownKey> key = keyOfLine(hostName, line)) {
            known.push_back(std::move(*key));
        }
    }
    return known;
}

HostKeyState stateOf(const ShownKey& shown, const std::vector<KnownKey>& known)
{
    const auto same = [&](const KnownKey& each) { return equal(each.key, shown.key); };
    if (std::any_of(known.begin(), known.end(), [&](const KnownKey& each) { return each.revoked && same(each); })) {
        return HostKeyState::Changed;
    }
    if (std::any_of(known.begin(), known.end(), same)) {
        return HostKeyState::Known;
    }
    const bool anyValid = std::any_of(known.begin(), known.end(), [](const KnownKey& each) { return !each.revoked; });
    return anyValid ? HostKeyState::Changed : HostKeyState::Unknown;
}

std::string hostKeyAlgorithms(const std::vector<KnownKey>& known)
{
    const auto isKnown = [&](const Algorithms& row) {
        return std::any_of(known.begin(), known.end(), [&](const KnownKey& each) {
            return !each.revoked && each.key && ssh_key_type(each.key.get()) == row.type;
        });
    };
    std::vector<Algorithms> rows(algorithmTable.begin(), algorithmTable.end());
    std::stable_partition(rows.begin(), rows.end(), isKnown);
    std::string names;
    for (const Algorithms& row : rows) {
        names += (names.empty() ? "" : ",") + std::string(row.names);
    }
    return names;
}

ShownKey shownKey(ssh_session session)
{
    ssh_key key = nullptr;
    unsigned char* hash = nullptr;
    std::size_t length = 0;
    ShownKey shown;
    if (ssh_get_server_publickey(session, &key) != SSH_OK) {
        throw Error("The key of the server could not be read. Nothing was sent to it.");
    }
    shown.key.reset(key);
    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) != SSH_OK) {
        throw Error("The fingerprint of the server's key could not be made. Nothing was sent to it.");
    }
    char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length);
    ssh_clean_pubkey_hash(&hash);
    shown.fingerprint = text == nullptr ? "" : text;
    ssh_string_free_char(text);
    shown.type = ssh_key_type_to_char(ssh_key_type(key));
    return shown;
}

void appendKnownKey(const fs::path& file, const std::string& hostName, const ShownKey& shown)
{
    char* base64 = nullptr;
    if (ssh_pki_export_pubkey_base64(shown.key.get(), &base64) != SSH_OK) {
        throw Error("The key of the server could not be written as text. It was not accepted.");
    }
    std::string line = hostName + ' ' + shown.type + ' ' + base64 + '\n';
    ssh_string_free_char(base64);

    std::error_code ignored;
    if (file.has_parent_path() && !fs::exists(file.parent_path(), ignored)) {
        makeFolder(file.parent_path());
        fs::permissions(file.parent_path(), fs::perms::owner_all, ignored);
    }
    const bool isNew = !fs::exists(file, ignored);
    const std::string before = isNew ? std::string() : readFile(file);
    if (!before.empty() && before.back() != '\n') {
        line.insert(0, "\n");
    }
    // One write at the end of the file: another program may append at the same time.
    std::ofstream stream(file, std::ios::binary | std::ios::app);
    if (isNew) {
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
    }
    stream.write(line.data(), static_cast<std::streamsize>(line.size()));
    stream.flush();
    if (!stream) {
        throw Error(pathText(file) + ": the host key could not be added. Is the file read-only?");
    }
}

}  // namespace aurora::remote
