#include "sftp.h"

#include <array>
#include <cstdint>

namespace aurora::remote {

namespace {

// draft-ietf-secsh-filexfer-02, and PROTOCOL of OpenSSH for the extension. Numbers are big-endian.
constexpr char extendedRequest = static_cast<char>(200);
constexpr std::uint8_t statusReply = 101;
constexpr const char* extension = "posix-rename@openssh.com";
constexpr std::uint32_t ownId = 0xFFFF'FFF0;  // libssh counts from 1
constexpr std::uint32_t longestReply = 1024 * 1024;

void put(std::string& packet, std::uint32_t number)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        packet += static_cast<char>((number >> shift) & 0xFFU);
    }
}

void put(std::string& packet, const std::string& text)
{
    put(packet, static_cast<std::uint32_t>(text.size()));
    packet += text;
}

std::uint32_t numberAt(std::string_view packet, std::size_t offset)
{
    std::uint32_t number = 0;
    for (const char c : packet.substr(offset, 4)) {
        number = (number << 8U) | static_cast<unsigned char>(c);
    }
    return number;
}

/// Exactly so many bytes; empty when the line broke.
std::string take(ssh_channel channel, std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t there = 0; there < size;) {
        const int got = ssh_channel_read(channel, bytes.data() + there, static_cast<std::uint32_t>(size - there), 0);
        if (got <= 0) {
            return {};
        }
        there += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace

bool renameInOneStep(const Speech& speech, const std::string& from, const std::string& to)
{
    sftp_session sftp = speech.sftp();
    if (sftp_extension_supported(sftp, extension, "1") == 0) {
        return false;
    }
    std::string body(1, extendedRequest);
    put(body, ownId);
    put(body, extension);
    put(body, from);
    put(body, to);
    std::string packet;
    put(packet, body);
    if (ssh_channel_write(sftp->channel, packet.data(), static_cast<std::uint32_t>(packet.size())) !=
        static_cast<int>(packet.size()))
    {
        speech.fail(to, "The file");
    }
    for (;;) {
        const std::string size = take(sftp->channel, 4);
        const std::uint32_t length = size.empty() ? 0 : numberAt(size, 0);
        const std::string reply = length < 9 || length > longestReply ? std::string() : take(sftp->channel, length);
        if (reply.empty()) {
            speech.fail(to, "The file");
        }
        speech.watch.answered();
        if (numberAt(reply, 1) == ownId) {  // others answer a transfer that was given up
            return static_cast<std::uint8_t>(reply[0]) == statusReply && numberAt(reply, 5) == SSH_FX_OK;
        }
    }
}

}  // namespace aurora::remote
