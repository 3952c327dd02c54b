#include "aurora/core/file.h"
#include "aurora/storage/xlsx.h"

#include <zip.h>

#include <memory>

namespace aurora::storage {

namespace fs = std::filesystem;

namespace {

using Archive = std::unique_ptr<zip_t, void (*)(zip_t*)>;

/// Reads one member; libzip compares its checksum at its end. @return whether it is whole @throws Cancelled
bool isWholeMember(zip_t& archive, zip_uint64_t index, const Progress& progress)
{
    constexpr std::size_t block = std::size_t{1} << 18U;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> member(zip_fopen_index(&archive, index, 0), zip_fclose);
    if (!member) {
        return false;
    }
    std::string bytes(block, '\0');
    zip_int64_t count = 0;
    do {
        progress.throwIfCancelled();
        count = zip_fread(member.get(), bytes.data(), bytes.size());
    } while (count > 0);
    return count == 0;
}

std::string openingError(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

}  // namespace

std::string whyDamagedXlsx(const fs::path& file, const Progress& progress)
{
    const std::string name = pathText(file);
    int code = 0;
    const Archive archive(zip_open(name.c_str(), ZIP_RDONLY, &code), zip_discard);
    if (!archive) {
        return name + ": no whole Excel workbook (" + openingError(code) + ").";
    }
    for (const char* const needed : {"[Content_Types].xml", "xl/workbook.xml"}) {
        if (zip_name_locate(archive.get(), needed, 0) < 0) {
            return name + ": no Excel workbook: " + needed + " is not in it.";
        }
    }
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        if (!isWholeMember(*archive, index, progress)) {
            const char* const member = zip_get_name(archive.get(), index, 0);
            return name + ": no whole Excel workbook: its part " + (member == nullptr ? "without a name" : member) +
                   " is damaged.";
        }
    }
    return {};
}

}  // namespace aurora::storage
