#pragma once

#include "aurora/core/file.h"

#include <zip.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace aurora::test {

/// The text of one entry of a zip file, empty when there is none of that name.
inline std::string zipEntry(const std::filesystem::path& file, const char* name)
{
    zip_t* const archive = zip_open(pathText(file).c_str(), ZIP_RDONLY, nullptr);
    if (archive == nullptr) {
        throw std::runtime_error(pathText(file) + " is no zip file");
    }
    std::string text;
    if (zip_file_t* const entry = zip_fopen(archive, name, 0)) {
        zip_stat_t stat;
        zip_stat(archive, name, 0, &stat);
        text.resize(stat.size);
        zip_fread(entry, text.data(), text.size());
        zip_fclose(entry);
    }
    zip_discard(archive);
    return text;
}

}  // namespace aurora::test
