#include "aurora/storage/zip.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace aurora::storage {

namespace {

namespace fs = std::filesystem;

constexpr zip_uint32_t compressionLevel = 3;  // twice as fast as the default, a few percent larger
constexpr std::array<std::string_view, 3> compressedEndings{".h5", ".xlsx", ".zip"};

struct DiscardArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

using Archive = std::unique_ptr<zip_t, DiscardArchive>;

[[noreturn]] void fail(const fs::path& archive, const char* cause)
{
    throw Error(pathText(archive) + ": could not be written. Is the disk full or the folder read-only?", cause);
}

bool isCompressed(const fs::path& file)
{
    const std::string ending = lowerCase(pathText(file.extension()));
    return std::find(compressedEndings.begin(), compressedEndings.end(), ending) != compressedEndings.end();
}

void add(zip_t& archive, const ZipMember& member, const fs::path& name)
{
    if (member.name.ends_with('/')) {
        if (zip_dir_add(&archive, member.name.c_str(), ZIP_FL_ENC_UTF_8) < 0) {
            fail(name, zip_strerror(&archive));
        }
        return;
    }
    zip_source_t* const source = zip_source_file(&archive, pathText(member.file).c_str(), 0, -1);
    const zip_int64_t index =
        source == nullptr ? -1 : zip_file_add(&archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail(name, zip_strerror(&archive));
    }
    const auto place = static_cast<zip_uint64_t>(index);
    if (isCompressed(member.file)) {
        zip_set_file_compression(&archive, place, ZIP_CM_STORE, 0);
    } else {
        zip_set_file_compression(&archive, place, ZIP_CM_DEFLATE, compressionLevel);
    }
}

int isCancelled(zip_t* /*archive*/, void* progress)
{
    return (*static_cast<const Progress**>(progress))->cancelRequested() ? 1 : 0;
}

}  // namespace

void writeZip(const fs::path& archive, std::span<const ZipMember> members, const Progress& progress)
{
    replaceFile(archive, [&](const fs::path& temporary) {
        int code = 0;
        Archive zip(zip_open(pathText(temporary).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
        if (!zip) {
            fail(archive, "zip_open");
        }
        for (const ZipMember& member : members) {
            add(*zip, member, archive);
        }
        const Progress* asked = &progress;
        zip_register_cancel_callback_with_state(zip.get(), isCancelled, nullptr, &asked);
        if (zip_close(zip.get()) != 0) {  // reads and compresses all of them
            progress.throwIfCancelled();
            fail(archive, zip_strerror(zip.get()));
        }
        static_cast<void>(zip.release());  // zip_close has freed it
    });
}

}  // namespace aurora::storage
