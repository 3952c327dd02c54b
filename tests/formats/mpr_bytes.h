#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::test {

/// Bytes of numbers as EC-Lab stores them: little-endian, packed.
template <typename T>
void append(std::string& bytes, T value)
{
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    bytes.append(raw, sizeof(T));
}

inline std::string padded(std::string_view text, std::size_t size)
{
    std::string bytes(text);
    bytes.resize(size, ' ');
    return bytes;
}

/// A module with the 57-byte header of EC-Lab up to 11.46.
inline std::string module(std::string_view shortName, std::string_view longName, std::uint32_t version,
                          const std::string& body)
{
    std::string bytes = "MODULE" + padded(shortName, 10) + padded(longName, 25);
    append(bytes, static_cast<std::uint32_t>(body.size()));
    append(bytes, version);
    return bytes + "03/21/24" + body;
}

/// Body of a data module, version 3: rows begin at 0x196.
inline std::string dataBody(const std::vector<std::uint16_t>& ids, std::uint32_t rowCount, const std::string& rows)
{
    std::string body;
    append(body, rowCount);
    append(body, static_cast<std::uint8_t>(ids.size()));
    for (const std::uint16_t id : ids) {
        append(body, id);
    }
    body.resize(0x195, '\0');
    return body + '\x01' + rows;
}

inline std::string fileHeader()
{
    return "BIO-LOGIC MODULAR FILE\x1A" + std::string(25, ' ') + std::string(4, '\0');
}

/// An open-circuit file: settings of one byte and the data module, no log, as while a run goes on.
inline std::string mprFile(const std::string& data)
{
    return fileHeader() + module("VMP Set", "VMP settings", 0, "\x0B") + module("VMP data", "VMP data", 3, data);
}

inline std::filesystem::path writeFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

}  // namespace aurora::test
