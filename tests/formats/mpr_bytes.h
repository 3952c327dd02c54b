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

/// A module with the 65-byte header of EC-Lab from 11.50 on.
inline std::string newModule(std::string_view shortName, std::string_view longName, std::uint32_t version,
                             const std::string& body)
{
    std::string bytes = "MODULE" + padded(shortName, 10) + padded(longName, 25);
    append(bytes, std::uint32_t{0xFFFFFFFF});
    append(bytes, static_cast<std::uint32_t>(body.size()));
    append(bytes, std::uint32_t{0});
    append(bytes, version);
    return bytes + "03-21-24" + body;
}

/// Body of a data module: IDs from `idsAt`, rows from `rowsAt` on.
template <typename Id = std::uint16_t>
std::string dataBodyOf(std::size_t idsAt, std::size_t rowsAt, const std::vector<std::uint16_t>& ids,
                       std::uint32_t rowCount, const std::string& rows)
{
    std::string body;
    append(body, rowCount);
    append(body, static_cast<std::uint8_t>(ids.size()));
    body.resize(idsAt, '\0');
    for (const std::uint16_t id : ids) {
        append(body, static_cast<Id>(id));
    }
    body.resize(rowsAt, '\0');
    return body + rows;
}

/// Body of a data module, version 3: rows begin at 0x196, behind a single 1.
inline std::string dataBody(const std::vector<std::uint16_t>& ids, std::uint32_t rowCount, const std::string& rows)
{
    std::string body = dataBodyOf(5, 0x196, ids, rowCount, rows);
    body[0x195] = '\x01';
    return body;
}

/// A log that says nothing but when the acquisition started: days since 1899-12-30.
inline std::string logBody(double startOleDays)
{
    std::string body(0x249, '\0');
    append(body, startOleDays);
    body.resize(0x1000, '\0');
    return body;
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

/// Where the modules of a whole, undamaged file lie.
struct ModulePlace
{
    std::string name;
    std::size_t header;
    std::size_t body;
    std::size_t size;
    std::uint32_t dataVersion;
};

inline std::vector<ModulePlace> modulePlaces(std::string_view bytes)
{
    const auto u4 = [bytes](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, sizeof(value));
        return value;
    };
    std::vector<ModulePlace> places;
    for (std::size_t at = 52; at < bytes.size();) {
        const bool isNew = u4(at + 41) == 0xFFFFFFFF;
        const std::size_t body = at + (isNew ? 65 : 57);
        const std::size_t size = u4(at + (isNew ? 45 : 41));
        std::string name(bytes.substr(at + 6, 10));
        name.erase(name.find_last_not_of(' ') + 1);
        places.push_back({name, at, body, size, u4(at + (isNew ? 53 : 45))});
        at = body + size;
    }
    return places;
}

inline std::filesystem::path writeFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

}  // namespace aurora::test
