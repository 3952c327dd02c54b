#include "aurora/services/library_versions.h"

#include <H5public.h>
#include <blosc.h>
#include <bzlib.h>
#include <expat.h>
#include <fmt/core.h>
#include <libdeflate.h>
#include <libssh/libssh.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <pugixml.hpp>
#include <simdjson.h>
#include <spdlog/version.h>
#include <sqlite3.h>
#include <xlsxwriter.h>
#include <zip.h>
#include <zlib.h>

#if __has_include(<CLI/Version.hpp>)
#    include <CLI/Version.hpp>
#endif

namespace aurora::services {

namespace {

std::string dotted(int major, int minor, int patch)
{
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

/// 1130 is 1.13; before 1.10 it was three digits: 190 is 1.9.
std::string pugixmlVersion()
{
    constexpr int scale = PUGIXML_VERSION < 1000 ? 100 : 1000;
    constexpr int rest = PUGIXML_VERSION % scale / 10;
    return std::to_string(PUGIXML_VERSION / scale) + "." + std::to_string(rest);
}

/// "expat_2.5.0"
std::string expatVersion()
{
    const std::string said = XML_ExpatVersion();
    const auto line = said.find('_');
    return line == std::string::npos ? said : said.substr(line + 1);
}

/// "1.0.8, 13-Jul-2019"
std::string bzip2Version()
{
    const std::string said = BZ2_bzlibVersion();
    return said.substr(0, said.find(','));
}

/// "0.10.6/openssl/zlib"
std::string libsshVersion()
{
    const std::string said = ssh_version(0);
    return said.substr(0, said.find('/'));
}

/// "OpenSSL 3.0.11 19 Sep 2023"
std::string opensslVersion()
{
    const std::string said = OpenSSL_version(OPENSSL_VERSION);
    const auto begin = said.find(' ') + 1;
    return said.substr(begin, said.find(' ', begin) - begin);
}

}  // namespace

std::vector<LibraryVersion> libraryVersions()
{
    return {
        {"bzip2", bzip2Version()},
        {"c-blosc", blosc_get_version_string()},
#ifdef CLI11_VERSION
        {"CLI11", CLI11_VERSION},
#endif
#ifdef AURORA_DATE_VERSION
        {"date", AURORA_DATE_VERSION},
#endif
        {"expat", expatVersion()},
        {"fmt", dotted(FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
        {"HDF5", dotted(H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE)},
        {"libdeflate", LIBDEFLATE_VERSION_STRING},
        {"libssh", libsshVersion()},
        {"libxlsxwriter", lxw_version()},
        {"libzip", zip_libzip_version()},
        {"nlohmann_json",
         dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
        {"OpenSSL", opensslVersion()},
        {"pugixml", pugixmlVersion()},
        {"simdjson", dotted(simdjson::SIMDJSON_VERSION_MAJOR, simdjson::SIMDJSON_VERSION_MINOR,
                            simdjson::SIMDJSON_VERSION_REVISION)},
        {"spdlog", dotted(SPDLOG_VER_MAJOR, SPDLOG_VER_MINOR, SPDLOG_VER_PATCH)},
        {"SQLite", sqlite3_libversion()},
        {"zlib", zlibVersion()},
    };
}

}  // namespace aurora::services
